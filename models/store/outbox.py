"""What waits to be sent, what was refused, and what two people disagree on; nothing here is ever dropped unseen."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import Connection, Select, String, bindparam, or_, select, update
from sqlalchemy.dialects.sqlite import insert

from models.intents import Expect, Intent
from models.problems import Fact, Refused
from models.store.desk_tables import conflict, journal, outbox, undelivered

_COMPACT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


@dataclass(frozen=True, slots=True)
class Waiting:
    """An act on its way. `before` is what an edit's fields held, `touches` the matters it changes on this desk."""

    intent: Intent
    seq: int = 0
    state: str = "waiting"
    before: Mapping[str, Any] = field(default_factory=dict)
    touches: tuple[str, ...] = ()
    tries: int = 0
    ack: int = 0
    error: str = ""
    size: int = 0
    """Characters of the act as it is kept."""


@dataclass(frozen=True, slots=True)
class Undelivered:
    """An act that the portal, or this desk after it, refused, with all that the person wrote in it."""

    intent: Intent
    problem: Refused
    at: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """An edit whose `fields` somebody else changed too; `base` and `mine` are its fields before and after."""

    intent: Intent
    base: Mapping[str, Any]
    mine: Mapping[str, Any]
    fields: tuple[str, ...]
    at: str


def pack(intent: Intent) -> str:
    """An act as it is kept."""
    names = ("op", "kind", "id", "base", "after", "line", "made_at")
    doc = {name: getattr(intent, name) for name in names}
    expect = {"state": intent.expect.state, "content": intent.expect.content}
    return dumps({**doc, "expect": expect, "args": dict(intent.args), "blobs": list(intent.blobs)})


def unpack(text: str) -> Intent:
    """The act that was kept."""
    doc = json.loads(text)
    return Intent(**{**doc, "expect": Expect(**doc["expect"]), "blobs": tuple(doc["blobs"])})


def dumps(value: object) -> str:
    """Compact JSON."""
    return _COMPACT.encode(value)


def marked(ids: Iterable[str]) -> str:
    """The matters that an act changes here, as the box keeps them."""
    return f"|{'|'.join(ids)}|"


def add(connection: Connection, intent: Intent, before: Mapping[str, Any], touches: Iterable[str]) -> None:
    """Puts an act behind all that wait."""
    values = {"op": intent.op, "kind": intent.kind, "id": intent.id, "body": pack(intent), "made_at": intent.made_at}
    connection.execute(_ADD, {**values, "before": dumps(dict(before)), "touches": marked(touches)})


def widen(connection: Connection, old: Waiting, both: Mapping[str, Any], blobs: Iterable[str], before: Any) -> Intent:
    """Takes a further edit into one that was never sent, so that a morning's typing goes up as one act: `both` are the
    fields of the two, `blobs` the files that these speak of. One that was taken out again is not waited for."""
    intent = replace(old.intent, args={**old.intent.args, "set": dict(both)}, blobs=tuple(blobs))
    values = {"body": pack(intent), "before": dumps({**before, **old.before})}
    connection.execute(update(outbox).where(outbox.c.seq == old.seq).values(**values))
    return intent


_ALL = select(outbox).order_by(outbox.c.seq)
_OF = _ALL.where(outbox.c.id == bindparam("matter"))
_NAMED = _ALL.where(outbox.c.op.in_(bindparam("ops", expanding=True)))
_NUMBERS = select(outbox.c.seq)
_READY = _NUMBERS.where(outbox.c.state.in_(("waiting", "sent"))).order_by(outbox.c.seq)
_LAST = _READY.limit(1).offset(bindparam("before")).scalar_subquery()
_FIRST = _ALL.where(outbox.c.state != "done", or_(_LAST.is_(None), outbox.c.seq <= _LAST))
_LEFT = _NUMBERS.where(outbox.c.state != "done").limit(1)
_TAKEN = _NUMBERS.where(outbox.c.state == "done").limit(1)
_UNSENT = _NUMBERS.where(outbox.c.state == "waiting", outbox.c.tries == 0).limit(1)
_SEND = (
    update(outbox)
    .where(outbox.c.op.in_(bindparam("ops", expanding=True)))
    .values(state="sent", tries=outbox.c.tries + 1)
)
_ADD = insert(outbox)
_PRESENT = select(outbox.c.op).where(outbox.c.op.in_(bindparam("ops", expanding=True)))
_PAST = select(outbox.c.seq, outbox.c.id, outbox.c.touches).order_by(outbox.c.seq)
_PAST = _PAST.where(outbox.c.state == "done", outbox.c.ack <= bindparam("past"))
_ACCEPT = update(outbox).where(outbox.c.op == bindparam("taken")).values(state="done", ack=bindparam("under"))
_SOME = outbox.c.seq.in_(bindparam("seqs", expanding=True))
_SAID = bindparam("said", type_=String), bindparam("then", type_=String)
_OLD = select(outbox.c.op, outbox.c.id, outbox.c.body, *_SAID).where(_SOME).order_by(outbox.c.seq)
_KEEP = insert(journal).from_select(["op", "id", "body", "verdict", "at"], _OLD)
_DROP = outbox.delete().where(_SOME)
_DISAGREED = select(conflict).order_by(conflict.c.at)
_DISAGREED_ON = _DISAGREED.where(conflict.c.id == bindparam("matter"))
# What every round asks is put together once: that costs more than the answer.


