"""A desk works alone for the days that the portal gave, no longer, and no turning of its clock makes them more."""

from datetime import timedelta

import pytest

from models.problems import Refused, Unreachable
from sync.client.lease import days_of
from sync.protocol import SessionInfo
from tests.sync.fleet import CLERK, Clock, Fleet, Station


@pytest.fixture
def station(fleet: Fleet) -> Station:
    made = fleet.station(CLERK)
    made.desk.lease.begin(30)
    return made


def test_a_desk_without_the_portal_is_locked_after_the_days_it_was_given(fleet: Fleet, station: Station) -> None:
    fleet.clock.pass_(days=29, hours=23)
    station.desk.lease.check()
    fleet.clock.pass_(hours=1)
    with pytest.raises(Refused) as no:
        station.desk.lease.check()
    assert (no.value.code, no.value.facts["days"]) == ("lease_ended", 30)


def test_what_was_written_is_there_after_the_next_sign_in(fleet: Fleet, station: Station) -> None:
    item = station.write()
    station.desk.save_draft(item, {"title": "还没有写完"})
    fleet.clock.pass_(days=31)
    with pytest.raises(Refused):
        station.desk.lease.check()
    station.desk.lease.begin(30)
    station.desk.lease.check()
    draft = station.desk.draft(item)
    assert draft is not None
    assert draft.fields == {"title": "还没有写完"}
    assert len(station.desk.outbox()) == 1


def test_every_round_with_the_portal_begins_the_days_again(fleet: Fleet, station: Station) -> None:
    fleet.clock.pass_(days=20)
    station.sync()
    fleet.clock.pass_(days=29)
    station.desk.lease.check()
    assert station.desk.lease.until() == fleet.clock() + timedelta(days=1)


def test_a_round_that_did_not_reach_the_portal_gives_no_day(fleet: Fleet, station: Station) -> None:
    fleet.clock.pass_(days=20)
    station.wire.down = True
    with pytest.raises(Unreachable):
        station.sync()
    fleet.clock.pass_(days=10)
    with pytest.raises(Refused):
        station.desk.lease.check()


def test_a_clock_set_back_opens_nothing(fleet: Fleet, station: Station) -> None:
    fleet.clock.pass_(days=31)
    for _ in range(2):
        with pytest.raises(Refused):
            station.desk.lease.check()
        fleet.clock.pass_(days=-31)


def test_a_clock_that_was_wrong_once_does_no_harm_after_a_contact(fleet: Fleet, station: Station) -> None:
    fleet.clock.pass_(days=20)
    station.desk.lease.check()
    fleet.clock.pass_(days=-19)
    station.sync()
    fleet.clock.pass_(days=29)
    station.desk.lease.check()
    fleet.clock.pass_(days=1)
    with pytest.raises(Refused):
        station.desk.lease.check()


def test_the_days_are_told_by_the_portals_own_clock() -> None:
    span = {"now": "2026-11-24T10:00:00+08:00", "lease_until": "2026-12-24T10:00:00+08:00"}
    info = SessionInfo("t", "p", "人", (), "d", **span)
    wrong = Clock().now.replace(year=2031)
    assert days_of(info, wrong) == 30
    assert days_of(SessionInfo("t", "p", "人", (), "d"), wrong) == 0


def test_an_answer_by_hand_counts_from_when_it_was_asked_for(fleet: Fleet) -> None:
    lease, asked = fleet.station(CLERK).desk.lease, fleet.clock()
    lease.count_from(asked)
    assert lease.until() is None, "a lease that never began was begun"
    lease.begin(30)
    fleet.clock.pass_(days=20)
    later = fleet.clock()
    fleet.clock.pass_(days=5)
    lease.count_from(later)
    assert lease.until() == later + timedelta(days=30)
    lease.count_from(asked)
    assert lease.until() == later + timedelta(days=30), "an older answer shortened it"
