"""What scopes lost lately, so that whoever looks after the portal can say that it was meant."""

from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from models.store.portal_tables import feed, op_log
from models.store.withheld import GUARD


@dataclass(frozen=True, slots=True)
class Loss:
    """So many rows of a scope went without a word, `of` as many."""

    scope: str
    rows: int
    of: int


def seq_at(connection: Connection, moment: str) -> int:
    """The sequence that was reached at a moment (ISO 8601, as the log has it)."""
    c = op_log.c
    return int(connection.execute(select(func.max(c.seq)).where(c.received < moment)).scalar() or 0)


def losses(connection: Connection, since: int) -> list[Loss]:
    """The scopes that lost so much since a sequence that desks ask before they let it go."""
    f, count = feed.c, func.count().label("rows")
    gone = select(f.scope, count).where(f.op == "remove", f.why == "moved", f.seq > since).group_by(f.scope)
    there = select(f.scope, count).where(f.op == "put").group_by(f.scope)
    held = {row.scope: row.rows for row in connection.execute(there)}
    found = [Loss(row.scope, row.rows, row.rows + held.get(row.scope, 0)) for row in connection.execute(gone)]
    return sorted((one for one in found if GUARD.stops(one.rows, one.of)), key=lambda one: one.scope)


def taken(connection: Connection, scope: str, since: int) -> list[tuple[str, str]]:
    """Type and id of what a scope lost without a word since a sequence, locked until the commit."""
    f = feed.c
    chosen = select(f.type, f.id).where(f.scope == scope, f.op == "remove", f.why == "moved", f.seq > since)
    return [(row.type, row.id) for row in connection.execute(chosen.order_by(f.type, f.id).with_for_update())]