def waiting(connection: Connection) -> list[Waiting]:
    """The acts on their way, the oldest first."""
    return _acts(connection, _ALL)


def _acts(connection: Connection, chosen: Select[Any], **given: Any) -> list[Waiting]:
    return [_act(row) for row in connection.execute(chosen, given).all()]


def _act(row: Any) -> Waiting:
    return Waiting(
        unpack(row.body), row.seq, row.state, json.loads(row.before), _touched(row.touches), row.tries, row.ack,
        row.error, len(row.body),
    )  # fmt: skip


def _touched(touches: str) -> tuple[str, ...]:
    return tuple(filter(None, touches.split("|")))


def first(connection: Connection, most: int) -> list[Waiting]:
    """The acts on their way as far as the `most`-th that may be sent; those behind it wait for another time."""
    return _acts(connection, _FIRST, before=most - 1)


def taken(connection: Connection, past: int) -> dict[int, tuple[str, ...]]:
    """The acts that the portal took and that every scope has come past, by number, each with the ids it bears on."""
    found = connection.execute(_PAST, {"past": past}).all()
    return {row.seq: (row.id, *_touched(row.touches)) for row in found}


def any_left(connection: Connection) -> bool:
    """Whether anything is on its way."""
    return connection.execute(_LEFT).first() is not None


def any_taken(connection: Connection) -> bool:
    """Whether an act that the portal took is still here."""
    return connection.execute(_TAKEN).first() is not None


def unsent(connection: Connection) -> bool:
    """Whether an act waits that was never sent."""
    return connection.execute(_UNSENT).first() is not None


def named(connection: Connection, ops: Iterable[str]) -> list[Waiting]:
    """The acts of these names that are on their way, the oldest first."""
    return _acts(connection, _NAMED, ops=tuple(ops))


def present(connection: Connection, ops: Iterable[str]) -> set[str]:
    """Those of these acts that are still on their way."""
    return set(connection.execute(_PRESENT, {"ops": tuple(ops)}).scalars().all())


def touching(connection: Connection, ids: Iterable[str]) -> list[Waiting]:
    """All acts that bear on these matters, and those that bear on what these acts touch, the oldest first.

    A revision ties two matters together: neither can be shown rightly without the acts on the other."""
    known: set[str] = set()
    wanted, found = set(ids), {}
    while wanted - known:
        new = tuple(wanted - known)
        known |= wanted
        for each in _touching(connection, new):
            found[each.seq] = each
            wanted |= set(each.touches) | {each.intent.id}
    return [found[seq] for seq in sorted(found)]


def _touching(connection: Connection, ids: Sequence[str]) -> list[Waiting]:
    if len(ids) > 50:
        marks = set(ids)
        found = connection.execute(select(outbox).order_by(outbox.c.seq)).all()
        return [_act(row) for row in found if marks & {row.id, *_touched(row.touches)}]
    bears = or_(*(outbox.c.touches.contains(f"|{id_}|", autoescape=True) for id_ in ids))
    return _acts(connection, _ALL.where(bears))


def of(connection: Connection, identity: str) -> list[Waiting]:
    """The acts on one matter itself, the oldest first."""
    return _acts(connection, _OF, matter=identity)


def mark(connection: Connection, ops: Iterable[str], state: str, **values: Any) -> None:
    """Sets the state of acts."""
    connection.execute(update(outbox).where(outbox.c.op.in_(tuple(ops))).values(state=state, **values))


