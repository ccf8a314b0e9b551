"""The slow line is as slow as it says."""

import time
from urllib.request import urlopen

from bench.floors import serving
from bench.relay import Pace, counting


def test_each_piece_waits_for_those_before_it_and_takes_its_way_besides() -> None:
    pace, start = Pace(2_000_000, 0.05), time.monotonic()
    first, second = pace.arrives(25_000), pace.arrives(25_000)
    assert first - start >= 0.1 + 0.05
    assert abs(second - first - 0.1) < 1e-6


def test_a_slow_line_changes_no_byte_and_counts_them_all() -> None:
    data = bytes(range(256)) * 200
    with serving(data) as url, counting(url, 50_000_000, 0.001) as line, urlopen(line.address) as answer:
        assert answer.read() == data
    assert line.down > len(data)
