"""What a reviewer sees: the text beside its last edition, how it came here, and what the signature will do."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from models.content.diff import Pair, compare, count
from models.items import fingerprint, parse_moment
from models.matter import Matter
from models.people import Actor
from models.records import digest
from models.workflow import Offer, Rules, Version
from ui.presenters import editing, steps
from ui.presenters.faces import ChipFace
from ui.presenters.steps import StepFace, TrailLine
from ui.text import Words

_TAG = re.compile(r"(<[^>]*>)")
_NUMBER = re.compile(r"(?<![0-9A-Za-z])(?:\d{17}[\dXx]|\d{15,19}|1[3-9]\d{9})(?![0-9A-Za-z])")
"""Numbers of identity cards, bank cards and mobile phones."""
ACTS = frozenset({"sign_off", "return", "countersign", "object", "accept", "decline", "withdraw", "recall", "revise"})
"""Verbs that have a button here; writing has a view of its own."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One line with its tone (green, amber or none) and icon id."""

    words: str
    tone: str = ""
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Side:
    """One text with what stands over it."""

    title: str
    when: str
    icon: str
    body: str


@dataclass(frozen=True, slots=True)
class Situation:
    """The right side: the last opinion, the self-review, the attachments, and what the signature does."""

    opinion: str
    asks_met: bool
    review: tuple[Fact, ...]
    kept: tuple[str, ...]
    attachments: tuple[Mapping[str, Any], ...]
    after: tuple[tuple[str, str], ...]
    responsible: str
    bound: str
    effect: str
    answered: Fact | None = None


@dataclass(frozen=True, slots=True)
class ReviewPane:
    """Everything on the screen of a review. Without an older text `old` is None, and the checks stand in its place."""

    id: str
    title: str
    state: ChipFace
    meta: str
    old: Side | None
    new: Side
    pairs: tuple[Pair, ...]
    differences: int
    steps: tuple[StepFace, ...]
    next: str
    situation: Situation
    trail: tuple[TrailLine, ...]
    content: str


def earlier(
    matter: Matter, versions: Sequence[Version], published: Matter | None
) -> tuple[Mapping[str, Any], str, str] | None:
    """The text to compare with: fields, `returned` or `published`, and its moment; None for a first edition."""
    returned = matter.system.get("returned")
    if returned:
        found = next((one for one in versions if one.digest == returned.get("digest")), None)
        if found is not None:
            return found.fields, "returned", str(returned.get("at", found.at))
    live = next((one for one in versions if one.digest == matter.system.get("live")), None)
    if live is not None and matter.system.get("live") != digest(matter.fields):
        return live.fields, "published", live.at
    if published is not None:
        return published.fields, "published", str(published.system.get("published_at", ""))
    return None


def present(
    matter: Matter,
    offers: Iterable[Offer],
    before: tuple[Mapping[str, Any], str, str] | None,
    actor: Actor,
    rules: Rules,
    words: Words,
    now: datetime,
) -> ReviewPane:
    """The pane; `before` is what `earlier` gave."""
    fields, body = matter.fields, str(matter.fields.get("body", ""))
    if before:
        old = veiled(str(before[0].get("body", "")), body, words("review.veiled"))
        before = ({**before[0], "body": old}, *before[1:])
    pairs = compare(str(before[0].get("body", "")), body) if before else ()
    changed = count(pairs) + (bool(before) and before is not None and before[0].get("title") != fields.get("title"))
    faces = _faces(steps.step_faces(matter, offers, words), destination(matter, rules, now), words)
    return ReviewPane(
        id=matter.id,
        title=str(fields.get("title", "")),
        state=steps.state_face(matter, rules, words),
        meta=_meta(matter, changed if before else -1, rules, words),
        old=_old(before, words, now) if before else None,
        new=Side(words("review.new"), _submitted(matter, words, now), "draw-pen", body),
        pairs=pairs,
        differences=changed,
        steps=faces,
        next=_next(matter, faces, actor, words, walk=bool(changed)),
        situation=replace(
            _situation(matter, actor, destination(matter, rules, now), words, now),
            answered=_answered(matter, pairs, changed, words) if before and before[1] == "returned" else None,
        ),
        trail=steps.trail(matter, rules, {}, words, now),
        content=digest(fields),
    )


def veiled(old: str, new: str, instead: str) -> str:
    """An older text without the numbers that name a person and are gone from the new one: they are not shown again.

    A number that still stands in the new text stays in both, for the reviewer must see it."""

    def veil(text: str) -> str:
        return _NUMBER.sub(lambda found: found[0] if found[0] in new else instead, text)

    return "".join(part if part.startswith("<") else veil(part) for part in _TAG.split(old))


def _answered(matter: Matter, pairs: Sequence[Pair], changed: int, words: Words) -> Fact:
    """Whether the text was changed since it was returned, and at the very place that was marked where one was."""
    place = (matter.system.get("returned") or {}).get("place") or {}
    there = [pair for pair in pairs if pair.old and pair.old.block_index == place.get("block")]
    if place.get("part") == "body" and there:
        met = any(pair.kind != "same" for pair in there)
        key = "review.place_changed" if met else "review.place_same"
        return Fact(words(key), "green" if met else "amber", "check-circle-outline" if met else "alert")
    if changed:
        return Fact(words("review.changed", n=changed), "green", "check-circle-outline")
    return Fact(words("review.unchanged"), "amber", "alert")


