"""A desk counts what waits for its person, by tab and by kind."""

import pytest

from models.intents import Intent
from models.people import WRITER
from sync.client.beside import Beside, in_threads, in_turn
from sync.client.lists import HANDLED, TABS
from tests.models.bureau import WORDS
from tests.sync.fleet import CLERK, STRANGER, Fleet, Station


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


def _found(station: Station, words: str) -> set[str]:
    return {one.id for one in station.desk.search(words)}


@pytest.mark.parametrize("beside", [in_turn, in_threads()])
def test_the_index_follows_in_steps_of_any_size_and_leaves_nothing_out(fleet: Fleet, beside: Beside) -> None:
    clerk = fleet.station(CLERK)
    clerk.desk.beside = beside
    items = [clerk.write(f"茶叶第{number}件") for number in range(9)]
    behind = [clerk.desk.index(4), clerk.desk.index(1), clerk.desk.index(2), clerk.desk.index(4)]
    assert behind == [5, 4, 2, 0]
    assert _found(clerk, "茶叶") == set(items)
    assert clerk.desk.index() == 0


def test_what_changes_while_its_words_wait_to_be_entered_is_found_as_it_is_now(fleet: Fleet) -> None:
    clerk = fleet.station(CLERK)
    clerk.desk.beside = in_threads()
    items = [clerk.write(f"茶叶第{number}件") for number in range(4)]
    assert clerk.desk.index(2) == 2
    for each in items:
        clerk.edit(each, title="抗旱")
    while clerk.desk.index(2):
        pass
    assert (_found(clerk, "茶叶"), _found(clerk, "抗旱")) == (set(), set(items))
