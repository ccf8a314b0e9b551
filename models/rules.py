"""Binds the tables to their named guards and effects: the one set of rules that desk and portal both judge by."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from models import handling, workflow
from models.effects import EFFECTS, OTHERS, TARGETS, kept_texts
from models.guards import ARGUMENTS, GUARDS, RELATIONS
from models.intents import Intent
from models.matter import Matter
from models.people import Actor
from models.policy import Directory
from models.workflow import Offer, Outcome, Parts, Rules, workflows_in

PARTS = Parts(
    {**GUARDS, **handling.GUARDS},
    {**EFFECTS, **handling.EFFECTS},
    {**TARGETS, **handling.TARGETS},
    {**RELATIONS, **handling.RELATIONS},
    {**ARGUMENTS, **handling.ARGUMENTS},
    {**OTHERS, **handling.OTHERS},
    handling.CHILDREN,
    kept_texts,
)


def load_rules(
    texts: Mapping[str, str],
    inspect: Callable[[str, Mapping[str, Any]], tuple[Any, ...]],
    stamp: Callable[[str, str, datetime], str] | None = None,
    **more: Any,
) -> Rules:
    """The rules in the policy files `texts`, with `more` of what `Rules` holds; BrokenPolicy with file and line when
    one cannot be used."""
    return Rules(workflows_in(texts, PARTS), Directory(texts).proven(), inspect, stamp, **more)


_NAMING = {"revise": "draft", "merge": "into"}
"""The steps whose argument names another matter."""


def related(intent: Intent, matter: Matter | None) -> tuple[str, ...]:
    """The ids of the other matters that a judgement of `intent` must have at hand."""
    system = matter.system if matter else {}
    named = [system.get("revises"), system.get("merged_into"), *system.get("merged", ())]
    asked = intent.args.get(_NAMING.get(intent.verb, ""))
    return tuple(str(each) for each in (*named, asked) if each)


def perform(intent: Intent, matters: Mapping[str, Matter], actor: Actor, rules: Rules, now: datetime) -> Outcome:
    """Judge one act and give what it changes; Refused or Conflict when a rule says no."""
    return workflow.perform(intent, matters, actor, rules, now, PARTS)


def may_begin(kind: str, actor: Actor, rules: Rules) -> bool:
    """Whether the person may begin a matter of `kind` in any of their units."""
    return workflow.may_begin(kind, actor, rules, PARTS)


def offered(matter: Matter, actor: Actor, rules: Rules, now: datetime) -> tuple[Offer, ...]:
    """The steps that this person may take on this matter now, each with all that is still missing for it."""
    return workflow.offers(matter, actor, rules, now, PARTS)
