"""A desk counts what waits for its person, by tab and by kind."""

from models.intents import Intent
from models.people import WRITER
from sync.client.lists import HANDLED, TABS
from tests.models.bureau import WORDS
from tests.sync.fleet import CLERK, STRANGER, Fleet


def test_every_kind_that_citizens_bring_is_counted_for_whom_it_waits(fleet: Fleet) -> None:
    clerk, stranger = fleet.station(CLERK), fleet.station(STRANGER)
    args = {"fields": {**WORDS, "channel": "unit"}, "writer": {}, "unit": "wangtai"}
    fleet.intake.take(WRITER, [Intent(fleet.new_id(), "letter.receive", fleet.new_id(), args=args)], fleet.clock())
    for station in (clerk, stranger):
        station.sync()
        station.sync()
    assert set(clerk.desk.counts()) == {*TABS, *HANDLED, "docket"}
    assert (clerk.desk.counts()["letter"], stranger.desk.counts()["letter"]) == (1, 0)


def test_many_matters_are_read_at_once_and_only_those_that_are_here(fleet: Fleet) -> None:
    clerk, stranger = fleet.station(CLERK), fleet.station(STRANGER)
    args = {"fields": {**WORDS, "channel": "unit"}, "writer": {}, "unit": "wangtai"}
    letter = fleet.new_id()
    fleet.intake.take(WRITER, [Intent(fleet.new_id(), "letter.receive", letter, args=args)], fleet.clock())
    for station in (clerk, stranger):
        station.sync()
        station.sync()
    assert list(clerk.desk.matters([letter, "nowhere"])) == [letter]
    assert stranger.desk.matters([letter]) == {}
