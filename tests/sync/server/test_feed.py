"""Pages of the feed."""

import pytest

from sync.server.feed import page
from tests.portal.town import Town


@pytest.mark.parametrize("most", [1, 3000, 20_000, 10**9])
def test_pages_of_any_size_bring_the_same_rows_in_the_same_order(town: Town, most: int) -> None:
    for _ in range(4):
        town.draft(), town.signed()
    start = {"pub": 0, "u:wangtai": 0, "u:wangtai/archive": 0}
    with town.portal.store.reading() as reading:
        whole = page(reading, start, 10**9).lines
        cursor, lines, more = start, list[object](), True
        while more:
            found = page(reading, cursor, most)
            lines += found.lines
            cursor, more = dict(found.cursor), found.more
    assert tuple(lines) == whole


def test_where_nothing_is_new_nothing_is_read(town: Town) -> None:
    town.draft()
    with town.portal.store.reading() as reading:
        found = page(reading, {"u:wangtai": reading.head()}, 1000)
    assert (found.lines, found.more) == ((), False)


def test_a_page_ends_between_two_sequences(town: Town) -> None:
    town.signed()
    with town.portal.store.reading() as reading:
        found = page(reading, {"u:wangtai/archive": 0}, 1)
        rest = page(reading, found.cursor, 10**9)
    assert {line.seq for line in found.lines}.isdisjoint({line.seq for line in rest.lines})
