"""Writes down what the portal sent, and erases what it took away, all that was derived from it included."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    and_,
    bindparam,
    exists,
    func,
    literal,
    literal_column,
    or_,
    select,
    update,
)
from sqlalchemy.dialects import sqlite
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.sql.dml import Insert

from models.store import drafts, search
from models.store.desk import remember, remembered
from models.store.desk_tables import conflict, cursor, draft, held, kept_draft, opened, outbox, overlay, rows
from models.store.listing import KINDS
from models.store.partial import forget_partials, partials
from models.store.tables import among

OLD = "old:"
"""Before the name of a scope: held since before the portal became another."""
GONE = "gone:"
"""Before the name of a scope: the portal took it away, and whether it is let go is not decided yet."""
WITHHELD = "withheld"
_CURSORS = select(cursor)
_COVERED, _ACTED = select(overlay.c.id), select(outbox.c.id).distinct()
_REACHED, _READ = (insert(table).prefix_with("OR REPLACE") for table in (cursor, opened))


@dataclass(frozen=True, slots=True)
class Put:
    """A row that a scope holds: its columns, as `models.store.desk.row_values` makes them."""

    scope: str
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Gone:
    """A row that a scope holds no longer. `sure`: it goes at once, however many go with it."""

    scope: str
    type: str
    id: str
    sure: bool = True


def fresh(scope: ColumnElement[str]) -> ColumnElement[bool]:
    """That a scope holds a row now, by the word of the portal as it is."""
    return and_(*(scope.not_like(literal_column(f"'{mark}%'")) for mark in (OLD, GONE)))


def cursors(connection: Connection) -> dict[str, int]:
    """For each scope the sequence up to which this desk holds everything."""
    return {row.scope: row.seq for row in connection.execute(_CURSORS)}


def holding(connection: Connection, ids: Iterable[str]) -> dict[tuple[str, str], int]:
    """The versions of rows with these ids that the portal as it is now has sent, by type and id."""
    lately = select(held.c.id).where(held.c.type == rows.c.type, held.c.id == rows.c.id, fresh(held.c.scope))
    chosen = select(rows.c.type, rows.c.id, rows.c.version).where(rows.c.id.in_(tuple(ids)), lately.exists())
    return {(row.type, row.id): row.version for row in connection.execute(chosen)}


def set_cursors(connection: Connection, reached: Mapping[str, int]) -> None:
    """Notes how far each scope has come."""
    values = [{"scope": scope, "seq": seq} for scope, seq in reached.items()]
    if values:
        connection.execute(_REACHED, values)
        forget_partials(connection, reached)


def _newest() -> str:
    """A row never takes the place of a later version, which another scope may have brought before a snapshot that is
    older; one that is here only since before the portal became another counts as none."""
    statement, h = insert(rows), held.c
    told = statement.excluded
    new = {column.name: told[column.name] for column in rows.columns if not column.primary_key}
    known = exists(select(1).where(h.type == told.type, h.id == told.id, fresh(h.scope)).correlate_except(held))
    later = or_(told.version >= rows.c.version, ~known)
    return _written(statement.on_conflict_do_update(index_elements=["type", "id"], set_=new, where=later))


def _written(statement: Insert) -> str:
    """A statement as the driver takes it, values in the order of the columns: of tens of thousands of rows none should
    be looked at more often than it must."""
    return str(statement.compile(dialect=sqlite.dialect()))


_ROW = _newest()
_ROW_OF = itemgetter(*(column.name for column in rows.columns))
_HELD = _written(insert(held).on_conflict_do_nothing())
_ITS = held.c.type == bindparam("its_type"), held.c.id == bindparam("its_id")
_LET_GO = held.delete().where(*_ITS, or_(held.c.scope == bindparam("its_scope"), held.c.scope == bindparam("marked")))
_MARK = update(held).prefix_with("OR REPLACE").where(*_ITS, held.c.scope == bindparam("its_scope"))
_MARK = _MARK.values(scope=bindparam("marked"))


def receive(connection: Connection, puts: Sequence[Put], gone: Sequence[Gone]) -> set[str]:
    """Applies a stretch of the feed; the ids that changed."""
    if puts:
        connection.exec_driver_sql(_ROW, [_ROW_OF(each.values) for each in puts])
        keys = [(each.values["type"], each.values["id"]) for each in puts]
        connection.exec_driver_sql(_HELD, [(*key, each.scope) for key, each in zip(keys, puts, strict=True)])
        search.fall_behind(connection, keys)
    changed = {str(each.values["id"]) for each in puts}
    sure = [each for each in gone if each.sure]
    if sure:
        connection.execute(_LET_GO, [_bound(each) for each in sure])
    _withhold(connection, [each for each in gone if not each.sure])
    return changed | erase(connection, unheld(connection, [(each.type, each.id) for each in sure]))


def _bound(each: Gone) -> dict[str, str]:
    return {"its_type": each.type, "its_id": each.id, "its_scope": each.scope, "marked": GONE + each.scope}


def _withhold(connection: Connection, gone: Sequence[Gone]) -> None:
    """Marks as taken away what stays until it is known how much goes with it."""
    noted = withheld(connection)
    for scope in sorted({each.scope for each in gone}):
        if connection.execute(_MARK, [_bound(each) for each in gone if each.scope == scope]).rowcount:
            noted.setdefault(scope, "")
    note_withheld(connection, noted)


def withheld(connection: Connection) -> dict[str, str]:
    """The scopes of which something is marked as taken away, with the moment since when the person is asked; empty
    where that is not decided."""
    noted: dict[str, str] = json.loads(remembered(connection, WITHHELD, "{}"))
    return noted


def note_withheld(connection: Connection, noted: Mapping[str, str]) -> None:
    """Keeps that."""
    if noted != withheld(connection):
        remember(connection, WITHHELD, json.dumps(noted))


def unheld(connection: Connection, entries: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Those of these rows that nothing holds here any more."""
    left: set[tuple[str, str]] = set()
    for some in among(held, entries):
        left |= {(row.type, row.id) for row in connection.execute(select(held.c.type, held.c.id).where(some))}
    return [each for each in dict.fromkeys(entries) if each not in left]


