"""Judges the acts that a desk sends, each by itself, all of a batch in one commit, and each of them only once."""

import hashlib
import json
import logging
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from models.docket import DESKS, ROW, docket_of
from models.ids import is_id
from models.intents import Intent
from models.matter import Matter
from models.people import PUBLIC_ACTORS, Actor
from models.problems import Conflict, Refused
from models.rules import perform, related
from models.scopes import granted, scopes_of
from models.steps import Outcome, Rules
from models.store.portal import PortalStore
from models.store.portal_log import Act, Judged
from models.store.portal_write import Writing, put_child, put_matter, put_version
from sync.codec import intent_doc, verdict_doc, verdict_of
from sync.protocol import CLEAR, Verdict
from sync.reading import dumps, parse
from sync.server.keeping import Keeping
from sync.server.policies import Policies
from sync.server.together import Together

FILE = re.compile(r"blob:([0-9a-f]{64})")
OURS = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
"""What a bug in a rule raises: it costs its own act a later try, and no other act anything."""
MOST_TOGETHER = 500
"""Acts of several persons that are committed in one go."""
NEWER = frozenset({"kind_unknown", "step_unknown"})
Asked = tuple[Intent, Actor, datetime]
Bind = Callable[[Intent, Matter | None], Intent]
_ASKED = json.JSONEncoder(ensure_ascii=False, sort_keys=True)
log = logging.getLogger(__name__)


class Intake:
    """Where acts come in."""

    def __init__(self, store: PortalStore, policies: Policies) -> None:
        self._store, self._policies = store, policies
        self._together = Together[Asked, Verdict](self.take_all, MOST_TOGETHER)

    def take(self, actor: Actor, intents: Sequence[Intent], now: datetime) -> tuple[Verdict, ...]:
        """The verdicts on the acts of one person, in their order, committed with all that they change, and with what
        others ask for at the same time."""
        return tuple(self._together.ask([(intent, actor, now) for intent in intents]))

    def take_all(self, acts: Sequence[Asked], bind: Bind | None = None) -> tuple[Verdict, ...]:
        """The same for acts of several persons at their own moments; the portal's own acts come this way.

        `bind` may tie an act to its matter as it stands just before."""
        rules = self._policies.rules()

        def job(writing: Writing) -> tuple[Writing, list[Verdict]]:
            stamped = self._policies.stamped(rules, writing)
            batch = Batch(writing, stamped, [intent for intent, _, _ in acts], bound=bind is not None)
            bound = ((bind(one, batch.matter(one)) if bind else one, who, at) for one, who, at in acts)
            verdicts = [batch.judge(*act) for act in bound]
            batch.keeping.note()
            return writing, verdicts

        writing, verdicts = self._store.write(job)
        return tuple(replace(v, seq=writing.seqs.get(v.op, v.seq)) for v in verdicts)


