"""Desks and portals of different years meet: what was typed always arrives, and each is told what the other cannot."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from models.problems import Refused
from models.store.portal_write import Put, Writing
from sync.client import agreeing, upgrading
from sync.client.desk import Query
from sync.client.engine import Engine
from sync.server.service import Service
from tests.sync.fleet import CLERK, SECOND, Fleet, Station

ALL = Query(tab="all")


@pytest.fixture
def fleet(tmp_path: Path) -> Iterator[Fleet]:
    """A portal and its desks."""
    made = Fleet(tmp_path)
    yield made
    made.close()


def _speaks(station: Station, schema: int) -> Station:
    station.engine = Engine(station.desk, station.wire, station.desk.actor.device, schema)  # type: ignore[arg-type]  # what a round needs of it
    return station


def _upgraded(fleet: Fleet, schema: int) -> None:
    fleet.house = replace(fleet.house, schema=schema)
    for station in fleet.stations:
        station.wire.service = Service(fleet.house)
        station.wire.service.session(station.desk.actor.person, "", station.desk.actor.device)


def test_an_outdated_desk_uploads_all_that_was_typed_and_catches_up_after_its_update(fleet: Fleet) -> None:
    clerk, second = _speaks(fleet.station(CLERK), 1), _speaks(fleet.station(SECOND), 5)
    old = clerk.write("更新前")
    clerk.sync()
    _upgraded(fleet, 5)
    theirs = second.write("新桌写的")
    second.sync()
    mine = clerk.write("旧桌写的")
    clerk.edit(old, title="旧桌改的")
    done = clerk.sync()
    assert (done.outdated, done.sent) == (True, 2)
    second.sync()
    assert (second.title(mine), second.title(old)) == ("旧桌写的", "旧桌改的")
    assert clerk.title(old) == "旧桌改的"
    assert clerk.desk.matters([theirs]) == {}
    assert clerk.sync().requests == 1
    _speaks(clerk, 5).sync()
    assert {one.id for one in clerk.desk.page(ALL, 0, 20)} == {old, mine, theirs}
    assert clerk.desk.seen(old).matter == second.desk.seen(old).matter
    assert clerk.desk.tally() == (0, 0)


def test_an_outdated_desk_that_never_saw_a_row_ends_its_round_and_loses_nothing(fleet: Fleet) -> None:
    _upgraded(fleet, 4)
    clerk = _speaks(fleet.station(CLERK), 1)
    item = clerk.write("写在旧程序里")
    done = clerk.sync()
    assert (done.outdated, done.requests, done.sent) == (True, 1, 1)
    assert clerk.title(item) == "写在旧程序里"
    _speaks(clerk, 2)
    assert not clerk.sync().outdated
    assert clerk.desk.seen(item).matter.version > 0


def test_an_outdated_desk_is_not_emptied_by_a_portal_that_was_put_back(fleet: Fleet) -> None:
    clerk = _speaks(fleet.station(CLERK), 1)
    item = clerk.write()
    clerk.sync()
    fleet.put_back(fleet.back_up())
    _upgraded(fleet, 9)
    for _ in range(3):
        assert clerk.sync().outdated
    assert clerk.state(item) == "draft"
    _speaks(clerk, 9).sync()
    assert clerk.state(item) == "draft"
    assert clerk.desk.withheld() == []


@pytest.mark.parametrize(("portal", "desk"), [(3, 3), (3, 2), (3, 1), (5, 3)])
def test_the_current_and_the_two_before_are_served(fleet: Fleet, portal: int, desk: int) -> None:
    _upgraded(fleet, portal)
    clerk, second = _speaks(fleet.station(CLERK), desk), _speaks(fleet.station(SECOND), portal)
    theirs = second.write("新桌写的")
    second.sync()
    done = clerk.sync()
    assert (done.outdated, clerk.title(theirs)) == (False, "新桌写的")


def test_a_desk_that_is_newer_speaks_as_the_portal_does_until_that_is_updated(fleet: Fleet) -> None:
    clerk = _speaks(fleet.station(CLERK), 3)
    item = clerk.write("新程序写的")
    done = clerk.sync()
    assert (done.behind, done.sent, clerk.desk.seen(item).matter.version > 0) == (True, 1, True)
    _upgraded(fleet, 3)
    clerk.sync()
    assert not clerk.sync().behind
    assert clerk.wire.requests[-1].schema == 3


def test_a_desk_that_is_much_newer_waits_with_all_that_it_holds(fleet: Fleet) -> None:
    clerk = _speaks(fleet.station(CLERK), 4)
    item = clerk.write("等门户更新")
    for _ in range(2):
        with pytest.raises(Refused, match="portal_old"):
            clerk.sync()
    assert clerk.title(item) == "等门户更新"
    _upgraded(fleet, 4)
    clerk.sync()
    assert clerk.desk.seen(item).matter.version > 0


def test_rows_of_types_to_come_are_kept_and_asked_for_again_after_the_update(
    fleet: Fleet, monkeypatch: pytest.MonkeyPatch
) -> None:
    clerk = fleet.station(CLERK)
    clerk.sync()

    def novelty(writing: Writing) -> None:
        doc = {"name": "新东西", "kept": {"deep": ["留着"]}}
        writing.note(None, [Put("novelty", "n1", frozenset({"pub"}), lambda _: doc)])

    fleet.store.write(novelty)
    clerk.sync()
    monkeypatch.setattr(upgrading, "KNOWN", upgrading.KNOWN | {"novelty"})
    monkeypatch.setattr(agreeing, "VERSION", "9.9.9")
    again = fleet.station(CLERK)
    repaired = again.sync().repaired
    assert repaired is not None
    assert (repaired.let_go, repaired.fetched) == (0, 1)
