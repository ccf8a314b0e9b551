"""The one door through which a step is judged and taken, the same on desk and portal, and the reading of its tables."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from models.intents import Intent
from models.matter import Entry, Matter
from models.people import PORTAL, Actor
from models.policy_text import read_policy, reading, records
from models.problems import BrokenPolicy, Refused
from models.records import WRITING
from models.steps import Case, Offer, Outcome, Parts, Rules, State, Step, Version, Workflow

__all__ = ["Case", "Offer", "Outcome", "Parts", "Rules", "State", "Step", "Version", "Workflow"]


def read_workflow(name: str, text: str, parts: Parts) -> Workflow:
    """The table in a policy file; BrokenPolicy when it names a state, guard, effect or role that does not exist."""
    with reading(name):
        return _workflow(name, text, parts)


def _workflow(name: str, text: str, parts: Parts) -> Workflow:
    file = read_policy(name, text)
    states = {state.id: state for state in records(file, "state", State, State.__slots__)}
    steps = records(file, "step", Step, Step.__slots__)
    for index, step in enumerate(steps):
        wrong = tuple(_unknown(step, states, parts))
        if wrong:
            raise file.broken("step", index, f"{step.verb}: {', '.join(wrong)}")
    kind = file.data.get("kind")
    if not isinstance(kind, str):
        raise BrokenPolicy(name, 1, "kind missing")
    return Workflow(kind, states, {step.verb: step for step in steps})


def _unknown(step: Step, states: Mapping[str, State], parts: Parts) -> list[str]:
    known: list[tuple[list[str], Mapping[str, object]]] = [
        ([*step.guards, *step.asks], parts.guards),
        ([name for name in step.effects if name not in {**parts.others, **parts.children}], parts.effects),
        (step.by, parts.relations),
        ([kind.removesuffix("?") for kind in step.args.values()], parts.arguments),
        (step.from_, states),
        ([step.to.removeprefix("@")], parts.targets if step.to.startswith("@") else {**states, "": None}),
    ]
    unknown = [name for names, table in known for name in names if name not in table]
    return unknown + ([] if step.article or step.why else ["neither article nor why"])


def is_by(step: Step, matter: Matter, actor: Actor, parts: Parts) -> bool:
    """Whether the person stands to the matter as the step demands."""
    return any(parts.relations[name](matter, actor) for name in step.by)


def offers(matter: Matter, actor: Actor, rules: Rules, now: datetime, parts: Parts) -> tuple[Offer, ...]:
    """The steps that this person may take on this matter now, each with everything that is still missing for it."""
    return tuple(
        Offer(step, _standing(Case(_ASKED, step, matter, {}, actor, rules, now), parts))
        for step in rules.workflow(matter.kind).steps.values()
        if matter.state in step.from_ and actor != PORTAL and is_by(step, matter, actor, parts)
    )


def may_begin(kind: str, actor: Actor, rules: Rules, parts: Parts) -> bool:
    """Whether the person may begin a matter of `kind` in any of their units."""
    first = [step for step in rules.workflow(kind).steps.values() if not step.from_]
    blank = [Matter("", kind, unit, "", actor.person) for unit in actor.units()]
    return any(is_by(step, matter, actor, parts) for step in first for matter in blank)


_ASKED = Intent(op="", kind="", id="")


def _standing(case: Case, parts: Parts) -> tuple[Refused, ...]:
    missing = []
    for name in case.step.guards:
        try:
            parts.guards[name](case)
        except Refused as refusal:
            missing.append(refusal)
    return tuple(missing)


def perform(
    intent: Intent, matters: Mapping[str, Matter], actor: Actor, rules: Rules, now: datetime, parts: Parts
) -> Outcome:
    """Judge one act and give what it changes; Refused or Conflict when a rule says no.

    `matters` holds the matter itself (absent when it is to be created) and those that `related` names."""
    step = rules.workflow(intent.type).steps.get(intent.verb)
    if step is None:
        raise Refused("step_unknown", kind=intent.kind[:60])
    matter = matters.get(intent.id)
    if matter is None:
        matter = _unborn(intent, step, actor, now)
    others = {key: value for key, value in matters.items() if key != intent.id}
    case = Case(intent, step, matter, others, actor, rules, now)
    _judge(case, parts)
    return _carry_out(case, parts)


def _unborn(intent: Intent, step: Step, actor: Actor, now: datetime) -> Matter:
    """The blank that a creating step writes on; any other step on nothing is refused as if it were not there."""
    if step.from_:
        raise Refused("not_found", id=intent.id[:40])
    units = actor.units("clerk")
    unit = intent.args.get("unit", units[0] if units else "")
    at = now.isoformat(timespec="seconds")
    return Matter(intent.id, intent.type, str(unit), "", actor.person, created_at=at, changed_at=at)


def _judge(case: Case, parts: Parts) -> None:
    step, matter = case.step, case.matter
    if not is_by(step, matter, case.actor, parts):
        raise Refused("not_yours", step.article, unit=matter.unit, verb=step.verb)
    if not step.from_ and matter.state:
        raise Refused("exists_already", id=matter.id)
    expected = case.intent.expect.state
    if matter.state and (matter.state not in step.from_ or expected not in ("", matter.state)):
        raise Refused("state_changed", step.article, **_last(matter), state=matter.state, verb=step.verb)
    _check_arguments(case, parts)
    for name in (*step.guards, *step.asks):
        parts.guards[name](case)


def _last(matter: Matter) -> dict[str, str]:
    entry = matter.trail[-1] if matter.trail else None
    return {"by": entry.name, "at": entry.at} if entry else {"by": "", "at": ""}


def _check_arguments(case: Case, parts: Parts) -> None:
    for name, kind in case.step.args.items():
        value = case.intent.args.get(name)
        if value is None and kind.endswith("?"):
            continue
        if not parts.arguments[kind.removesuffix("?")](value):
            raise Refused("argument_missing" if value in (None, "") else "argument_wrong", case.step.article, name=name)


def _carry_out(case: Case, parts: Parts) -> Outcome:
    matter = case.matter
    for name in case.step.effects:
        if name in parts.effects:
            matter = parts.effects[name](case, matter)
    to = case.step.to
    state = parts.targets[to[1:]](case, matter) if to.startswith("@") else to or matter.state
    matter = replace(matter, state=state, changed_at=case.at, trail=_trailed(case, state, parts))
    others = tuple(o for name in case.step.effects if name in parts.others for o in parts.others[name](case, matter))
    changed = {each.id: each for each in (matter, *others)}
    children = tuple(parts.children[name](case, matter) for name in case.step.effects if name in parts.children)
    return Outcome(tuple(changed.values()), parts.versions(case, matter), children)


def _trailed(case: Case, state: str, parts: Parts) -> tuple[Entry, ...]:
    """The trail with this step; a person's edits in a row are one line, each text being kept apart as a version."""
    role, unit = _standing_of(case, parts)
    entry = Entry(
        op=case.intent.op,
        verb=case.step.verb,
        by=case.actor.person,
        name=case.actor.name,
        role=role,
        unit=unit,
        at=case.at,
        from_state=case.matter.state,
        to_state=state,
        note=str(next((case.intent.args[name] for name in _REMARKS if case.intent.args.get(name)), "")),
        facts=_facts(case),
    )
    trail = case.matter.trail
    if entry.verb in WRITING and trail and (trail[-1].verb, trail[-1].by) == (entry.verb, entry.by):
        return (*trail[:-1], replace(entry, from_state=trail[-1].from_state))
    return (*trail, entry)