class Batch:
    """The acts that are committed together, and the matters as they stand between them."""

    def __init__(self, writing: Writing, rules: Rules, intents: Sequence[Intent], *, bound: bool = False) -> None:
        self._writing, self._rules, self._bound = writing, rules, bound
        self.keeping = Keeping(writing)
        names = {name for intent in intents for name in (intent.op, intent.line) if name}
        self._judged: dict[str, Judged] = dict(writing.judged(names))
        self._fresh: dict[str, tuple[str, str, Verdict]] = {}
        self._matters: dict[str, Matter | None] = {}
        self._changed_by: dict[str, str] = {}
        self._names = {intent.id: False for intent in intents if self._begins(intent)}
        self._look_up(self._names)
        for kind in sorted({intent.type for intent in intents} & set(rules.workflows)):
            self._load(kind, {intent.id for intent in intents if intent.type == kind})

    def _begins(self, intent: Intent) -> bool:
        table = self._rules.workflows.get(intent.type)
        step = table.steps.get(intent.verb) if table else None
        return step is not None and not step.from_

    def _look_up(self, names: Iterable[str]) -> None:
        wanted = set(names)
        if wanted:
            there = self._writing.taken(sorted(self._rules.workflows), wanted)
            self._names |= {each: each in there for each in wanted}

    def matter(self, intent: Intent) -> Matter | None:
        """The matter of an act as it stands now."""
        return self._load(intent.type, {intent.id}).get(intent.id)

    def judge(self, intent: Intent, actor: Actor, now: datetime) -> Verdict:
        """The verdict on one act; what it changes is noted for the commit."""
        print_ = request_hash(intent)
        again = self._again(intent, actor, print_)
        if again:
            return again
        before = self._writing.numbers_now()
        verdict, outcome = self._decide(intent, actor, now)
        if outcome is None:
            self._writing.numbers_back(before)
        self._fresh[intent.op] = (actor.person, print_, verdict)
        if verdict.final:
            self._note(intent, actor, now, print_, verdict, outcome)
        return verdict

    def _again(self, intent: Intent, actor: Actor, print_: str) -> Verdict | None:
        """An act that was judged before keeps its verdict; its name may not be used for another act."""
        if intent.op in self._fresh:
            person, hashed, verdict = self._fresh[intent.op]
        elif intent.op in self._judged:
            known = self._judged[intent.op]
            person, hashed = known.person, known.request_hash
            verdict = replace(verdict_of(parse(known.verdict)), seq=known.seq)
        else:
            return None
        if (person, hashed) != (actor.person, print_):
            return Verdict(intent.op, "rejected", "op_reused")
        return verdict

    def _decide(self, intent: Intent, actor: Actor, now: datetime) -> tuple[Verdict, Outcome | None]:
        op = intent.op
        try:
            waits = self._waits(intent, actor)
            if waits:
                return waits, None
            if intent.kind == CLEAR:
                self.keeping.clear(intent.id, actor)
                return Verdict(op, "ok"), None
            at_hand = self._at_hand(intent, actor)
            outcome = perform(self._trusted(intent, actor), at_hand, actor, self._rules, now)
            self._check_names(at_hand, outcome)
        except Refused as no:
            result = "unsupported" if no.code in NEWER else "conflict" if isinstance(no, Conflict) else "rejected"
            return Verdict(op, result, no.code, no.facts, no.article), None
        except OURS:
            log.exception("a rule failed on %s of %s", intent.kind, op)
            return Verdict(op, "retry", "portal_fault"), None
        return Verdict(op, "ok"), outcome

    def _waits(self, intent: Intent, actor: Actor) -> Verdict | None:
        """An act waits for the one before it, and for the files that it speaks of."""
        earlier = self._fresh.get(intent.after or "")
        if earlier and not earlier[2].final:
            return Verdict(intent.op, "waiting", "after_waiting")
        missing = tuple(sha256 for sha256 in files_of(intent) if not self._reachable(sha256, actor))
        return Verdict(intent.op, "waiting", "blob_missing", {"files": missing}) if missing else None

    def _reachable(self, sha256: str, actor: Actor) -> bool:
        """Whether the person brought the file or may read something that speaks of it; else it is as if not there."""
        if actor in PUBLIC_ACTORS:
            return True
        return self._writing.reachable(sha256, actor.person, granted(actor))

    def _trusted(self, intent: Intent, actor: Actor) -> Intent:
        """The act without what a desk may not claim: a version not yet made, and somebody else's chain of acts."""
        matter = self._matters.get(intent.id)
        base = intent.base if matter and intent.base <= matter.version else 0
        line = intent.line if self._own(intent.line, actor) else ""
        return intent if (base, line) == (intent.base, intent.line) else replace(intent, base=base, line=line)

    def _own(self, line: str, actor: Actor) -> bool:
        known = self._judged.get(line)
        person = self._fresh[line][0] if line in self._fresh else known.person if known else ""
        return person == actor.person

    def _at_hand(self, intent: Intent, actor: Actor) -> dict[str, Matter]:
        """The matter and those it depends on. One that the person may not see is not there for them."""
        self._rules.workflow(intent.type)
        own = self._load(intent.type, {intent.id}).get(intent.id)
        if own and not (visible(own, actor) or watched(own, actor)):
            own = None
        others = {each for each in related(intent, own) if is_id(each)}
        found = self._load(intent.type, others) if others else {}
        at_hand = {**found, **({intent.id: own} if own else {})}
        return {each: self._as_seen_by(actor, matter) for each, matter in at_hand.items()}

    def _as_seen_by(self, actor: Actor, matter: Matter) -> Matter:
        """What somebody else changed in this very commit nobody has seen, unless the act was bound to it."""
        if self._bound or self._changed_by.get(matter.id, actor.person) == actor.person:
            return matter
        return matter.unseen()

    def _check_names(self, at_hand: Mapping[str, Matter], outcome: Outcome) -> None:
        """A name that some matter has, of whatever kind and whoever may see it, begins no other: what belongs to a
        matter, its writer above all, is known by the matter's name (Art. 25)."""
        for each in (one.id for one in outcome.changed if one.id not in at_hand):
            if each not in self._names:
                self._look_up([each])
            if self._names[each] or self._matters.get(each):
                raise Refused("exists_already", id=each)

    def _load(self, kind: str, ids: Iterable[str]) -> dict[str, Matter]:
        wanted = set(ids)
        new = wanted - self._matters.keys()
        if new:
            self._matters |= {**dict.fromkeys(new), **self._writing.matters(kind, new)}
        return {one: matter for one in wanted if (matter := self._matters[one]) and matter.kind == kind}

    def _note(
        self, intent: Intent, actor: Actor, now: datetime, print_: str, verdict: Verdict, outcome: Outcome | None
    ) -> None:
        act = Act(
            intent.op, actor.person, actor.device, intent.kind, intent.id, intent.chain, print_,
            dumps(intent_doc(intent)), dumps(verdict_doc(verdict)), now.isoformat(timespec="seconds"),
        )  # fmt: skip
        if outcome is None:
            self._writing.note(act)
            if verdict.result != "ok":
                self.keeping.keep(intent, actor, verdict, now)
            return
        changed = {matter.id: matter for matter in outcome.changed}
        self._matters |= changed
        self._changed_by |= dict.fromkeys(changed, actor.person)
        for matter in outcome.changed:
            self._writing.refer(matter.kind, matter.id, files_in(matter.fields))
        texts = [put_version(one, parent) for one in outcome.versions if (parent := self._matters.get(one.item))]
        kept = [put_child(one, changed[one.matter]) for one in outcome.children]
        self._writing.note(act, [*(put for each in outcome.changed for put in put_matter(each)), *texts, *kept])


