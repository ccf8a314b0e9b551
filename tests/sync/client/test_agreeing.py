"""What differs from the portal is found and put right, exactly that, and nothing that a person typed goes with it."""

import pytest
from sqlalchemy import update

from models.problems import Refused
from models.store.desk import row_values
from models.store.desk_tables import rows
from models.store.received import Gone, Put, receive
from sync.client.desk import Query
from tests.sync.fleet import CLERK, SECOND, Fleet, Station

OPEN, ALL = "u:wangtai", Query(tab="all")


def _filled(fleet: Fleet) -> tuple[Station, Station, list[str]]:
    clerk, second = fleet.station(CLERK), fleet.station(SECOND)
    items = [clerk.write(f"第{number}件") for number in range(5)]
    clerk.sync()
    second.sync()
    return clerk, second, items


def _day_later(fleet: Fleet, station: Station) -> tuple[int, int]:
    """What was let go and fetched anew in the round after a day."""
    fleet.clock.pass_(days=1)
    repaired = station.sync().repaired
    assert repaired is not None
    return repaired.let_go, repaired.fetched


def test_who_agrees_is_left_in_peace_and_asked_once_a_day(fleet: Fleet) -> None:
    _, second, items = _filled(fleet)
    assert second.wire.compared == 0
    assert _day_later(fleet, second) == (0, 0)
    asked = second.wire.compared
    assert second.sync().repaired is None
    assert second.wire.compared == asked == 4
    assert {one.id for one in second.desk.page(ALL, 0, 20)} == set(items)


@pytest.mark.parametrize("newer", [False, True])
def test_a_row_in_another_version_comes_anew(fleet: Fleet, newer: bool) -> None:
    clerk, second, items = _filled(fleet)
    with second.desk.store.writing() as connection:
        chosen = update(rows).where(rows.c.id == items[2])
        connection.execute(chosen.values(version=10**9 if newer else 1, doc=rows.c.doc))
    assert _day_later(fleet, second) == (0, 1)
    assert second.desk.seen(items[2]).matter == clerk.desk.seen(items[2]).matter
    assert _day_later(fleet, second) == (0, 0)


def test_a_row_that_is_missing_comes_anew(fleet: Fleet) -> None:
    clerk, second, items = _filled(fleet)
    with second.desk.store.writing() as connection:
        receive(connection, [], [Gone(OPEN, "item", items[0])])
    assert _day_later(fleet, second) == (0, 1)
    assert second.desk.seen(items[0]).matter == clerk.desk.seen(items[0]).matter


def test_a_row_that_should_not_be_here_goes_but_not_what_was_typed_on_it(fleet: Fleet) -> None:
    _, second, items = _filled(fleet)
    doc = dict(second.desk.seen(items[0]).matter.to_doc())
    with second.desk.store.writing() as connection:
        receive(connection, [Put(OPEN, row_values("item", "i-foreign", 3, doc))], [])
    second.desk.save_draft("i-foreign", {"title": "写了一半"}, {})
    assert _day_later(fleet, second) == (1, 0)
    with pytest.raises(Refused, match="not_found"):
        second.desk.seen("i-foreign")
    (refused,) = second.desk.undelivered()
    assert refused.intent.args["set"] == {"title": "写了一半"}


def test_what_others_changed_meanwhile_is_no_difference(fleet: Fleet) -> None:
    clerk, second, items = _filled(fleet)
    fleet.clock.pass_(days=1)
    told = second.wire.service.digest(OPEN, second.wire.requests[-1].cursor[OPEN])
    clerk.edit(items[0], title="改过的")
    clerk.sync()
    later = second.wire.service.digest(OPEN, second.wire.requests[-1].cursor[OPEN])
    assert ("item", items[0]) in later.touched
    assert told.touched == ()
    assert _day_later(fleet, second) == (0, 0)


def test_after_a_portal_was_put_back_the_desk_compares_at_once(fleet: Fleet) -> None:
    clerk, second, items = _filled(fleet)
    copy = fleet.back_up()
    clerk.edit(items[0], title="备份后改的")
    clerk.sync()
    fleet.put_back(copy)
    repaired = clerk.sync().repaired
    assert repaired is not None
    assert (repaired.let_go, repaired.fetched) == (0, 0)
    assert clerk.title(items[0]) == "备份后改的"
    second.sync()


@pytest.mark.parametrize("scope", ["u:xiqin", "u:nowhere"])
def test_a_scope_of_others_is_compared_as_one_that_is_none(fleet: Fleet, scope: str) -> None:
    _, second, _ = _filled(fleet)
    with pytest.raises(Refused) as no:
        second.wire.service.digest(scope, 1)
    assert (no.value.code, dict(no.value.facts)) == ("not_found", {"id": scope})
