"""Which of its person's refused acts this desk has itself, beside the rows in which the portal keeps them."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import BindParameter, Connection, bindparam, func, literal, select, union_all
from sqlalchemy.dialects.sqlite import insert

from models.scopes import KEPT_ROW
from models.store.desk_tables import conflict, journal, outbox, rows, undelivered

CLASH = "conflict"
"""What the journal says of an act of which a disagreement came."""


@dataclass(frozen=True, slots=True)
class Away:
    """A kept row whose act the person has dealt with here: the act, and the row's version."""

    op: str
    version: int


_OPS: BindParameter[str] = bindparam("ops", expanding=True)
_KNOWN = union_all(
    select(outbox.c.op).where(outbox.c.op.in_(_OPS)),
    select(conflict.c.op).where(conflict.c.op.in_(_OPS)),
    select(journal.c.op).where(journal.c.op.in_(_OPS), journal.c.verdict != "ok"),
)
_ITS_ACT = func.substr(rows.c.id, func.instr(rows.c.id, ".") + 1)
_AWAY = (
    select(undelivered.c.op, rows.c.version)
    .join(rows, undelivered.c.op == _ITS_ACT)
    .where(rows.c.type == KEPT_ROW, undelivered.c.settled)
    .order_by(rows.c.id)
    .limit(bindparam("most"))
)


def known(connection: Connection, ops: Iterable[str]) -> set[str]:
    """Those of these acts that wait here, are disagreed upon, or were refused or settled here."""
    return set(connection.execute(_KNOWN, {"ops": tuple(ops)}).scalars())


def away(connection: Connection, most: int) -> list[Away]:
    """What the person has dealt with and the portal still keeps."""
    return [Away(row.op, row.version) for row in connection.execute(_AWAY, {"most": most})]


def settle(connection: Connection, identity: str) -> None:
    """The person has settled the disagreement on a matter: the acts that it came of count as dealt with. What is
    still shown of one of them stays."""
    c = journal.c
    ops = select(c.op, c.id, literal(""), c.at, literal(True)).where(c.id == identity, c.verdict == CLASH)
    statement = insert(undelivered).from_select(["op", "id", "body", "at", "settled"], ops)
    connection.execute(statement.on_conflict_do_nothing(index_elements=["op"]))
