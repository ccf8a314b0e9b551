"""A disclosure request as its pane shows it: what was asked, where it stands, what was answered (Art. 15-17)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from models.docket import is_docket
from models.items import fingerprint
from models.matter import Matter
from models.outcomes import ground, outcomes
from models.policy import Directory
from models.records import digest_of
from models.shapes import parse_day
from models.steps import Step
from models.workflow import Offer, Rules
from ui.presenters import clock_strip, steps
from ui.presenters.clock_strip import StripFace
from ui.presenters.faces import ChipFace
from ui.presenters.outcome import FileFace, files, kept
from ui.presenters.request_notes import NoteFace, notes
from ui.presenters.requests_list import channel_word
from ui.presenters.shell import unit_name
from ui.presenters.steps import StepFace, TrailLine, said
from ui.text import Words

Facts = tuple[tuple[str, str], ...]
SILENT = frozenset({"draft_outcome", "look", "note", "recount"})
"""Steps that have a place of their own on the pane, and no button."""
BESIDE_THE_POINT = frozenset({
    "no_dispute", "no_supervision", "extension_not_asked", "extension_not_granted", "handler_already", "not_overdue",
    "not_due", "correction_once", "extension_once",
})  # fmt: skip
"""What stands in the way of a step that nobody would look for here: there is nothing to settle, tell or answer."""


@dataclass(frozen=True, slots=True)
class AnswerFace:
    """The outcome with its case, article and notice; `bound` is the fingerprint of what is signed."""

    title: str
    ground: str
    paper: str
    files: tuple[FileFace, ...]
    bound: str


@dataclass(frozen=True, slots=True)
class RequestPane:
    """Everything on the pane. `docket`: this person watches it and is told nothing of what was asked."""

    id: str
    title: str
    state: ChipFace
    meta: str
    strip: StripFace | None
    notes: tuple[NoteFace, ...]
    body: str
    facts: Facts
    attachments: tuple[Mapping[str, Any], ...]
    answer: AnswerFace | None
    registers: Facts
    steps: tuple[StepFace, ...]
    next: str
    trail: tuple[TrailLine, ...]
    notable: bool
    docket: bool


def present(
    matter: Matter, offers: Sequence[Offer], waiting: Mapping[str, object], same: Sequence[Matter], rules: Rules,
    words: Words, now: datetime, begun: bool = False,
) -> RequestPane:  # fmt: skip
    """The pane of a request; `waiting` are the acts that the portal has not confirmed, `same` what the same applicant
    asked besides; `begun`: an outcome was begun on this desk and not handed in."""
    fields, today = matter.fields, now.date()
    faces = _faces(matter, offers, words)
    return RequestPane(
        id=matter.id,
        title=str(fields.get("title") or matter.system.get("number") or words("requests.untitled")),
        state=steps.state_face(matter, rules, words),
        meta=_meta(matter, rules, words, today),
        strip=clock_strip.strip(matter, rules.directory, words, today),
        notes=notes(matter, same, words, now, begun),
        body=str(fields.get("body") or ""),
        facts=_facts(matter, words),
        attachments=tuple(fields.get("attachments") or ()),
        answer=_answer(matter, rules, words, today),
        registers=_registers(matter, words, today),
        steps=faces,
        next=_next(matter, faces, words),
        trail=steps.trail(matter, rules, waiting, words, now),
        notable=any(offer.verb == "note" for offer in offers),
        docket=is_docket(matter),
    )


def _faces(matter: Matter, offers: Iterable[Offer], words: Words) -> tuple[StepFace, ...]:
    """The steps with a button. Deciding opens a sheet that asks for all it needs, so nothing stands in its way here."""
    shown = [offer for offer in offers if offer.verb not in SILENT and not _beside(offer)]
    shown = [Offer(offer.step) if offer.verb == "decide" else offer for offer in shown]
    return steps.step_faces(matter, shown, words)


def _beside(offer: Offer) -> bool:
    return any(problem.code in BESIDE_THE_POINT for problem in offer.missing)


def _meta(matter: Matter, rules: Rules, words: Words, today: date) -> str:
    received = parse_day(str(matter.fields.get("received_on") or ""))
    number = str(matter.system.get("number") or matter.system.get("provisional_no") or "")
    unit = unit_name(rules.directory, matter.unit, words) if is_docket(matter) else ""
    came = channel_word(str(matter.fields.get("channel") or ""), rules, words)
    on = words("requests.received", day=words.day(received, today)) if received else ""
    return words.joined([unit, came, on, number])


def _facts(matter: Matter, words: Words) -> Facts:
    """How the applicant wants it, and what for."""
    fields = matter.fields
    coded = (("applicant", "applicant_kind"), ("form", "form"), ("way", "way"))
    found = [
        (words(f"requests.fact.{name}"), words(f"requests.{group}.{fields[name]}"))
        for name, group in coded
        if fields.get(name) and words.has(f"requests.{group}.{fields[name]}")
    ]
    plain = [
        (words(f"requests.fact.{name}"), str(fields[name])) for name in ("doc_hint", "purpose") if fields.get(name)
    ]
    return (*plain, *found)


def _answer(matter: Matter, rules: Rules, words: Words, today: date) -> AnswerFace | None:
    """What was decided, as soon as it is more than a draft."""
    code = outcomes(rules.directory).codes.get(str((matter.fields.get("outcome") or {}).get("code") or ""))
    if code is None:
        return None
    result = outcomes(rules.directory).results[code.outcome]
    signing = matter.state == "outcome_in_review"
    return AnswerFace(
        title=words("requests.answer.title", result=said(result, words), case=said(code, words)),
        ground=words("requests.outcome.ground_line", ground=ground(rules.directory, code.ground, today)),
        paper=kept(str(matter.fields.get("notice") or "")),
        files=files(matter.fields),
        bound=words("requests.answer.bound", mark=fingerprint(digest_of(matter))) if signing else "",
    )


def _registers(matter: Matter, words: Words, today: date) -> Facts:
    """Opinions asked for, how the notice was delivered, reviews and suits: what is kept of them."""
    lines: list[tuple[str, str]] = []
    for each in matter.system.get("consults") or ():
        back = each.get("answer") or words("requests.register.waiting")
        lines.append((words("requests.register.consult", whom=each.get("whom", "")), str(back)))
    delivery = matter.system.get("delivery")
    if delivery:
        day = parse_day(str(delivery.get("day") or ""))
        way = words(f"steps.option.way.{delivery['way']}")
        lines.append((words("requests.register.delivery"), words.joined([way, words.day(day, today) if day else ""])))
    for each in matter.system.get("disputes") or ():
        name = words(f"steps.option.sort.{each.get('sort', 'review')}")
        told = [each.get("organ", ""), each.get("number", ""), each.get("day", ""), each.get("result", "")]
        lines.append((name, words.joined([str(part) for part in told if part])))
    return tuple(lines)


def _next(matter: Matter, faces: Sequence[StepFace], words: Words) -> str:
    """What comes next, and who does it; why there is nothing to do here, where there is nothing."""
    if matter.state == "outcome_in_review" and steps.find(faces, "sign_outcome") is None:
        return words("requests.next.reviewer")
    key = f"requests.next.{matter.state}"
    return words(key) if words.has(key) else ""


def unopened(pane: RequestPane, verb: str, opened: Iterable[str], words: Words) -> tuple[str, ...]:
    """What a reviewer must still look at before the signature: every file that would go to the applicant."""
    seen = set(opened)
    given = pane.answer.files if pane.answer and verb == "sign_outcome" else ()
    names = [face.name for face in given if face.sha256 not in seen]
    return (words("review.open_first", names=words.listed(names)),) if names else ()


DAYS: Mapping[str, str] = {"ask_extension": "request_extension", "ask_correction": "correction_usual"}
"""Which number of the policy stands in a sheet from the start where days are asked for."""


def begun_with(matter: Matter, step: Step, directory: Directory, today: date) -> Mapping[str, Any]:
    """What a step's sheet begins with: the way that the applicant wants, as many days as may be asked, or were."""
    duty = directory.duty(DAYS[step.verb], today) if step.verb in DAYS else None
    asked = (matter.system.get("extension") or {}).get("days") if step.verb == "grant_extension" else None
    known = {"way": matter.fields.get("way"), "days": asked or (duty.number if duty else None)}
    return {name: value for name, value in known.items() if value and name in step.args}