def visible(matter: Matter, actor: Actor) -> bool:
    """Whether the person may hold the matter's row."""
    return actor in PUBLIC_ACTORS or not granted(actor).isdisjoint(scopes_of(matter.kind, matter.standing))


def watched(matter: Matter, actor: Actor) -> bool:
    """Whether the person may hold at least the matter's docket, and so may act on it from there."""
    return matter.kind in DESKS and not granted(actor).isdisjoint(scopes_of(ROW, docket_of(matter).to_doc()))


def files_in(fields: Mapping[str, object]) -> set[str]:
    """The files that a matter's texts speak of: those in its lists, and the images in its bodies."""
    listed = [each for value in fields.values() if isinstance(value, list) for each in value if isinstance(each, dict)]
    named = {each.get("sha256") for each in listed}
    shown = {file for value in fields.values() if isinstance(value, str) for file in FILE.findall(value)}
    return shown | {each for each in named if isinstance(each, str)}


def files_of(intent: Intent) -> list[str]:
    """The files that must be here before the act can be judged, whatever the desk says of them."""
    values = [intent.args.get(name) for name in ("fields", "set")]
    spoken = set().union(*(files_in(value) for value in values if isinstance(value, dict)))
    return sorted(spoken | set(intent.blobs))


def request_hash(intent: Intent) -> str:
    """The fingerprint of what is asked; how a desk orders its acts is no part of it."""
    asked = [intent.kind, intent.id, dict(intent.args), intent.expect.state, intent.expect.content]
    return hashlib.sha256(_ASKED.encode(asked).encode()).hexdigest()