def erase(connection: Connection, entries: Iterable[tuple[str, str]]) -> set[str]:
    """Takes rows off this desk with their kept texts, index entries and drafts put by; the ids that are gone.

    A text that this person is still writing stays: it is theirs."""
    gone = set()
    for type_, id_ in entries:
        connection.execute(rows.delete().where(rows.c.type == type_, rows.c.id == id_))
        if type_ in KINDS:
            search.forget(connection, type_, id_)
            connection.execute(overlay.delete().where(overlay.c.type == type_, overlay.c.id == id_))
            _keep_own_words(connection, id_)
            drafts.jot(connection, id_, {})
        gone.add(id_)
    return gone


def _keep_own_words(connection: Connection, identity: str) -> None:
    """What this person wrote stays; what it was written over belongs to the matter and goes with it."""
    connection.execute(update(outbox).where(outbox.c.id == identity).values(before="{}"))
    connection.execute(update(conflict).where(conflict.c.id == identity).values(base="{}"))
    connection.execute(update(draft).where(draft.c.id == identity).values(started_from="{}"))
    writing = select(draft.c.id).where(draft.c.id == identity)
    connection.execute(kept_draft.delete().where(kept_draft.c.id == identity, kept_draft.c.id.not_in(writing)))


def drop_scope(connection: Connection, scope: str) -> set[str]:
    """Lets go of a scope that is no longer this person's, with every row that no other scope holds."""
    connection.execute(cursor.delete().where(cursor.c.scope == scope))
    forget_partials(connection, [scope])
    return let_go_of(connection, scope, GONE + scope)


def let_go_of(connection: Connection, *scopes: str) -> set[str]:
    """Lets go of all that is held through these names; the ids that are gone."""
    through = held.c.scope.in_(scopes)
    members = [(row.type, row.id) for row in connection.execute(select(held.c.type, held.c.id).where(through))]
    connection.execute(held.delete().where(through))
    return erase(connection, unheld(connection, members))


def begin_again(connection: Connection) -> None:
    """The portal is another than before: everything is listed anew, and nothing is erased before that is complete. What
    the earlier one took away is judged by that listing, too."""
    connection.execute(cursor.delete())
    forget_partials(connection, partials(connection))
    anew = update(held).prefix_with("OR REPLACE")
    bare = func.substr(held.c.scope, len(GONE) + 1)
    connection.execute(anew.where(held.c.scope.like(f"{GONE}%")).values(scope=literal(OLD).concat(bare)))
    connection.execute(anew.where(fresh(held.c.scope)).values(scope=literal(OLD).concat(held.c.scope)))
    note_withheld(connection, {})


def listing_complete(connection: Connection, granted: Iterable[str]) -> set[str]:
    """After the last line of a listing from zero: what it did not name is gone. What was held through a scope that is
    still `granted` is marked as taken away, and goes when it is settled."""
    noted, other = withheld(connection), held.alias()
    same = other.c.type == held.c.type, other.c.id == held.c.id, fresh(other.c.scope)
    again = select(1).where(*same).correlate(held).exists()
    connection.execute(held.delete().where(held.c.scope.like(f"{OLD}%"), again))
    for scope in granted:
        old = update(held).prefix_with("OR REPLACE").where(held.c.scope == OLD + scope).values(scope=GONE + scope)
        if connection.execute(old).rowcount:
            noted.setdefault(scope, "")
    note_withheld(connection, noted)
    left = connection.execute(select(held.c.scope).where(held.c.scope.like(f"{OLD}%")).distinct()).scalars().all()
    return let_go_of(connection, *left)


def lying_over(connection: Connection, changed: set[str]) -> set[str]:
    """Those of the changed matters that something of this desk lies over."""
    if not changed:
        return changed
    covered, acted = (set(connection.execute(chosen).scalars()) for chosen in (_COVERED, _ACTED))
    return changed & (covered | acted)


def mark_read(connection: Connection, versions: Mapping[str, int]) -> None:
    """Notes that the person has seen these matters in these versions."""
    values = [{"id": identity, "version": version} for identity, version in versions.items()]
    if values:
        connection.execute(_READ, values)