def accept(connection: Connection, seqs: Mapping[str, int]) -> None:
    """The portal took these acts, each under the sequence given with it."""
    if seqs:
        connection.execute(_ACCEPT, [{"taken": op, "under": max(seq, 1)} for op, seq in seqs.items()])


def mark_sent(connection: Connection, ops: Iterable[str]) -> None:
    """From now on these acts stay as they are: the portal may have them."""
    connection.execute(_SEND, {"ops": tuple(ops)})


def leave(connection: Connection, gone: Sequence[int], verdict: str, at: str) -> None:
    """Takes the acts of these numbers out of the box; the journal keeps them for a while, to be offered again after a
    restore."""
    for start in range(0, len(gone), 500):
        some = gone[start : start + 500]
        connection.execute(_KEEP, {"seqs": some, "said": verdict, "then": at})
        connection.execute(_DROP, {"seqs": some})


def refuse(connection: Connection, act: Waiting, problem: Refused, title: str, at: str) -> None:
    """Moves a refused act to 未送达, with the reason and all that was written in it."""
    leave(connection, [act.seq], "rejected", at)
    put_away(connection, act.intent, problem, at, title)


def put_away(connection: Connection, intent: Intent, problem: Refused, at: str, title: str = "") -> None:
    """Keeps an act among what did not get there, once."""
    facts = {k: list(v) if isinstance(v, tuple) else v for k, v in problem.facts.items()}
    values = {"op": intent.op, "id": intent.id, "kind": intent.kind, "title": title, "at": at}
    told = {"code": problem.code, "facts": dumps(facts), "article": dumps(list(problem.article))}
    statement = insert(undelivered).values(**values, **told, body=pack(intent))
    connection.execute(statement.on_conflict_do_nothing(index_elements=["op"]))


def refused(connection: Connection, op: str = "") -> list[Undelivered]:
    """What was refused and is not settled yet, the newest first; or the one of an act."""
    where = [undelivered.c.settled.is_(False)] + ([undelivered.c.op == op] if op else [])
    statement = select(undelivered).where(*where).order_by(undelivered.c.n.desc())
    return [
        Undelivered(unpack(row.body), problem_of(row.code, row.facts, row.article), row.at, row.title)
        for row in connection.execute(statement)
    ]


def problem_of(code: str, facts: str, article: str) -> Refused:
    """A refusal as it was kept."""
    values: dict[str, Fact] = {k: tuple(v) if isinstance(v, list) else v for k, v in json.loads(facts).items()}
    return Refused(code, json.loads(article), **values)


def clear(connection: Connection, op: str) -> None:
    """The person has dealt with a refused act."""
    connection.execute(update(undelivered).where(undelivered.c.op == op).values(settled=True))


def disagree(connection: Connection, found: Disagreement) -> None:
    """Keeps a disagreement until the person settles it; a further one on the same matter joins it. What the person
    wrote for the first, and did not see when they wrote again, is put among what did not get there."""
    old = next(iter(disagreements(connection, found.intent.id)), None)
    if old and any(found.mine.get(name, one) != one != found.base.get(name) for name, one in old.mine.items()):
        put_away(connection, replace(old.intent, args={"set": old.mine}), Refused("written_over"), old.at)
    base = {**found.base, **old.base} if old else found.base
    mine = {**old.mine, **found.mine} if old else found.mine
    names = sorted({*found.fields, *(old.fields if old else ())})
    values = {
        "op": found.intent.op, "body": pack(found.intent), "base": dumps(dict(base)), "mine": dumps(dict(mine)),
        "fields": dumps(names), "at": found.at,
    }  # fmt: skip
    statement = insert(conflict).values(id=found.intent.id, **values)
    connection.execute(statement.on_conflict_do_update(index_elements=["id"], set_=values))


def disagreements(connection: Connection, identity: str = "") -> list[Disagreement]:
    """What two people disagree on, or that of one matter."""
    chosen, given = (_DISAGREED_ON, {"matter": identity}) if identity else (_DISAGREED, {})
    return [
        Disagreement(
            unpack(row.body), json.loads(row.base), json.loads(row.mine), tuple(json.loads(row.fields)), row.at
        )
        for row in connection.execute(chosen, given)
    ]


def agree(connection: Connection, identity: str) -> None:
    """The person has settled the disagreement."""
    connection.execute(conflict.delete().where(conflict.c.id == identity))
