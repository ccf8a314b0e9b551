"""A large scope comes as a file: in pieces, past every cut, and what it tells is never older than what is known."""

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from models.problems import StoreFault, Unreachable
from models.store.connect import Connection
from models.store.desk import DeskStore
from models.store.partial import partials
from models.store.received import cursors
from sync import snapshot
from sync.client.beside import in_threads
from sync.client.desk import Query
from sync.protocol import Piece
from tests.sync.fleet import CLERK, REVIEWER, SECOND, Fleet, Station

OPEN, ARCHIVE = "u:wangtai", "u:wangtai/archive"
ALL = Query(tab="all")


@pytest.fixture
def fleet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Fleet]:
    """A portal for which five rows are many, and whose files have two rows in a frame."""
    monkeypatch.setattr(snapshot, "FRAME_ROWS", 2)
    made = Fleet(tmp_path, large=5, beside=in_threads())
    yield made
    made.close()


def _filled(fleet: Fleet, count: int = 8) -> tuple[Station, list[str]]:
    clerk = fleet.station(CLERK)
    items = [clerk.write(f"第{number}件") for number in range(count)]
    clerk.sync()
    return clerk, items


def _seen(station: Station) -> set[str]:
    return {one.id for one in station.desk.page(ALL, 0, 100)}


def _begin(station: Station) -> None:
    """Rounds until the file of the open work is half here."""
    for _ in range(5):
        assert station.engine.round(to_the_end=False).more
        if OPEN in _partial(station):
            return
    raise AssertionError("it came at once")


def _partial(station: Station) -> dict[str, object]:
    with station.desk.store.reading() as connection:
        return dict(partials(connection))


def test_what_comes_as_a_file_is_what_the_feed_would_have_brought(fleet: Fleet) -> None:
    clerk, items = _filled(fleet)
    fresh = fleet.station(SECOND)
    fresh.sync()
    assert {scope for scope, *_ in fresh.wire.pieces} == {OPEN}
    assert _seen(fresh) == set(items)
    assert all(fresh.desk.seen(each).matter == clerk.desk.seen(each).matter for each in items)
    assert _partial(fresh) == {}
    fresh.edit(items[0], title="接着改的")
    assert fresh.sync().sent == 1


@pytest.mark.parametrize("piece", [150, 1000])
def test_no_byte_is_asked_for_twice_whatever_the_line_cuts(fleet: Fleet, piece: int) -> None:
    _, items = _filled(fleet)
    fresh = fleet.station(SECOND)
    fresh.wire.piece, cuts = piece, 0

    def cut(whole: Piece) -> Piece:
        nonlocal cuts
        cuts += 1
        return replace(whole, data=_cut(whole, cuts % 3 == 0))

    fresh.wire.spoil = cut
    for _ in range(60):
        try:
            fresh.sync()
            break
        except Unreachable:
            continue
    assert _seen(fresh) == set(items)
    reached: dict[str, int] = {}
    for scope, _, start, _ in fresh.wire.pieces:
        assert start >= reached.get(scope, 0)
        reached[scope] = start


