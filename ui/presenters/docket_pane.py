"""The pane of one docket: its clock, its stations, what was said of it, and what a watcher may do (Art. 27)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from models.docket import is_docket
from models.handling.reckoning import local_day
from models.matter import Matter
from models.shapes import parse_day, parse_moment
from models.stations import Station, stations
from models.workflow import Offer, Rules
from ui.presenters import clock_strip, steps
from ui.presenters.clock_strip import StripFace
from ui.presenters.docket_list import held, where
from ui.presenters.faces import ChipFace
from ui.presenters.shell import unit_name
from ui.presenters.steps import StepFace
from ui.text import Words

WATCHING = frozenset({"urge", "supervise", "grant_extension", "refuse_extension", "reopen"})
"""The steps that are taken here: none of them needs the matter to be read."""


@dataclass(frozen=True, slots=True)
class StationRow:
    """One station as a line of the table; `late` when it was held past the last day, `now` while it still is."""

    where: str
    state: str
    who: str
    span: str
    calendar: str
    working: str
    over: str
    now: bool
    late: bool

    @property
    def spoken(self) -> str:
        return " ".join((self.where, self.state, self.who, self.span, self.calendar, self.working, self.over)).strip()


@dataclass(frozen=True, slots=True)
class Note:
    """Something that was said of the matter: what, when and by whom, in which words, and what was answered."""

    head: str
    when: str
    text: str = ""
    answer: str = ""
    tone: str = ""


@dataclass(frozen=True, slots=True)
class DocketPane:
    """Everything on the pane of one docket."""

    id: str
    kind: str
    title: str
    state: ChipFace
    meta: str
    facts: tuple[tuple[str, str], ...]
    strip: StripFace | None
    delay: str
    stations: tuple[StationRow, ...]
    notes: tuple[Note, ...]
    steps: tuple[StepFace, ...]
    next: str
    days_asked: int
    may_read: bool


def present(matter: Matter, offers: Iterable[Offer], rules: Rules, words: Words, now: datetime) -> DocketPane:
    """The pane of a docket, or of a matter shown as one: the text of a matter is not looked at."""
    today, calendar, system = now.date(), rules.directory.calendar, matter.system
    last = local_day(matter)
    found = stations(matter, rules.workflow(matter.kind), calendar, today, last)
    number = str(system.get("number") or system.get("provisional_no") or words("docket.unnumbered"))
    faces = steps.step_faces(matter, [offer for offer in offers if offer.verb in WATCHING], words)
    return DocketPane(
        matter.id,
        matter.kind,
        number,
        steps.state_face(matter, rules, words),
        words.joined([words(f"docket.kind_{matter.kind}"), _sort(matter, words)]),
        tuple(_facts(matter, rules, words, today)),
        clock_strip.strip(matter, rules.directory, words, today),
        _delay(found, rules, words),
        tuple(_row(one, matter.kind, rules, words, today) for one in found),
        tuple(_notes(matter, words, now)),
        faces,
        _next(faces, words),
        int((system.get("extension") or {}).get("days", 0)),
        not is_docket(matter),
    )


def _next(faces: Iterable[StepFace], words: Words) -> str:
    """What this person may do here, said in one sentence."""
    verbs = {face.verb for face in faces}
    keys = (("grant_extension", "next_grant"), ("supervise", "next_supervise"), ("urge", "next_urge"))
    return next((words(f"docket.{key}") for verb, key in keys if verb in verbs), words("docket.next_none"))


def _sort(matter: Matter, words: Words) -> str:
    names = (("channel", "channel"), ("sort", "sort"), ("source", "source"), ("applicant", "applicant"))
    keys = [f"docket.{file}.{matter.fields[name]}" for name, file in names if matter.fields.get(name)]
    return words.joined([words(key) for key in keys if words.has(key)])


def _facts(matter: Matter, rules: Rules, words: Words, today: date) -> Iterable[tuple[str, str]]:
    units = [unit_name(rules.directory, each, words) for each in matter.system.get("units") or (matter.unit,) if each]
    yield words("docket.units"), words.listed(units) or words("docket.no_unit")
    now_at = where(*held(matter.unit, matter.state, matter.kind, rules), matter.state, rules, words)
    if now_at:
        yield words("docket.now_at"), now_at
    received = parse_day(str(matter.fields.get("received_on", "")))
    if received:
        yield words("docket.received_on"), words.day(received, today, near=False)
    rating = (matter.system.get("rating") or {}).get("score")
    if rating:
        yield words("docket.rating"), words(f"steps.option.score.{rating}")
    if matter.system.get("reopened"):
        yield words("docket.reopened"), words("docket.times", n=matter.system["reopened"])


def _row(one: Station, kind: str, rules: Rules, words: Words, today: date) -> StationRow:
    state = rules.workflow(kind).states[one.state]
    begun = words.day(one.begun, today, near=False, week=False)
    until = words.day(one.until, today, near=False, week=False) if one.until else words("docket.until_now")
    return StationRow(
        where(one.unit, one.roles, one.state, rules, words) or words("docket.no_unit"),
        steps.said(state, words),
        one.name,
        f"{begun} – {until}" if until != begun else begun,
        str(one.calendar_days),
        str(one.working_days),
        str(one.over) if one.over else "",
        one.until is None,
        one.over > 0,
    )


def _delay(found: Iterable[Station], rules: Rules, words: Words) -> str:
    """By whom the matter was delayed, the longest first; empty where it was not."""
    shares: dict[str, int] = {}
    for one in found:
        if one.over:
            name = where(one.unit, one.roles, one.state, rules, words) or words("docket.no_unit")
            shares[name] = shares.get(name, 0) + one.over
    if not shares:
        return ""
    parts = [words("docket.share", name=name, n=n) for name, n in sorted(shares.items(), key=lambda each: -each[1])]
    return words("docket.delay", n=sum(shares.values()), shares=words.listed(parts))


def _notes(matter: Matter, words: Words, now: datetime) -> Iterable[Note]:
    """Supervisions, the extension, urgings: the newest first within each."""
    for each in reversed(matter.system.get("supervisions", ())):
        yield _supervision(each, words, now)
    extension = matter.system.get("extension")
    if extension:
        yield _extension(extension, words, now)
    for each in reversed(matter.system.get("urges", ())):
        head = words("docket.urged", name=each.get("name", ""))
        yield Note(head, steps.moment(str(each.get("at", "")), words, now), str(each.get("note") or ""))


def _supervision(each: Mapping[str, Any], words: Words, now: datetime) -> Note:
    day = parse_day(str(each.get("answer_by", "")))
    by = words.day(day, now.date(), near=False) if day else ""
    head = words("docket.supervised", number=each.get("number", ""), name=each.get("name", ""))
    when = words.joined([steps.moment(str(each.get("at", "")), words, now), words("docket.answer_by", day=by)])
    answer = each.get("answer")
    if answer:
        told = words("docket.answered", name=answer.get("name", ""), text=answer.get("text", ""))
        at = parse_moment(str(answer.get("at", "")))
        late = bool(day and at and at.date() > day)
        return Note(head, when, str(each.get("note", "")), told, "amber" if late else "green")
    late = bool(day and day < now.date())
    waiting = words("docket.unanswered_late" if late else "docket.unanswered")
    return Note(head, when, str(each.get("note", "")), waiting, "red" if late else "amber")


def _extension(given: Mapping[str, Any], words: Words, now: datetime) -> Note:
    state = str(given.get("state", "asked"))
    head = words("docket.extension", days=given.get("days", ""), name=given.get("name", ""))
    when = steps.moment(str(given.get("at", "")), words, now)
    told = words(
        f"docket.extension_{state}" if words.has(f"docket.extension_{state}") else "docket.extension_asked",
        name=given.get("granted_name", ""), days=given.get("granted", ""), note=given.get("note") or "",
    )  # fmt: skip
    return Note(head, when, str(given.get("reason", "")), told, "amber" if state == "asked" else "")
