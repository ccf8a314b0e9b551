"""What the pane of a letter shows to this person: its head, its words, the reply, what comes next and who may do it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from models.letters import CHANNELS, SORTS
from models.matter import Matter
from models.people import Actor
from models.shapes import parse_day, parse_moment
from models.workflow import Offer, Rules
from ui.presenters import letter_notes, letter_side, steps
from ui.presenters.editing import preview_step, provisional
from ui.presenters.faces import ChipFace
from ui.presenters.letter_notes import LetterNote
from ui.presenters.letter_side import Side
from ui.presenters.shell import unit_name
from ui.presenters.steps import StepFace, TrailLine
from ui.text import Words

UNSHOWN = frozenset({"receive", "draft_reply", "look"})
"""Verbs without a button among the steps: writing is the reply itself, the others stand at the right side."""
ORDER = (
    "answer_supervision", "ask_extension", "grant_extension", "take_over", "publish", "urge", "supervise",
    "rule_no_reply", "merge", "unmerge", "close", "note",
)  # fmt: skip
OUT_OF_PLACE = frozenset(
    {
        "no_supervision", "not_merged", "merged_already", "extension_not_asked", "extension_once", "not_displeased",
        "no_reply_pending", "answer_pending", "published_already", "not_overdue", "handler_already",
    }
)  # fmt: skip
"""What stands in the way of a step that has nothing to do with the letter as it is: such a step is not shown."""
UNANSWERED = frozenset({"received", "with_leader", "with_dispatcher", "assigned"})
"""States in which nobody writes a reply yet."""


@dataclass(frozen=True, slots=True)
class LetterPane:
    """Everything on the pane that does not change while one types. `reply_word` says how the reply stands; it is shown
    only where there is one or will be one, and `checked` until it was sent."""

    id: str
    title: str
    state: ChipFace
    meta: str
    instruction: str
    body: str
    files: tuple[Mapping[str, Any], ...]
    notes: tuple[LetterNote, ...]
    reply: str
    reply_files: tuple[Mapping[str, Any], ...]
    reply_word: str
    shows_reply: bool
    writable: bool
    checked: bool
    steps: tuple[StepFace, ...]
    next: str
    trail: tuple[TrailLine, ...]
    side: Side


def present(
    matter: Matter,
    fields: Mapping[str, Any],
    offers: Sequence[Offer],
    waiting: Iterable[str],
    actor: Actor,
    rules: Rules,
    words: Words,
    now: datetime,
    *,
    ahead: tuple[LetterNote, ...] = (),
) -> LetterPane:
    """The pane of a letter; `fields` hold the newest reply that the person has, saved or not yet sent; `ahead` are
    banners about this computer's own copy of it."""
    faces = steps.step_faces(matter, _in_place(offers), words)
    writable = steps.find(faces, "draft_reply") is not None and not matter.system.get("merged_into")
    shown = _shown(faces, matter, words, writable=writable)
    return LetterPane(
        id=matter.id,
        title=str(fields.get("title", "")) or words("items.untitled"),
        state=steps.state_face(matter, rules, words),
        meta=meta(matter, actor, rules, words, now),
        instruction=_instruction(matter, words, now),
        body=str(fields.get("body", "")),
        files=tuple(matter.fields.get("attachments") or ()),
        notes=(*ahead, *letter_notes.notes(matter, faces, rules, words, now)),
        reply=str(fields.get("reply") or ""),
        reply_files=tuple(fields.get("reply_files") or ()),
        reply_word=words(f"letters.reply.{_reply_state(matter, writable=writable)}"),
        shows_reply=matter.state not in UNANSWERED and (writable or bool(fields.get("reply"))),
        writable=writable,
        checked=writable or matter.state == "reply_in_review",
        steps=shown,
        next=_next(matter, shown, words),
        trail=_trail(matter, dict.fromkeys(waiting), rules, words, now),
        side=letter_side.present(matter, faces, actor, rules, words, now),
    )


