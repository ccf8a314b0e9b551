"""Texts to measure with do not flatter."""

import zstandard

from bench.material import prose


def test_prose_packs_no_better_than_what_people_write() -> None:
    page = "\n".join(prose(number) for number in range(200)).encode()
    times = len(page) / len(zstandard.ZstdCompressor(level=3).compress(page))
    assert 1.8 < times < 3.2


def test_prose_is_the_same_each_time_and_differs_by_its_number() -> None:
    assert prose(1) == prose(1) != prose(2)
    assert 2700 <= len(prose(3).encode()) < 3000
