"""An auditor finds entries by time, person, kind and matter, the newest of many, and reads no word of them."""

from dataclasses import asdict

import pytest

from models.store.portal_trail import Line, Wanted, newest
from tests.models.office import CHEN, FIELDS, LIN
from tests.portal.conftest import town as town
from tests.portal.town import Town


def _found(town: Town, wanted: Wanted, most: int = 1000) -> list[Line]:
    with town.portal.store.reading() as reading:
        return newest(reading.connection, wanted, most)


def test_entries_come_in_their_order_with_what_came_of_them(town: Town) -> None:
    item = town.seat(LIN).ok("create", town.id(), {"fields": FIELDS})
    town.seat(CHEN).do("withdraw", item, {"code": "error"})
    found = _found(town, Wanted(matter=item))
    assert [(one.kind, one.person, one.result, one.code) for one in found] == [
        ("item.create", LIN.person, "ok", ""),
        ("item.withdraw", CHEN.person, "rejected", "state_changed"),
    ]
    assert [one.n for one in found] == sorted(one.n for one in found)
    assert FIELDS["title"] not in str([asdict(one) for one in found])


def test_each_question_narrows_and_only_the_newest_come_of_many(town: Town) -> None:
    first = town.seat(LIN).ok("create", town.id(), {"fields": FIELDS})
    day = town.clock().date().isoformat()
    town.clock.pass_(days=1)
    second = town.seat(LIN).ok("create", town.id(), {"fields": FIELDS})
    next_day = town.clock().date().isoformat()

    def ids(most: int = 1000, **asked: str) -> list[str]:
        return [one.id for one in _found(town, Wanted(kind=asked.pop("kind", "item.create"), **asked), most)]

    assert ids() == [first, second]
    assert ids(1) == [second]
    assert (ids(until=day), ids(since=next_day)) == ([first], [second])
    assert ids(since=day, until=next_day) == [first, second]
    assert (ids(person=LIN.person), ids(person=CHEN.person)) == ([first, second], [])
    assert (ids(kind="item"), ids(kind="ite"), ids(kind="item%")) == ([first, second], [], [])


@pytest.mark.parametrize("most", [0, 1])
def test_doors_are_entries_too(town: Town, most: int) -> None:
    town.seat(LIN)
    found = _found(town, Wanted(kind="session", person=LIN.person), most)
    assert len(found) == most
    assert all(one.result == "" for one in found)
