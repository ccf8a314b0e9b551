"""Turns the sample's steps into the acts that the workflow judges, each bound to the text that its actor saw."""

import hashlib

from models.ids import new_id
from models.intents import Expect, Intent
from models.matter import Matter
from models.people import PORTAL, Actor
from models.records import digest
from portal.sample.story import Person, Sample, Step

BOUND = frozenset({"self_review", "submit", "sign_off", "countersign"})
"""The verbs that are bound to the fingerprint of the text (Art. 6)."""


def actor(sample: Sample, step: Step) -> Actor:
    """Who takes the step: a person of the sample with all posts, or the portal itself."""
    return PORTAL if step.actor == PORTAL.person else _actor(sample.person(step.actor))


def _actor(person: Person) -> Actor:
    return Actor(person.id, person.name, person.posts, "sample")


def intent(step: Step, matter: Matter | None) -> Intent:
    """The act for `step` on `matter` as it stands now (None before it is created)."""
    verb = step.kind.partition(".")[2]
    mark = hashlib.sha256(f"{step.item} {step.kind} {step.at.isoformat()}".encode()).digest()
    content = digest(matter.fields) if matter and verb in BOUND else ""
    return Intent(
        op=new_id(int(step.at.timestamp() * 1000), int.from_bytes(mark[:10])),
        kind=step.kind,
        id=step.item,
        base=matter.version if matter else 0,
        expect=Expect(state=matter.state if matter else "", content=content),
        args=step.args,
        blobs=step.blobs,
        made_at=step.at.isoformat(timespec="seconds"),
    )