_REMARKS = ("reason", "note", "text", "question", "answer", "what", "result")
"""The arguments that are a remark in the person's own words, the first of them first."""
_POSTS = {"author": "clerk", "co_reviewer": "reviewer"}


def _standing_of(case: Case, parts: Parts) -> tuple[str, str]:
    """The role and the unit in which the person took the step."""
    by = next(name for name in case.step.by if parts.relations[name](case.matter, case.actor))
    role = _POSTS.get(by, by)
    own = case.matter.unit if case.actor.holds(role, case.matter.unit) else ""
    return role, own or next(iter(case.actor.units(role)), "")


_TOLD = (
    "code", "change", "agree", "responsible", "met", "place", "days", "ground", "unit", "units", "number", "way",
    "day", "score", "into", "answer_by", "public",
)  # fmt: skip
"""The arguments of a step that its line of the trail keeps."""


def _facts(case: Case) -> dict[str, Any]:
    kept = {name: case.intent.args[name] for name in _TOLD if name in case.intent.args}
    content = case.intent.expect.content
    return {**kept, "digest": content} if content else kept


def workflows_in(texts: Mapping[str, str], parts: Parts) -> Mapping[str, Workflow]:
    """All tables among the policy files, by kind of matter."""
    read = [read_workflow(name, text, parts) for name, text in texts.items() if name.startswith("workflows/")]
    return {workflow.kind: workflow for workflow in read}
