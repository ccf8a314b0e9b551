"""Files of whole scopes: made once for all who ask, never given where they tell of what the scope has lost since."""

from collections.abc import Iterator
from threading import Event

import pytest

from models.problems import Refused
from sync import snapshot
from sync.server import snapshots
from sync.server.service import Service
from sync.server.snapshots import MOST_KEPT, Begun, Made, Snapshots
from sync.snapshot import Frames, Row, parts
from tests.sync.fleet import CLERK, REVIEWER, STRANGER, Fleet, Station

OPEN = "u:wangtai"


def _service(station: Station) -> Service:
    return station.wire.service


def _ids(service: Service, scope: str) -> set[str]:
    data = service.made(scope).path.read_bytes()
    said = [part for text, _ in Frames().take(data) for part in parts(text)]
    return {part.id for part in said if isinstance(part, Row)}


def test_the_file_holds_exactly_what_the_feed_would_bring(fleet: Fleet) -> None:
    clerk = fleet.station(CLERK)
    items = {clerk.write() for _ in range(3)}
    clerk.sync()
    assert _ids(_service(clerk), OPEN) == items
    with fleet.store.reading() as reading:
        listed = {entry.id for entry in reading.entries({OPEN: 0}) if entry.doc is not None}
    assert listed == items


def test_who_asks_later_gets_the_same_file_and_the_feed_brings_what_changed(fleet: Fleet) -> None:
    clerk = fleet.station(CLERK)
    item = clerk.write()
    clerk.sync()
    first = _service(clerk).made(OPEN)
    clerk.edit(item, title="改过的")
    clerk.sync()
    assert _service(clerk).made(OPEN) == first
    fleet.clock.pass_(hours=2)
    assert _service(clerk).made(OPEN).seq > first.seq


def test_a_file_that_tells_of_what_has_left_the_scope_is_given_to_nobody(fleet: Fleet) -> None:
    clerk, reviewer = fleet.station(CLERK), fleet.station(REVIEWER)
    item, other = clerk.write(), clerk.write("还在写的")
    clerk.submit(item)
    clerk.sync()
    first = _service(clerk).made(OPEN)
    reviewer.sync()
    reviewer.sign_off(item)
    reviewer.sync()
    again = _service(clerk).made(OPEN, first.etag)
    assert again.etag != first.etag
    assert _ids(_service(clerk), OPEN) == {other}


def test_what_was_begun_goes_on_though_it_is_old(fleet: Fleet) -> None:
    clerk = fleet.station(CLERK)
    item = clerk.write()
    clerk.sync()
    first = _service(clerk).made(OPEN)
    clerk.edit(item, title="改过的")
    clerk.sync()
    fleet.clock.pass_(hours=2)
    assert _service(clerk).made(OPEN) != first
    assert _service(clerk).made(OPEN, first.etag) == first


@pytest.mark.parametrize("scope", [OPEN, "u:nowhere", "desk:inspector", "", "../portal.db"])
def test_a_scope_that_is_not_ones_own_is_answered_as_one_that_is_none(fleet: Fleet, scope: str) -> None:
    with pytest.raises(Refused) as no:
        _service(fleet.station(STRANGER)).made(scope)
    assert (no.value.code, dict(no.value.facts)) == ("not_found", {"id": scope})


def test_old_files_are_thrown_away_and_too_many_as_well(fleet: Fleet) -> None:
    clerk = fleet.station(CLERK)
    made = _service(clerk).made(OPEN)
    fleet.house.snapshots.tidy()
    assert made.path.exists()
    for number in range(MOST_KEPT + 5):
        made.path.with_name(f"{number}.zst").write_bytes(b"")
    fleet.house.snapshots.tidy()
    assert len(list(made.path.parent.iterdir())) == MOST_KEPT
    fleet.clock.pass_(days=300)
    fleet.house.snapshots.tidy()
    assert list(made.path.parent.iterdir()) == []


def test_two_who_ask_at_once_wait_for_one_file(fleet: Fleet) -> None:
    clerk = fleet.station(CLERK)
    clerk.sync()
    both = [fleet.house.snapshots.make(OPEN).done for _ in range(2)]
    assert both[0].result() == both[1].result()
    assert len(list(both[0].result().path.parent.iterdir())) == 1


