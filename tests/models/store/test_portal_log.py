"""The log of acts: only ever added to, and what was altered, removed or cut off is named."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection, select, text
from sqlalchemy.exc import DBAPIError

from models.store.portal import PortalStore, open_portal
from models.store.portal_log import RESTORE, START, Act, Mark, append, audit, let_go
from models.store.portal_tables import meta, op_log
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


ACTS = 12
VALUES = ("op", "person", "device", "kind", "id", "line", "request_hash", "body", "verdict", "received")


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PortalStore]:
    """A log of a dozen acts."""
    store = open_portal(tmp_path_factory.mktemp("log") / "portal.db")
    for n in range(ACTS):
        act = Act(f"op-{n}", f"p_{n % 3}", "desk", "item.edit", "i", body=f"words {n}", received=f"2026-04-{n + 1:02d}")
        store.write(lambda writing, act=act: writing.note(act))
    yield store
    store.close()


@contextmanager
def altered(store: PortalStore) -> Iterator[Connection]:
    """What somebody with the database's own password does, undone afterwards."""
    with store.engine.connect() as connection:
        for statement in UNLOCK["sqlite"]:
            connection.execute(text(statement))
        yield connection
        connection.rollback()


def _rows(connection: Connection) -> list[dict[str, Any]]:
    return [dict(row) for row in connection.execute(select(op_log).order_by(op_log.c.n)).mappings()]


def _put(connection: Connection, rows: list[dict[str, Any]], *, chain: bool) -> None:
    """The log as these rows; with `chain`, numbered and hashed anew as the portal itself would, counter included."""
    connection.execute(op_log.delete())
    if not chain:
        connection.execute(op_log.insert(), rows)
        return
    acts = [(Act(**{name: row[name] for name in VALUES}), row["seq"]) for row in rows]
    append(connection, acts, max((seq for _, seq in acts), default=0), 0, "")


entry = st.integers(1, ACTS)


@given(n=entry, column=st.sampled_from([*VALUES, "prev_hash", "hash", "seq"]), extra=st.text("xyz", min_size=1))
def test_any_value_altered_is_named(log: PortalStore, n: int, column: str, extra: str) -> None:
    with altered(log) as connection:
        rows = _rows(connection)
        rows[n - 1][column] = rows[n - 1][column] + (1 if column == "seq" else extra)
        _put(connection, rows, chain=False)
        found = audit(connection)
        assert (found.wrong, found.at) == ("altered", n)


@given(n=entry)
def test_any_entry_removed_is_named(log: PortalStore, n: int) -> None:
    with altered(log) as connection:
        rows = _rows(connection)
        _put(connection, rows[: n - 1] + rows[n:], chain=False)
        found = audit(connection)
        assert (found.wrong, found.at) == ("cut" if n == ACTS else "removed", n)


@given(one=entry, other=entry)
def test_any_two_entries_swapped_are_named(log: PortalStore, one: int, other: int) -> None:
    with altered(log) as connection:
        rows = _rows(connection)
        first, second = rows[one - 1], rows[other - 1]
        rows[one - 1], rows[other - 1] = {**second, "n": one}, {**first, "n": other}
        _put(connection, rows, chain=False)
        found = audit(connection)
        assert (found.wrong, found.at) == (("", 0) if one == other else ("altered", min(one, other)))


@given(
    n=entry, mark=entry, how=st.sampled_from(["changed", "removed", "cut", "added"]), earlier=st.integers(0, ACTS - 1)
)
def test_a_log_written_anew_in_itself_is_denied_by_the_first_anchor_behind(
    log: PortalStore, n: int, mark: int, how: str, earlier: int
) -> None:
    with altered(log) as connection:
        rows = _rows(connection)
        marks = [Mark(at, rows[at - 1]["hash"]) for at in {mark, earlier} if at]
        if how == "changed":
            rows[n - 1]["person"] = "p_else"
        elif how == "added":
            rows.insert(n - 1, {**rows[n - 1], "op": "op-more"})
        else:
            del rows[n - 1 : n if how == "removed" else None]
        _put(connection, rows, chain=True)
        assert audit(connection).wrong == ""
        found = audit(connection, marks)
        behind = [one.n for one in marks if one.n >= n]
        assert bool(found.wrong) == bool(behind)
        if behind:
            assert found.marked < n <= found.upto
            assert found.at <= n or (found.wrong, found.at) == ("cut", len(rows) + 1)
            assert found.upto in behind
            assert found.marked == max((one.n for one in marks if one.n < n), default=0)


def test_a_head_that_was_let_go_of_without_a_word_is_named(log: PortalStore) -> None:
    with altered(log) as connection:
        fourth = _rows(connection)[3]
        connection.execute(op_log.delete().where(op_log.c.n <= 4))
        connection.execute(meta.insert().values(key=START, value=json.dumps({"n": 4, "hash": fourth["hash"]})))
        found = audit(connection)
        assert (found.wrong, found.at, found.upto) == ("removed", 1, 4)


def test_what_a_restore_explains_is_told_apart(log: PortalStore) -> None:
    with altered(log) as connection:
        rows = _rows(connection)
        mark = Mark(9, rows[8]["hash"], "e1")
        restore = {**rows[6], "kind": RESTORE, "op": "r", "body": json.dumps({"before": "e1", "epoch": "e2"})}
        _put(connection, [*rows[:6], restore], chain=True)
        found = audit(connection, [mark])
        assert (found.wrong, found.at, found.upto) == ("restored", 8, 9)


def test_the_guard_stands_again_after_the_oldest_were_let_go_of(town: Town) -> None:
    town.draft()
    with town.portal.store.apart() as connection:
        first = Mark(2, str(connection.execute(select(op_log.c.hash).where(op_log.c.n == 2)).scalar()))
        let_go(connection, first)
    for statement in ("DELETE FROM op_log", "UPDATE op_log SET person = 'x'"):
        with pytest.raises(DBAPIError, match="append only"), town.portal.store.engine.begin() as connection:
            connection.execute(text(statement))
