"""What the portal took and acknowledged, kept a while so that it can be offered again after the portal was put back."""

from collections.abc import Callable, Iterable

from sqlalchemy import Connection, func, select, update
from sqlalchemy.dialects.sqlite import insert

from models.intents import Intent
from models.store.desk_tables import journal, outbox
from models.store.outbox import marked, unpack

SOME = 500


def acknowledged(connection: Connection) -> list[str]:
    """The acts that the portal took and that are not on their way, the oldest first."""
    under_way = select(outbox.c.op)
    chosen = select(journal.c.op).where(journal.c.verdict == "ok", journal.c.op.not_in(under_way))
    return list(dict.fromkeys(connection.execute(chosen.order_by(journal.c.n)).scalars()))


def doubt(connection: Connection) -> None:
    """Acts whose leave was waited for are sent once more: the portal that took them is another now."""
    connection.execute(update(outbox).where(outbox.c.state == "done").values(state="sent", ack=0))


def offer_again(connection: Connection, ops: Iterable[str], touches: Callable[[Intent], Iterable[str]]) -> set[str]:
    """Puts acts back into the box, before all that wait there, as sent before; gives the matters that they bear on."""
    wanted = list(ops)
    ahead = connection.execute(select(func.min(outbox.c.seq))).scalar()
    seq = (1 if ahead is None else ahead) - len(wanted)
    bodies = dict[str, str]()
    for at in range(0, len(wanted), SOME):
        some = journal.c.op.in_(wanted[at : at + SOME])
        bodies |= {row.op: row.body for row in connection.execute(select(journal.c.op, journal.c.body).where(some))}
    ids = set[str]()
    for each, body in ((op, bodies[op]) for op in wanted if op in bodies):
        intent = unpack(body)
        bears_on = (intent.id, *touches(intent))
        values = {"seq": seq, "op": each, "kind": intent.kind, "id": intent.id, "body": body, "made_at": intent.made_at}
        connection.execute(insert(outbox).values(**values, touches=marked(bears_on), state="sent", tries=1))
        ids, seq = ids | set(bears_on), seq + 1
    connection.execute(journal.delete().where(journal.c.op.in_(tuple(bodies))))
    return ids
