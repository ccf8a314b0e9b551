"""What the portal took and acknowledged, kept a while so that it can be offered again after the portal was put back."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import Connection, func, select, update
from sqlalchemy.dialects.sqlite import insert

from models.intents import Intent
from models.store.desk import remember, remembered
from models.store.desk_tables import blob, conflict, journal, outbox
from models.store.outbox import marked, pack, unpack

SOME = 500
KEPT, EVERY = timedelta(days=30), timedelta(days=1)
MARKS = "journal_marks"
"""Remembered: day by day how far the journal had come. What is in it says when by this computer's clock alone, and one
that once stood wrong by a month would have fresh acts thrown away."""


def acknowledged(connection: Connection) -> list[str]:
    """The acts that the portal took and that are not on their way, the oldest first."""
    under_way = select(outbox.c.op)
    chosen = select(journal.c.op).where(journal.c.verdict == "ok", journal.c.op.not_in(under_way))
    return list(dict.fromkeys(connection.execute(chosen.order_by(journal.c.n)).scalars()))


def doubt(connection: Connection) -> None:
    """Acts whose leave was waited for are sent once more: the portal that took them is another now."""
    connection.execute(update(outbox).where(outbox.c.state == "done").values(state="sent", ack=0))


def offer_again(connection: Connection, ops: Iterable[str], touches: Callable[[Intent], Iterable[str]]) -> set[str]:
    """Puts acts back into the box, before all that wait there, as sent before; gives the matters that they bear on.

    Those on one matter become one chain with what waits on it: the versions between them are no more, and a person's
    own edits must not clash with one another. Their files may be gone with them, and are brought again."""
    wanted = list(ops)
    ahead = connection.execute(select(func.min(outbox.c.seq))).scalar()
    seq = (1 if ahead is None else ahead) - len(wanted)
    bodies = dict[str, str]()
    for at in range(0, len(wanted), SOME):
        some = journal.c.op.in_(wanted[at : at + SOME])
        bodies |= {row.op: row.body for row in connection.execute(select(journal.c.op, journal.c.body).where(some))}
    ids = set[str]()
    lines = dict[str, str]()
    for each, intent in ((op, unpack(bodies[op])) for op in wanted if op in bodies):
        lines.setdefault(intent.id, intent.chain)
        bears_on = (intent.id, *touches(intent))
        values = {
            "seq": seq,
            "op": each,
            "kind": intent.kind,
            "id": intent.id,
            "body": bodies[each],
            "made_at": intent.made_at,
        }
        connection.execute(insert(outbox).values(**values, touches=marked(bears_on), state="sent", tries=1))
        ids, seq = ids | set(bears_on), seq + 1
    connection.execute(journal.delete().where(journal.c.op.in_(tuple(bodies))))
    remember(connection, MARKS, "[]")  # the numbers that went may be given again
    _bind(connection, lines)
    return ids


def _bind(connection: Connection, lines: Mapping[str, str]) -> None:
    """Gives the acts on these matters one chain each, and has the files of all acts in the box brought again."""
    files = set[str]()
    for row in connection.execute(select(outbox.c.seq, outbox.c.id, outbox.c.body)).all():
        intent = unpack(row.body)
        files |= set(intent.blobs)
        if row.id in lines:
            body = pack(replace(intent, line=lines[row.id]))
            connection.execute(update(outbox).where(outbox.c.seq == row.seq).values(body=body))
    for sha256 in files:
        connection.execute(update(blob).where(blob.c.sha256 == sha256, blob.c.state == "sent").values(state="local"))


def made_here(connection: Connection, op: str) -> bool:
    """Whether this desk has, or had, an act."""
    there = (select(table.c.op).where(table.c.op == op) for table in (outbox, journal))
    return any(connection.execute(chosen).first() is not None for chosen in there)


def tidy(connection: Connection, at: datetime) -> int:
    """Lets go of what was here 30 days ago already, where `at` is the portal's time; how many acts.

    The newest stays, so that no number is given twice, and so does what an open disagreement came of."""
    marks = [(datetime.fromisoformat(day), n) for day, n in json.loads(remembered(connection, MARKS, "[]"))]
    newest = connection.execute(select(func.max(journal.c.n))).scalar() or 0
    past = [n for day, n in marks if at - day >= KEPT]
    left = [(day, n) for day, n in marks if at - day < KEPT]
    if not left or at - left[-1][0] >= EVERY:
        left.append((at, newest))
        remember(connection, MARKS, json.dumps([(day.isoformat(), n) for day, n in left]))
    if not past:
        return 0
    old = journal.c.n <= min(max(past), newest - 1)
    return connection.execute(journal.delete().where(old, journal.c.id.not_in(select(conflict.c.id)))).rowcount
