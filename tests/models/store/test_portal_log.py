"""The log of acts: only ever added to, and what was altered, removed or cut off is named."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from tests.models.office import FIELDS, LIN
from tests.portal.conftest import town as town
from tests.portal.town import Town

UNLOCK = {
    "sqlite": ["DROP TRIGGER op_log_no_UPDATE", "DROP TRIGGER op_log_no_DELETE"],
    "postgresql": ["DROP TRIGGER op_log_append_only ON op_log"],
}


def _tamper(town: Town, *statements: str) -> None:
    """Somebody with the database's own password."""
    engine = town.portal.store.engine
    with engine.begin() as connection:
        for statement in (*UNLOCK[engine.dialect.name], *statements):
            connection.execute(text(statement))


def _found(town: Town) -> tuple[str, int]:
    with town.portal.store.reading() as reading:
        audit = reading.audit()
    return audit.wrong, audit.at


def _count(town: Town) -> int:
    with town.portal.store.reading() as reading:
        return reading.audit().entries


def test_a_log_as_it_was_written_is_sound(town: Town) -> None:
    town.in_review()
    assert _found(town) == ("", 0)
    assert _count(town) >= 4


@pytest.mark.parametrize("statement", ["UPDATE op_log SET person = 'p_far'", "DELETE FROM op_log"])
def test_the_database_itself_refuses_to_change_the_log(town: Town, statement: str) -> None:
    with pytest.raises(DBAPIError, match="append only"), town.portal.store.engine.begin() as connection:
        connection.execute(text(statement))


@pytest.mark.parametrize("column", ["person", "kind", "id", "verdict", "body", "received", "device", "line"])
def test_an_altered_entry_is_named(town: Town, column: str) -> None:
    town.draft()
    _tamper(town, f"UPDATE op_log SET {column} = 'x' WHERE n = 3")
    assert _found(town) == ("altered", 3)


def test_an_entry_rewritten_with_a_fitting_hash_is_named_by_its_follower(town: Town) -> None:
    town.draft()
    _tamper(town, "UPDATE op_log SET hash = 'f' WHERE n = 3")
    assert _found(town) == ("altered", 3)


def test_a_removed_entry_is_named(town: Town) -> None:
    town.draft()
    _tamper(town, "DELETE FROM op_log WHERE n = 2")
    assert _found(town) == ("removed", 2)


def test_a_log_cut_at_its_end_is_noticed(town: Town) -> None:
    town.draft()
    last = _count(town)
    _tamper(town, f"DELETE FROM op_log WHERE n >= {last - 1}")
    assert _found(town) == ("cut", last - 1)


def test_refusals_stand_in_the_log_too(town: Town) -> None:
    before = _count(town)
    town.seat(LIN)
    signed_in = _count(town)
    town.seat(LIN).do("create", town.id(), {"fields": {**FIELDS, "column": "9999"}})
    assert (signed_in - before, _count(town) - signed_in) == (1, 1)
