"""Answers the questions of lists: which matters, how many, in which order, out of rows and what lies over them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Table,
    and_,
    func,
    literal_column,
    not_,
    or_,
    select,
    true,
    union_all,
)

from models.docket import ROW
from models.store.desk_tables import opened, outbox, overlay, rows
from models.store.queries import Term


@dataclass(frozen=True, slots=True)
class Listed:
    """A row of a list. `waiting`: something of it still has to be sent; `unread`: changed since it was last opened."""

    id: str
    kind: str
    title: str
    unit: str
    state: str
    column: str
    author: str
    due: str
    changed_at: str
    waiting: bool = False
    unread: bool = False


def _condition(table: Table, wanted: Sequence[Term], counting: bool = False) -> ColumnElement[bool]:
    """What every way has in common stands apart from the ways, so that the index gives the rows in their order, or,
    for counting, only those of the states that matter."""
    shared: list[ColumnElement[bool]] = []
    kinds = {term.kind for term in wanted}
    if len(kinds) == 1 and all(kinds):
        shared.append(_among(table.c.kind, *kinds))
    if counting and all(term.state for term in wanted):
        states = tuple(dict.fromkeys(state for term in wanted for state in term.state))
        shared.append(_among(table.c.state, states))
    return and_(table.c.listed == true(), *shared, or_(*(_holds(table, term) for term in wanted)))


def _holds(table: Table, term: Term) -> ColumnElement[bool]:
    parts = [
        _among(table.c[name], getattr(term, name))
        for name in ("kind", "unit", "state", "column", "author")
        if getattr(term, name)
    ]
    if term.partner:
        parts.append(or_(*(table.c.partners.contains(f"|{unit}|", autoescape=True) for unit in term.partner)))
    parts += [not_(_among(table.c.state, term.not_state))] if term.not_state else []
    parts += [not_(_among(table.c.author, term.not_author))] if term.not_author else []
    parts += [table.c.due.between(term.due[0], f"{term.due[1]}~")] if any(term.due) else []
    return and_(true(), *parts)


def _among(column: ColumnElement[str], values: tuple[str, ...]) -> ColumnElement[bool]:
    return column == values[0] if len(values) == 1 else column.in_(values)


_ORDERS = {
    "changed": (("changed_at", True), ("id", True)),
    "oldest": (("changed_at", False), ("id", False)),
    "due": (("due", False), ("changed_at", True), ("id", True)),
}


def _found(wanted: Sequence[Term], columns: Iterable[str], counting: bool = False) -> Any:
    """Both tables' matters; one that is laid over hides its row. What covers is listed once: looked up row by row, it
    keeps the database from walking its index in order."""
    names = tuple(columns)
    covered = rows.c.id.in_(select(overlay.c.id))
    under = select(*(rows.c[name] for name in names)).where(_condition(rows, wanted, counting), not_(covered))
    over = select(*(overlay.c[name] for name in names)).where(_condition(overlay, wanted, counting))
    return union_all(under, over)


def page_ids(connection: Connection, wanted: Sequence[Term], sort: str, offset: int, limit: int) -> list[str]:
    """The ids of a stretch of the list."""
    if not wanted:
        return []
    order = _ORDERS.get(sort, _ORDERS["changed"])
    both = _found(wanted, ("id", *(name for name, _ in order if name != "id")))
    by: list[ColumnElement[Any]] = [
        literal_column(name).desc() if down else literal_column(name) for name, down in order
    ]
    return [row.id for row in connection.execute(both.order_by(*by).limit(limit).offset(offset))]


def count(connection: Connection, wanted: Sequence[Term]) -> int:
    """How many matters the list has."""
    if not wanted:
        return 0
    both = _found(wanted, ("id",), counting=True).subquery()
    return int(connection.execute(select(func.count()).select_from(both)).scalar_one())


_SHOWN = ("id", "kind", "title", "unit", "state", "column", "author", "due", "changed_at", "version")


def listed(connection: Connection, ids: Sequence[str], kind: str = "") -> list[Listed]:
    """These matters as rows of a list, in the order of `ids`; ids that are no longer here are left out. A docket is
    meant where its kind is asked for, or where the matter itself is not here."""
    if not ids:
        return []
    found = {}
    for table in (rows, overlay):
        statement = select(*(table.c[name] for name in _SHOWN), opened.c.version.label("read"))
        joined = statement.select_from(table.outerjoin(opened, opened.c.id == table.c.id))
        for row in connection.execute(joined.where(table.c.type.in_(KINDS), table.c.id.in_(ids))):
            if (row.kind == ROW) == (kind == ROW) or row.id not in found:
                found[row.id] = row
    unsent = set(
        connection.execute(select(outbox.c.id).where(outbox.c.id.in_(ids), outbox.c.state != "done")).scalars()
    )
    return [_listed(found[id_], id_ in unsent) for id_ in ids if id_ in found]


KINDS = ("item", "letter", "request", "service", "consultation", "upkeep", ROW)
_WANTS_READING = frozenset({"in_review", "countersign", "with_portal", "returned"})


def _listed(row: Any, waiting: bool) -> Listed:
    unread = row.state in _WANTS_READING and row.version > (row.read or 0)
    return Listed(
        row.id, row.kind, row.title, row.unit, row.state, row.column, row.author, row.due, row.changed_at, waiting,
        unread,
    )  # fmt: skip


def authors(connection: Connection, kind: str) -> list[tuple[str, str]]:
    """Everyone who wrote a matter of this kind, as id and name, by name."""
    names = {row.id: row.title for row in connection.execute(select(rows.c.id, rows.c.title).where(_person()))}
    found = set()
    for table in (rows, overlay):
        listed_ = and_(table.c.listed == true(), table.c.kind == kind)
        found |= set(connection.execute(select(table.c.author).where(listed_).distinct()).scalars())
    return sorted(((id_, names.get(id_, id_)) for id_ in found if id_), key=lambda each: each[1])


def _person() -> ColumnElement[bool]:
    return and_(rows.c.type == "person")


def last_published(connection: Connection, unit: str) -> dict[str, str]:
    """For each column of a unit the moment of its last edition."""
    statement = select(rows.c["column"], func.max(rows.c.published)).where(
        rows.c.unit == unit, rows.c.published != "", rows.c["column"] != ""
    )
    return {code: moment for code, moment in connection.execute(statement.group_by(rows.c["column"]))}


def published_since(connection: Connection, unit: str, moment: str) -> int:
    """How many of a unit's editions came out since a moment."""
    where = rows.c.unit == unit, rows.c["column"] != "", rows.c.published >= moment, rows.c.listed == true()
    return int(connection.execute(select(func.count()).select_from(rows).where(*where)).scalar_one())
