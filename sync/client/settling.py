"""Ends what needs a person: two texts of one matter become one, a refused act is put to use or put away."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from models.intents import Expect
from models.matter import Entry, Matter
from models.problems import Conflict, Refused
from models.records import WRITING, record_of
from models.store import kept, outbox
from models.store.connect import Connection
from models.store.desk import projected
from models.store.outbox import Disagreement, Undelivered
from sync.client import judging
from sync.client.judging import Seat


@dataclass(frozen=True, slots=True)
class Clash:
    """The three texts of a disagreement, all fields of each: what both began from, mine, and what the portal has."""

    id: str
    op: str
    base: Mapping[str, Any]
    mine: Mapping[str, Any]
    theirs: Mapping[str, Any]
    fields: tuple[str, ...]
    mine_at: str
    their_name: str
    their_at: str


def clashes(connection: Connection, seat: Seat) -> list[Clash]:
    """All disagreements, the oldest first."""
    return [_clash(connection, seat, each) for each in outbox.disagreements(connection)]


def _clash(connection: Connection, seat: Seat, one: Disagreement) -> Clash:
    matter = projected(connection, seat.kinds, [one.intent.id]).get(one.intent.id)
    theirs = dict(matter.fields) if matter else {}
    other = _last_other(matter, seat.actor.person)
    names = {**theirs, **one.base}, {**theirs, **one.mine}
    base, mine = ({k: v for k, v in each.items() if v is not None} for each in names)
    told = (other.name, other.at) if other else ("", "")
    return Clash(one.intent.id, one.intent.op, base, mine, theirs, one.fields, one.at, *told)


def _last_other(matter: Matter | None, person: str) -> Entry | None:
    trail = matter.trail if matter else ()
    others = [entry for entry in trail if entry.by != person]
    return next((entry for entry in reversed(others) if entry.verb in WRITING), others[-1] if others else None)


def as_undelivered(one: Disagreement) -> Undelivered:
    """A disagreement as a card among what did not get there."""
    return Undelivered(one.intent, Conflict(one.fields), one.at, str(one.mine.get("title") or ""))


def settle(connection: Connection, seat: Seat, which: str, how: str, fields: Mapping[str, Any]) -> str:
    """Settles what `which` names; the id of the matter to look at next."""
    disagreement = next(
        (one for one in outbox.disagreements(connection) if which in (one.intent.id, one.intent.op)), None
    )
    if disagreement is not None:
        return _HOWS.get(how, _unknown)(connection, seat, disagreement, fields)
    refused = next(iter(outbox.refused(connection, which)), None)
    if refused is None:
        raise Refused("not_found", id=which[:40])
    outbox.clear(connection, which)
    if how == "drop":
        return refused.intent.id
    return _copy(
        connection, seat, refused.intent.id, refused.intent.type, fields or _written(connection, seat, refused)
    )


def _merged(connection: Connection, seat: Seat, one: Disagreement, fields: Mapping[str, Any]) -> str:
    id_ = one.intent.id
    matter = projected(connection, seat.kinds, [id_]).get(id_)
    if matter is None:
        raise Refused("not_found", id=id_)
    _release(connection, seat, id_)
    written = record_of(matter.kind).written
    differs = {
        name: value
        for name, value in fields.items()
        if name in written and (value or matter.fields.get(name)) and value != matter.fields.get(name)
    }
    if differs:
        judging.take(connection, seat, one.intent.kind, id_, {"set": differs}, Expect())
    return id_


def _theirs(connection: Connection, seat: Seat, one: Disagreement, _fields: Mapping[str, Any]) -> str:
    _release(connection, seat, one.intent.id)
    return one.intent.id


def _copied(connection: Connection, seat: Seat, one: Disagreement, fields: Mapping[str, Any]) -> str:
    clash = _clash(connection, seat, one)
    _release(connection, seat, one.intent.id)
    return _copy(connection, seat, one.intent.id, one.intent.type, fields or clash.mine)


def _unknown(_c: Connection, _seat: Seat, _one: Disagreement, _fields: Mapping[str, Any]) -> str:
    raise Refused("argument_wrong", name="how")


_HOWS = {"merged": _merged, "theirs": _theirs, "drop": _theirs, "copy": _copied, "new_draft": _copied}


def _release(connection: Connection, seat: Seat, identity: str) -> None:
    """Lets go of a disagreement and of what was held behind it: later edits are in the settled text, later steps were
    taken on a text that is no more."""
    outbox.agree(connection, identity)
    kept.settle(connection, identity)
    held = [one for one in outbox.of(connection, identity) if one.state == "held"]
    outbox.leave(connection, [one.seq for one in held if one.intent.verb in WRITING], "merged", seat.at)
    for one in held:
        if one.intent.verb not in WRITING:
            outbox.refuse(connection, one, Refused("after_refused"), "", seat.at)
    judging.reproject(connection, seat, [identity])


def _written(connection: Connection, seat: Seat, refused: Undelivered) -> Mapping[str, Any]:
    """The text that a refused act stands for: its own, over the matter's where that is still here."""
    matter = projected(connection, seat.kinds, [refused.intent.id]).get(refused.intent.id)
    own = refused.intent.args.get("set") or refused.intent.args.get("fields") or {}
    return {**(matter.fields if matter else {}), **own}


def _copy(connection: Connection, seat: Seat, _from: str, kind: str, fields: Mapping[str, Any]) -> str:
    """A new draft with this text, in a unit for which this person writes."""
    record, identity = record_of(kind), seat.ids()
    if not record.own:
        raise Refused("no_new_draft")
    kept = {name: value for name, value in fields.items() if name in record.written and value is not None}
    try:
        judging.take(connection, seat, f"{kind}.create", identity, {"fields": kept}, Expect())
    except Refused as problem:
        if problem.code not in ("column_not_kept", "column_unknown", "unit_unknown"):
            raise
        bare = {name: value for name, value in kept.items() if name not in ("column", "main_column", "co_units")}
        judging.take(connection, seat, f"{kind}.create", identity, {"fields": bare}, Expect())
    return identity
