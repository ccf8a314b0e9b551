"""Last days run by the portal's clock, whatever this computer's says."""

from datetime import timedelta

import pytest

from models.problems import Unreachable
from sync.client.portal_time import NOTED_EVERY, PortalTime
from tests.sync.fleet import CLERK, Clock, Fleet


@pytest.fixture
def here() -> Clock:
    return Clock()


@pytest.fixture
def time(fleet: Fleet, here: Clock) -> PortalTime:
    """The portal's time on a desk whose own clock is `here`, four hours slow."""
    here.pass_(hours=-4)
    made = PortalTime(fleet.station(CLERK).desk.store, here)
    made.heard(fleet.clock().isoformat())
    return made


def test_between_two_rounds_this_computers_clock_carries_the_portals_on(
    fleet: Fleet, here: Clock, time: PortalTime
) -> None:
    here.pass_(days=2)
    assert time.now() == fleet.clock() + timedelta(days=2)
    assert time.ahead() == timedelta(hours=4)


def test_a_clock_set_back_a_year_gains_no_day(fleet: Fleet, here: Clock, time: PortalTime) -> None:
    here.pass_(days=-365)
    assert time.now() == fleet.clock()
    assert time.ahead() == timedelta(days=365, hours=4)


def test_without_any_round_yet_this_computers_clock_must_do(fleet: Fleet) -> None:
    clock = Clock()
    made = PortalTime(fleet.station(CLERK).desk.store, clock)
    made.heard("")
    assert (made.now(), made.ahead()) == (clock(), timedelta())


def test_a_quiet_round_leaves_the_disk_alone(fleet: Fleet, here: Clock, time: PortalTime) -> None:
    def kept() -> object:
        return time._known()

    before = kept()
    for clock in (here, fleet.clock):
        clock.pass_(minutes=1)
    time.heard(fleet.clock().isoformat())
    assert kept() == before
    for clock in (here, fleet.clock):
        clock.pass_(seconds=NOTED_EVERY.total_seconds())
    time.heard(fleet.clock().isoformat())
    assert kept() != before


def test_every_round_tells_the_time_and_one_that_did_not_reach_the_portal_none(fleet: Fleet) -> None:
    station = fleet.station(CLERK)
    station.sync()
    kept = station.desk.reminding.time
    assert kept.ahead() == timedelta()
    station.wire.down = True
    before = kept._known()
    fleet.clock.pass_(days=3)
    with pytest.raises(Unreachable):
        station.sync()
    assert kept._known() == before
