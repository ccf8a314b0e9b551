"""Turns the sample's steps into the acts that the workflow judges, each bound to the text that its actor saw."""

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any

from models.ids import new_id
from models.intents import Expect, Intent
from models.matter import Matter
from models.notices.drawing import answer_notice
from models.notices.page import html
from models.people import PORTAL, WRITER, Actor
from models.policy import Directory, shipped
from models.records import digest
from portal.sample.story import Person, Sample, Step

BOUND = frozenset(
    {"self_review", "submit", "sign_off", "countersign", "submit_reply", "sign_reply", "decide", "sign_outcome",
     "submit_result", "sign_result"}
)  # fmt: skip
"""The verbs that are bound to the fingerprint of the text (Art. 6)."""


def actor(sample: Sample, step: Step) -> Actor:
    """Who takes the step: a person of the sample with all posts, the portal itself, or a citizen at its pages."""
    public = {each.person: each for each in (PORTAL, WRITER)}
    return public.get(step.actor) or _actor(sample.person(step.actor))


def _actor(person: Person) -> Actor:
    return Actor(person.id, person.name, person.posts, "sample")


def intent(step: Step, matter: Matter | None) -> Intent:
    """The act for `step` on `matter` as it stands now (None before it is created)."""
    verb = step.kind.partition(".")[2]
    mark = hashlib.sha256(f"{step.item} {step.kind} {step.at.isoformat()}".encode()).digest()
    content = digest(matter.fields, matter.kind) if matter and verb in BOUND else ""
    return Intent(
        op=new_id(int(step.at.timestamp() * 1000), int.from_bytes(mark[:10])),
        kind=step.kind,
        id=step.item,
        base=matter.version if matter else 0,
        expect=Expect(state=matter.state if matter else "", content=content),
        args=_drawn(step, matter) if step.kind == "request.draft_outcome" and matter else step.args,
        blobs=step.blobs,
        made_at=step.at.isoformat(timespec="seconds"),
    )


def _drawn(step: Step, matter: Matter) -> Mapping[str, Any]:
    """A request's outcome with its notice, which names the number that the portal has allotted meanwhile (Art. 15)."""
    values = step.args["set"]
    answered = replace(matter, fields={**matter.fields, **values})
    notice = answer_notice(answered, _directory().units[matter.unit], step.at.date(), _directory())
    return {"set": {**values, "notice": html(notice)}} if notice else step.args


@lru_cache(maxsize=1)
def _directory() -> Directory:
    return Directory(shipped())