def _cut(piece: Piece, cut: bool) -> Iterator[bytes]:
    for data in piece.data:
        yield data[: len(data) // 2 + 1] if cut else data
    if cut:
        raise Unreachable("unreachable", reason="cut")


def test_a_program_that_died_goes_on_behind_the_last_frame(fleet: Fleet) -> None:
    _, items = _filled(fleet)
    fresh = fleet.station(SECOND)
    fresh.wire.piece = 400
    _begin(fresh)
    fresh.engine.round(to_the_end=False)
    fresh.desk.store.close()
    again = fleet.station(SECOND)
    again.sync()
    assert _seen(again) == set(items)
    assert min(start for _, _, start, _ in again.wire.pieces) > 0


def test_a_frame_that_the_disk_refused_comes_again_though_the_next_was_read(
    fleet: Fleet, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, items = _filled(fleet)
    fresh = fleet.station(SECOND)
    whole, number = DeskStore.writing, itertools.count()

    @contextmanager
    def writing(store: DeskStore) -> Iterator[Connection]:
        with whole(store) as connection:
            yield connection
            if _partial(fresh) and next(number) % 3 == 1:
                raise StoreFault("store_full", path="here")

    monkeypatch.setattr(DeskStore, "writing", writing)
    faults = 0
    for _ in range(60):
        try:
            fresh.sync()
            break
        except StoreFault:
            faults += 1
    assert (_seen(fresh), faults > 0) == (set(items), True)


def test_acts_go_up_between_two_pieces(fleet: Fleet) -> None:
    _, items = _filled(fleet)
    fresh = fleet.station(SECOND)
    fresh.wire.piece = 400
    _begin(fresh)
    mine = fresh.write("边取边写的")
    done = fresh.engine.round(to_the_end=False)
    assert (done.sent, done.more) == (1, True)
    fresh.sync()
    assert _seen(fresh) == {*items, mine}


def test_a_row_that_left_between_two_files_does_not_stay(fleet: Fleet) -> None:
    clerk, items = _filled(fleet)
    reviewer, fresh = fleet.station(REVIEWER), fleet.station(SECOND)
    reviewer.sync()
    fresh.wire.piece = 400
    _begin(fresh)
    clerk.submit(items[0])
    clerk.sync()
    reviewer.sync()
    reviewer.sign_off(items[0])
    reviewer.sync()
    fresh.sync()
    with fresh.desk.store.reading() as connection:
        assert set(cursors(connection)) == {"pub", "me:p_zhoumin", OPEN, ARCHIVE}
    assert {each: fresh.state(each) for each in items} == {each: clerk.state(each) for each in items} | {
        items[0]: reviewer.state(items[0])
    }
    assert len({etag for scope, etag, *_ in fresh.wire.pieces if scope == OPEN}) == 2


def test_a_file_is_never_believed_over_a_later_version_that_is_here(fleet: Fleet) -> None:
    clerk, items = _filled(fleet)
    made = clerk.wire.service.made(OPEN)
    clerk.edit(items[0], title="后来改的")
    clerk.sync()
    fresh = fleet.station(SECOND)
    fresh.sync()
    assert {etag for scope, etag, *_ in fresh.wire.pieces if scope == OPEN} == {made.etag}
    assert fresh.title(items[0]) == "后来改的"


@pytest.mark.parametrize("wrong", ["garbled", "html", "other", "mistaken", "endless", "swapped"])
def test_a_file_that_comes_damaged_again_and_again_is_left_for_the_feed(fleet: Fleet, wrong: str) -> None:
    _, items = _filled(fleet)
    fresh = fleet.station(SECOND)
    spoils = {
        "garbled": lambda piece: replace(piece, data=(data[:30] + b"\0" * 9 + data[39:] for data in piece.data)),
        "html": lambda piece: replace(piece, data=iter([b"<html>" * 9])),
        "other": lambda piece: replace(piece, kind="application/zip"),
        "mistaken": lambda piece: replace(piece, kind="application/x-bzip2"),
        "endless": lambda piece: replace(piece, data=(data[:-40] for data in piece.data), size=piece.size - 40),
        "swapped": lambda piece: replace(fresh.wire.service.snapshot("me:p_zhoumin"), etag=piece.etag),
    }
    fresh.wire.spoil = spoils[wrong]
    for _ in range(3):
        with pytest.raises(Unreachable, match="portal_foreign"):
            fresh.sync()
    fresh.sync()
    assert _seen(fresh) == set(items)
    assert _partial(fresh) == {}


def test_a_scope_that_is_lost_on_the_way_leaves_nothing_behind(fleet: Fleet) -> None:
    _filled(fleet)
    fresh = fleet.station(SECOND)
    fresh.wire.piece = 400
    _begin(fresh)
    fresh.engine.round(to_the_end=False)
    fleet.put("person", {SECOND.person: {"name": SECOND.name, "posts": [{"unit": "xiqin", "role": "clerk"}]}})
    fresh.sync()
    assert _seen(fresh) == set()
    assert _partial(fresh) == {}


def test_a_portal_put_back_in_the_middle_is_listed_anew(fleet: Fleet) -> None:
    _, items = _filled(fleet)
    copy = fleet.back_up()
    fresh = fleet.station(SECOND)
    fresh.wire.piece = 400
    _begin(fresh)
    fleet.put_back(copy)
    fresh.sync()
    assert _seen(fresh) == set(items)
    assert _partial(fresh) == {}
