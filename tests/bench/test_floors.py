"""The floors do the whole work they stand for."""

import json
from urllib.request import urlopen

from bench.floors import receive_parse_insert, serving


def test_the_floor_of_a_first_pull_takes_time_for_every_line() -> None:
    lines = [json.dumps({"type": "item", "id": str(n), "version": n, "doc": {"title": "通知"}}) for n in range(50)]
    assert receive_parse_insert(lines) > 0


def test_the_plain_server_gives_the_bytes_it_was_given() -> None:
    with serving(b"abc") as address, urlopen(address) as answer:
        assert answer.read() == b"abc"
