"""Judges a person's act by the same rules as the portal will, and lays what it changes over what the portal sent."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from models.docket import row_type
from models.ids import NewId
from models.intents import Expect, Intent
from models.matter import Matter
from models.people import Actor
from models.problems import Conflict, Refused
from models.projection import project
from models.records import WRITING, is_writing
from models.rules import perform, related
from models.steps import Rules
from models.store import drafts, outbox, search
from models.store.connect import Connection
from models.store.desk import confirmed, lay_over, projected, uncover
from models.store.drafts import Draft
from models.store.outbox import Disagreement, Waiting
from models.store.withheld import GUARD, Guard
from sync.client.blobs import named_in


@dataclass(frozen=True, slots=True)
class Seat:
    """Who judges, by which rules, at which moment; `guard` says how much the portal may take away unasked."""

    actor: Actor
    rules: Rules
    now: datetime
    ids: NewId
    guard: Guard = GUARD

    @property
    def at(self) -> str:
        """The moment as it is written down."""
        return self.now.isoformat(timespec="seconds")

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of matter that this program knows."""
        return tuple(self.rules.workflows)


def take(connection: Connection, seat: Seat, kind: str, identity: str, args: Any, expect: Expect) -> None:
    """Judges an act, queues it and shows its effect. Refused when a rule says no; a Conflict is kept to be settled."""
    mine = outbox.of(connection, identity)
    draft = drafts.load(connection, identity, "") if is_writing(kind) else None
    intent = _intent(seat, kind, identity, args, expect, mine)
    matters = _at_hand(connection, seat, intent)
    matter = matters.get(identity)
    intent = _founded(intent, matter, draft)
    outcome = perform(intent, matters, seat.actor, seat.rules, seat.now)
    if draft:
        drafts.drop(connection, identity)
    if matter is not None and intent.verb in WRITING and outcome.changed[0].fields == matter.fields:
        return
    _queue(connection, intent, mine, matter, outcome.changed)
    _show(connection, outcome.changed)


def _intent(
    seat: Seat, kind: str, identity: str, args: Mapping[str, Any], expect: Expect, mine: list[Waiting]
) -> Intent:
    last = mine[-1].intent if mine else None
    return Intent(
        op=seat.ids(),
        kind=kind,
        id=identity,
        after=last.op if last else None,
        line=last.chain if last else "",
        expect=expect,
        args=dict(args),
        blobs=named_in(args.get("set") or args.get("fields") or {}),
        made_at=seat.at,
    )


def _at_hand(connection: Connection, seat: Seat, intent: Intent) -> dict[str, Matter]:
    own = projected(connection, seat.kinds, [intent.id])
    others = related(intent, own.get(intent.id))
    return own | (projected(connection, seat.kinds, others) if others else {})


def _founded(intent: Intent, matter: Matter | None, draft: Draft | None) -> Intent:
    """The act with the version it stands on: the one shown, or the one that the draft was begun on where what the
    person changed looks different now."""
    if matter is None:
        return intent
    if draft is None or not draft.started_from:
        return replace(intent, base=matter.version)
    changed = intent.args.get("set", {})
    same = all(matter.fields.get(name) == draft.started_from.get(name) for name in changed)
    return replace(intent, base=matter.version if same else draft.base, line=intent.line or draft.line)


def disagreement(connection: Connection, seat: Seat, kind: str, identity: str, args: Any, clash: Conflict) -> None:
    """Keeps an edit that somebody else's change stands against, until the person settles it."""
    draft = drafts.load(connection, identity, "")
    intent = _intent(seat, kind, identity, args, Expect(), outbox.of(connection, identity))
    matter = projected(connection, seat.kinds, [identity]).get(identity)
    start = draft.started_from if draft and draft.started_from else matter.fields if matter else {}
    changed = args.get("set", {})
    names = tuple(map(str, clash.facts["fields"])) if isinstance(clash.facts["fields"], tuple) else ()
    base = {name: start.get(name) for name in changed}
    outbox.disagree(connection, Disagreement(intent, base, changed, names, seat.at))
    drafts.drop(connection, identity)


def _queue(
    connection: Connection, intent: Intent, mine: list[Waiting], matter: Matter | None, changed: Iterable[Matter]
) -> None:
    fields = matter.fields if matter else {}
    before = {name: fields.get(name) for name in intent.args.get("set", {})}
    last = mine[-1] if mine else None
    if last is not None and _joins(last, intent):
        both = {**last.intent.args["set"], **intent.args["set"]}
        outbox.widen(connection, last, both, named_in(both), before)
        return
    outbox.add(connection, intent, before, [each.id for each in changed])


def _joins(last: Waiting, intent: Intent) -> bool:
    """Whether an edit may go up as one with the one before it: never sent, on the same base, in the same chain."""
    unsent = last.state == "waiting" and last.tries == 0
    both = last.intent.verb == intent.verb in WRITING and last.intent.args.keys() == intent.args.keys() == {"set"}
    same = (last.intent.base, last.intent.chain) == (intent.base, intent.chain)
    return unsent and both and same and intent.expect in (Expect(), last.intent.expect)


def _show(connection: Connection, changed: Iterable[Matter]) -> None:
    matters = tuple(changed)
    lay_over(connection, matters)
    search.fall_behind(connection, ((row_type(each), each.id) for each in matters))


def reproject(connection: Connection, seat: Seat, ids: Iterable[str]) -> tuple[tuple[str, Refused], ...]:
    """Lays the acts that wait over the rows anew, for these matters and all that the acts tie to them.

    Gives the acts that the rules refuse now."""
    acts = outbox.touching(connection, ids)
    around = {each for act in acts for each in (*act.touches, act.intent.id)}
    search.fall_behind(connection, uncover(connection, set(ids) - around))
    if not acts:
        return ()
    rows = confirmed(connection, seat.kinds, around)
    tied = [other for act in acts for other in related(act.intent, rows.get(act.intent.id))]
    rows |= confirmed(connection, seat.kinds, [*tied, *_origins(rows)])
    live = [act.intent for act in acts if not _settled(act, rows)]
    shown = project(rows, live, seat.actor, seat.rules, seat.now)
    over = [matter for id_, matter in shown.matters.items() if matter is not rows.get(id_)]
    uncover(connection, around - {matter.id for matter in over})
    lay_over(connection, over)
    search.fall_behind(connection, ((kind, id_) for id_ in around for kind in _kind_of(id_, rows, shown.matters)))
    return shown.refused


def _origins(rows: Mapping[str, Matter]) -> list[str]:
    return [str(matter.system["revises"]) for matter in rows.values() if "revises" in matter.system]


def _settled(act: Waiting, rows: Mapping[str, Matter]) -> bool:
    """Whether an act's effect is in the row already, or it waits for a disagreement to be settled."""
    row = rows.get(act.intent.id)
    return act.state in ("held", "parked") or (act.ack > 0 and row is not None and row.version >= act.ack)


def _kind_of(identity: str, *places: Mapping[str, Matter]) -> tuple[str, ...]:
    return tuple({row_type(place[identity]) for place in places if identity in place})
