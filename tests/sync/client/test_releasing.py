"""What went takes along what stood on it, and leaves what a person wrote."""

import pytest

from models.intents import Intent
from models.store.outbox import Waiting
from models.store.received import Gone, receive
from models.store.withheld import Guard
from sync.client.releasing import settled, title_of
from tests.sync.fleet import CLERK, SECOND, Fleet, Station


def _two(fleet: Fleet) -> tuple[Station, list[str]]:
    clerk, second = fleet.station(CLERK), fleet.station(SECOND)
    items = [clerk.write(f"第{number}件") for number in range(2)]
    clerk.sync()
    second.sync()
    return second, items


def _taken(station: Station, items: list[str]) -> set[str]:
    with station.desk.store.writing() as connection:
        receive(connection, [], [Gone("u:wangtai", "item", each, sure=False) for each in items])
        return settled(connection, station.desk.seat)


def test_a_row_that_went_shows_nothing_of_what_lay_over_it_and_its_edit_waits_on(fleet: Fleet) -> None:
    second, items = _two(fleet)
    second.edit(items[0], title="改了")
    assert _taken(second, items[:1]) == {items[0]}
    assert second.desk.matters(items[:1]) == {}
    assert [intent.args["set"] for intent in second.desk.outbox()] == [{"title": "改了"}]


def test_what_is_too_much_stays_with_what_lies_over_it(fleet: Fleet) -> None:
    second, items = _two(fleet)
    second.desk.guard = Guard(rows=1)
    second.edit(items[0], title="改了")
    assert _taken(second, items) == set()
    assert second.title(items[0]) == "改了"
    assert [one.rows for one in second.desk.withheld()] == [2]


@pytest.mark.parametrize(
    ("args", "title"),
    [({"set": {"title": "改了"}}, "改了"), ({"fields": {"title": "新的"}}, "新的"), ({"fields": "x"}, ""), ({}, "")],
)
def test_an_act_of_any_shape_has_a_title_or_none(args: dict[str, object], title: str) -> None:
    """A desk that somebody tampered with must still be told what became of what it sent."""
    intent = Intent("op", "item.edit", "i", args=args)
    assert title_of(Waiting(intent)) == title