def test_a_full_disk_is_told_as_such_and_leaves_nothing_behind(fleet: Fleet) -> None:
    clerk = fleet.station(CLERK)
    (fleet.folder / "snapshots").write_bytes(b"in the way")
    with pytest.raises(Refused, match="store_full"):
        _service(clerk).made(OPEN)


def test_a_file_is_told_of_as_it_grows(fleet: Fleet, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshot, "FRAME_ROWS", 2)
    clerk = fleet.station(CLERK)
    items = {clerk.write() for _ in range(5)}
    clerk.sync()
    seen, service = list[tuple[int, bytes]](), _service(clerk)
    paced = [Event() for _ in range(3)]

    def stepping(*asked: object) -> Iterator[bytes]:
        for step, frame in zip(paced, snapshot.frames(*asked), strict=True):  # type: ignore[arg-type]  # passed on
            assert step.wait(20)
            yield frame

    monkeypatch.setattr(snapshots, "frames", stepping)
    making = service.making(OPEN)
    assert service.file(OPEN) is None
    for step in paced[:2]:
        there = making.begun.size if making.begun else 0
        more = making.reaching(there + 1)
        assert not more.done()
        step.set()
        more.result(20)
        begun = service.file(OPEN)
        assert isinstance(begun, Begun)
        assert begun.size > there
        seen.append((begun.size, begun.read(0, 10**6)))
    clerk.edit(min(items), title="改过的")
    clerk.sync()
    assert service.file(OPEN) == making.begun, "what changed comes by the feed"
    end = making.reaching(10**9)
    paced[2].set()
    made = making.done.result(20)
    end.result(20)
    whole = made.path.read_bytes()
    assert all(whole[:size] == data for size, data in seen)
    assert begun.read(3, 10**6) == whole[3 : begun.size], "renamed meanwhile"
    assert service.file(OPEN) == made
    assert _ids(service, OPEN) == items
    assert making.reaching(10**9).done()


def test_a_file_in_the_making_is_given_to_nobody_once_a_row_has_left(
    fleet: Fleet, monkeypatch: pytest.MonkeyPatch
) -> None:
    clerk, reviewer = fleet.station(CLERK), fleet.station(REVIEWER)
    item = clerk.write()
    clerk.submit(item)
    clerk.sync()
    going_on, service = Event(), _service(clerk)

    def stepping(*asked: object) -> Iterator[bytes]:
        for frame in snapshot.frames(*asked):  # type: ignore[arg-type]  # passed on
            yield frame
            assert going_on.wait(20)

    monkeypatch.setattr(snapshots, "frames", stepping)
    making = service.making(OPEN)
    making.reaching(1).result(20)
    assert isinstance(service.file(OPEN), Begun)
    reviewer.sync()
    reviewer.sign_off(item)
    reviewer.sync()
    assert service.file(OPEN) is None
    going_on.set()
    making.done.result(20)
    assert service.file(OPEN) is None
    assert service.made(OPEN).seq > making.done.result().seq


def test_a_file_that_becomes_whole_while_one_looks_for_it_is_found(
    fleet: Fleet, monkeypatch: pytest.MonkeyPatch
) -> None:
    fleet.station(CLERK).sync()
    service, whole, last = _service(fleet.station(CLERK)), snapshots.frames, Event()

    def waiting(*asked: object) -> Iterator[bytes]:
        yield from whole(*asked)  # type: ignore[arg-type]  # passed on
        assert last.wait(20)

    monkeypatch.setattr(snapshots, "frames", waiting)
    making = service.making(OPEN)
    making.reaching(1).result(20)
    there = Snapshots._there

    def as_it_becomes_whole(files: Snapshots, scope: str) -> list[Made]:
        seen = there(files, scope)
        last.set()
        making.done.result(20)
        return seen

    monkeypatch.setattr(Snapshots, "_there", as_it_becomes_whole)
    assert service.file(OPEN) is not None
