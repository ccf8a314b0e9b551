"""Pages of the feed, and rounds for which there are none."""

import pytest

from sync.protocol import SyncRequest, nothing_new_at
from sync.server.feed import page
from tests.models.office import CLERK_ELSEWHERE
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


def test_what_moves_elsewhere_is_nothing_new_here(town: Town) -> None:
    far = town.seat(CLERK_ELSEWHERE)
    far.everything()
    town.draft()
    before, epoch = dict(far.cursor), town.portal.store.epoch
    request = SyncRequest(CLERK_ELSEWHERE.device, epoch, before, brief=True)
    assert nothing_new_at(request, list(far.service.sync(request)))
    whole = far.sync(epoch=epoch)
    assert whole.rows == {}
    assert min(whole.end.cursor.values()) > max(before.values())


def test_a_post_lost_or_gained_is_told_although_no_row_moved(town: Town) -> None:
    far = town.seat(CLERK_ELSEWHERE)
    far.everything()
    epoch = town.portal.store.epoch
    less = {scope: seq for scope, seq in far.cursor.items() if scope != "pub"}
    assert "pub" in far.sync(epoch=epoch, cursor=less).head.scopes
    more = {**far.cursor, "u:elsewhere": max(far.cursor.values())}
    assert far.sync(epoch=epoch, cursor=more).head.drop_scopes == ("u:elsewhere",)
    ahead = {scope: seq + 1000 for scope, seq in far.cursor.items()}
    assert far.sync(epoch=epoch, cursor=ahead).head.reset