def _faces(faces: Iterable[StepFace], destination: str, words: Words) -> tuple[StepFace, ...]:
    """The steps with buttons here; a countersignature is two: to agree, and to object with a reason."""
    made: list[StepFace] = []
    for face in faces:
        if face.verb == "countersign":
            made.append(replace(face, label=words("review.agree"), style="primary", key="Ctrl Enter"))
            made.append(
                replace(face, verb="object", label=words("review.object"), style="danger", key="Ctrl Backspace")
            )
        elif face.verb == "sign_off":
            made.append(replace(face, label=words(f"review.sign_{destination}")))
        elif face.verb in ACTS:
            made.append(face)
    primaries = [face for face in made if face.style == "primary"]
    return tuple(replace(face, style="plain", key="") if face in primaries[1:] else face for face in made)


def destination(matter: Matter, rules: Rules, now: datetime) -> str:
    """Where the signature will send the text: countersign, main, scheduled or published."""
    column = rules.directory.columns.get(str(matter.fields.get("column", "")))
    due = parse_moment(str(matter.fields.get("publish_at", "")))
    if matter.fields.get("co_units"):
        return "countersign"
    if column is not None and column.site == "main":
        return "main"
    return "scheduled" if due and due > now else "published"


def _old(before: tuple[Mapping[str, Any], str, str], words: Words, now: datetime) -> Side:
    fields, kind, at = before
    return Side(
        words(f"review.old_{kind}"), steps.moment(at, words, now), "arrow-u-left-top", str(fields.get("body", ""))
    )


def _submitted(matter: Matter, words: Words, now: datetime) -> str:
    sent = matter.system.get("submitted") or {}
    return steps.moment(str(sent.get("at") or matter.changed_at), words, now)


def _meta(matter: Matter, differences: int, rules: Rules, words: Words) -> str:
    fields, columns = matter.fields, rules.directory.columns
    column = columns.get(str(fields.get("column", "")))
    writer = next((entry.name for entry in matter.trail if entry.by == matter.author), "")
    parts = [
        editing.column_path(columns, column, words) if column else "",
        words(f"editor.disclosure.{fields['disclosure']}") if fields.get("disclosure") else "",
        words("review.writer", name=writer) if writer else "",
        str(matter.system.get("index_no") or editing.provisional(matter)),
        words("review.first") if differences < 0 else words("review.differences", n=differences),
    ]
    return "    ".join(part for part in parts if part)


def _next(matter: Matter, faces: Sequence[StepFace], actor: Actor, words: Words, *, walk: bool) -> str:
    """Why the signature is absent, or how to walk the differences."""
    if steps.find(faces, "sign_off") is None and matter.author == actor.person and matter.state == "in_review":
        return words("review.own")
    if not faces:
        return words("review.nothing")
    return words("review.walk") if walk else ""


def _situation(matter: Matter, actor: Actor, destination: str, words: Words, now: datetime) -> Situation:
    returned = matter.system.get("returned") or {}
    review = matter.system.get("self_review") or {}
    later = str(matter.fields.get("publish_at", ""))
    when = steps.moment(later, words, now) if later else words("review.by_portal")
    return Situation(
        opinion=str(returned.get("reason", "")),
        asks_met=bool(returned),
        review=_reviewed(review, matter, words, now),
        kept=tuple(str(reason) for reason in (review.get("kept") or {}).values() if reason != "seen"),
        attachments=tuple(matter.fields.get("attachments", ())),
        after=(
            (words("review.published_at"), when),
            (words("review.index_no"), _number(matter, words)),
            (words("review.form"), words("review.form_by_itself")),
        ),
        responsible=str(matter.system.get("responsible") or actor.name),
        bound=words("review.bound", mark=fingerprint(digest(matter.fields))),
        effect=destination,
    )


def _reviewed(review: Mapping[str, Any], matter: Matter, words: Words, now: datetime) -> tuple[Fact, ...]:
    if not review:
        return (Fact(words("review.not_reviewed"), "amber", "alert"),)
    at = steps.moment(str(review.get("at", "")), words, now)
    facts = [Fact(words("review.ticked", n=len(review.get("ticks", ())), when=at), "green", "check-circle-outline")]
    if review.get("digest") not in (None, digest(matter.fields)):
        facts.append(Fact(words("review.changed_since"), "amber", "alert"))
    if review.get("kept"):
        facts.append(Fact(words("review.kept", n=len(review["kept"])), "amber", "alert"))
    if review.get("seen"):
        facts.append(Fact(words("review.seen", n=len(review["seen"])), "", "eye-outline"))
    return tuple(facts)


def unopened(pane: ReviewPane, opened: Iterable[str], words: Words) -> tuple[str, ...]:
    """What a reviewer must still look at before the signature."""
    seen = set(opened)
    names = [str(file["name"]) for file in pane.situation.attachments if file["sha256"] not in seen]
    return (words("review.open_first", names=words.listed(names)),) if names else ()


def _number(matter: Matter, words: Words) -> str:
    given = str(matter.system.get("index_no") or "")
    return steps.breakable(given) if given else words("review.index_by_portal")
