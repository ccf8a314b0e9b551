"""The right side of a letter: who wrote, masked, and for whom at all; who looked; what was remarked (Art. 25)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from models.letters import SOURCES
from models.matter import Matter
from models.people import Actor
from models.workflow import Rules
from models.writers import CONTACT
from ui.presenters import steps
from ui.presenters.steps import StepFace
from ui.text import Words

LOOKS_SHOWN = 5
SECONDS = 60
"""How long the full name and number stay on the screen."""
Facts = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Remark:
    """A word that somebody left on the letter."""

    who: str
    when: str
    text: str


@dataclass(frozen=True, slots=True)
class Side:
    """`writer` is empty for who is not shown a writer; `look` is the step that shows the whole, None where it may
    never be taken by this person; `looks` says who looked; `may_remark` whether a word may be left."""

    knows: bool
    writer: Facts
    look: StepFace | None
    looks: tuple[str, ...]
    remarks: tuple[Remark, ...]
    may_remark: bool


def present(matter: Matter, faces: Iterable[StepFace], actor: Actor, rules: Rules, words: Words, now: datetime) -> Side:
    """The side of a letter, for this person."""
    found, knows = tuple(faces), knows_writer(matter, actor)
    return Side(
        knows=knows,
        writer=_masked(matter, words) if knows else (),
        look=steps.find(found, "look") if knows else None,
        looks=_looks(matter, words, now) if knows else (),
        remarks=_remarks(matter, words, now),
        may_remark=steps.find(found, "note") is not None,
    )


def knows_writer(matter: Matter, actor: Actor) -> bool:
    """The people of the units that answer, and until one has it the dispatcher; a leader is told of no writer."""
    units = {matter.unit, *matter.system.get("units", ())} - {""}
    if any(actor.holds(role, unit) for role in ("clerk", "reviewer") for unit in units):
        return True
    return not matter.unit and actor.holds("dispatcher")


def _masked(matter: Matter, words: Words) -> Facts:
    masked = matter.system.get("writer") or {}
    facts = [(words(f"letters.contact.{name}"), str(masked[name])) for name in CONTACT if masked.get(name)]
    consent = "given" if matter.fields.get("publish_consent") else "withheld"
    source = str(matter.fields.get("source", ""))
    if source in SOURCES:
        facts.append((words("letters.source.label"), words(f"letters.source.{source}")))
    return (*facts, (words("letters.consent.label"), words(f"letters.consent.{consent}")))


def whole(writer: Mapping[str, Any], words: Words) -> tuple[Facts, str]:
    """Who wrote, without a mask, and the words as they came; shown only after the step that records it (Art. 25)."""
    contact = writer.get("contact") or {}
    facts = tuple((words(f"letters.contact.{name}"), str(contact[name])) for name in CONTACT if contact.get(name))
    return facts, "\n".join(part for part in (str(writer.get("title", "")), str(writer.get("body", ""))) if part)


def _looks(matter: Matter, words: Words, now: datetime) -> tuple[str, ...]:
    looks = list(matter.system.get("looks", ()))[::-1]
    lines = [words.joined([str(each.get("name", "")), steps.moment(str(each.get("at", "")), words, now)])
             for each in looks[:LOOKS_SHOWN]]  # fmt: skip
    more = len(looks) - LOOKS_SHOWN
    return (*lines, words("letters.looks_more", n=more)) if more > 0 else tuple(lines)


def _remarks(matter: Matter, words: Words, now: datetime) -> tuple[Remark, ...]:
    """Newest first; they are never printed and never part of an answer."""
    return tuple(
        Remark(entry.name, steps.moment(entry.at, words, now), entry.note)
        for entry in reversed(matter.trail)
        if entry.verb == "note"
    )