def meta(matter: Matter, actor: Actor, rules: Rules, words: Words, now: datetime) -> str:
    """`区长信箱 · 建议   编号 XF2026-00012   收到 4月17日 周五 10:26`: never a word of who wrote."""
    fields, system = matter.fields, matter.system
    channel, sort = str(fields.get("channel", "")), str(fields.get("sort", ""))
    where = words.joined(
        [
            words(f"letters.channel.{channel}") if channel in CHANNELS else "",
            words(f"letters.sort.{sort}") if sort in SORTS else "",
            unit_name(rules.directory, matter.unit, words) if matter.unit and matter.unit not in actor.units() else "",
        ]
    )
    number = str(system.get("number") or provisional(matter))
    parts = [where, words("letters.number", number=number) if number else "", _received(matter, words, now)]
    return "   ".join(part for part in parts if part)


def _received(matter: Matter, words: Words, now: datetime) -> str:
    day = parse_day(str(matter.fields.get("received_on", "")))
    if day is None:
        return ""
    moment = parse_moment(matter.created_at)
    local = moment.astimezone(now.tzinfo) if moment else None
    clock = f" {words.clock(local)}" if local and local.date() == day else ""
    return words("letters.received", day=words.day(day, now.date(), near=False) + clock)


def _instruction(matter: Matter, words: Words, now: datetime) -> str:
    said = matter.system.get("instruction")
    if not said:
        return ""
    when = steps.moment(str(said.get("at", "")), words, now)
    return words("letters.instructed", name=said.get("name", ""), when=when, text=said.get("text", ""))


def _reply_state(matter: Matter, *, writable: bool) -> str:
    if matter.state == "reply_in_review":
        return "silence" if matter.system.get("no_reply") else "in_review"
    if matter.state in ("replied", "closed"):
        return "sent"
    return "draft" if writable else "read_only"


def _shown(faces: Iterable[StepFace], matter: Matter, words: Words, *, writable: bool) -> tuple[StepFace, ...]:
    """What moves the letter on, then the rest in the order of how often it is wanted; printing stands last."""
    kept = [_settled(face) for face in faces if face.verb not in UNSHOWN]
    if writable and matter.fields.get("publish_consent"):
        kept.append(StepFace("prepare_public", "", words("letters.public.prepare"), "earth", "plain"))
    kept.sort(key=lambda face: ORDER.index(face.verb) if face.verb in ORDER else len(ORDER))
    return (*kept, replace(preview_step(words), style="plain"))


def _in_place(offers: Iterable[Offer]) -> tuple[Offer, ...]:
    """What has to do with the letter as it is; before the one step is found that moves it on."""
    return tuple(offer for offer in offers if OUT_OF_PLACE.isdisjoint(problem.code for problem in offer.missing))


def _settled(face: StepFace) -> StepFace:
    """All lesser steps look alike, so that their order is ours."""
    return replace(face, style="plain") if face.style == "quiet" else face


def _next(matter: Matter, shown: Sequence[StepFace], words: Words) -> str:
    """What comes, and whose turn it then is."""
    if matter.system.get("merged_into"):
        return words("letters.next.merged")
    if matter.state == "reply_in_review" and matter.system.get("no_reply"):
        return words("letters.next.silence")
    turn = "mine" if steps.primary(shown) is not None else "theirs"
    key = f"letters.next.{matter.state}.{turn}"
    return words(key) if words.has(key) else ""


def changed(before: Mapping[str, Any], now: Mapping[str, Any]) -> dict[str, Any]:
    """What was written of the reply and its files; not set and empty are the same."""
    return {name: value for name, value in now.items() if (value or before.get(name)) and value != before.get(name)}


def _trail(
    matter: Matter, waiting: Mapping[str, object], rules: Rules, words: Words, now: datetime
) -> tuple[TrailLine, ...]:
    """The trail, newest first, with the days that the letter lay before each step that moved it on."""
    lines = steps.trail(matter, rules, waiting, words, now)
    return tuple(
        replace(line, when=words.joined([line.when, words("letters.cost", n=cost)])) if cost else line
        for line, cost in zip(lines, reversed(_costs(matter, now)), strict=True)
    )


def _costs(matter: Matter, now: datetime) -> list[int]:
    """For each entry of the trail the days since the letter was moved on before; 0 where it stayed where it was."""
    costs, since = list[int](), None
    for entry in matter.trail:
        moment = parse_moment(entry.at)
        day = moment.astimezone(now.tzinfo).date() if moment else None
        moved = entry.from_state != entry.to_state and day is not None
        costs.append((day - since).days if moved and since and day else 0)
        since = day if moved else since
    return costs
