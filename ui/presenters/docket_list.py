"""The list of dockets (台账): what is due, what is late and with whom it lies, for those who watch (Art. 25, 27)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from models.docket import DESKS
from models.people import Actor
from models.policy import Directory
from models.shapes import parse_day
from models.stations import APPLICANT, holder
from models.workflow import Rules
from sync.client.desk import Query
from ui.presenters import steps
from ui.presenters.faces import RowFace
from ui.presenters.items import chip
from ui.presenters.shapes import Listed
from ui.presenters.shell import unit_name
from ui.presenters.workdays import NEAR, lamp_of, working_days_between
from ui.text import Words

WATCHERS = ("leader", "office", "dispatcher", "operator", "supervisor")
LAMPS = ("mine", "open", "late", "near", "calm", "applicant", "done", "all")
FIRST_DAY, LAST_DAY = "0", "9"
Options = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Watch:
    """What the list is narrowed to: a lamp, a kind of matter, a unit, a register number."""

    lamp: str = "open"
    kind: str = ""
    unit: str = ""
    words: str = ""


def watches(actor: Actor) -> bool:
    """Whether this person is shown the docket."""
    return any(actor.holds(role) for role in WATCHERS)


def looking_for(watch: Watch, before: Watch) -> Watch:
    """A number that is written is looked for among all: nobody knows beforehand whether it is done already."""
    begins = bool(watch.words) and not before.words
    return replace(watch, lamp="all") if begins and watch.lamp == "open" else watch


def query_of(watch: Watch, rules: Rules, today: date) -> Query:
    """The question for the list: what is soonest due comes first, what is done by its last change."""
    near = rules.directory.calendar.working_after(today, NEAR).isoformat()
    spans = {
        "open": (FIRST_DAY, LAST_DAY),
        "late": (FIRST_DAY, (today - timedelta(days=1)).isoformat()),
        "near": (today.isoformat(), near),
        "calm": (f"{near}~", LAST_DAY),
    }
    states = {"applicant": tuple(sorted(APPLICANT)), "done": _done_states(rules)}
    return Query(
        kind="docket",
        tab="todo" if watch.lamp == "mine" else "all",
        states=states.get(watch.lamp, ()),
        column=watch.kind,
        words=watch.words,
        sort="due" if watch.lamp in spans or watch.lamp == "mine" else "changed",
        unit=watch.unit,
        due=spans.get(watch.lamp, ("", "")),
        not_states=tuple(sorted(APPLICANT)) if watch.lamp in ("late", "near", "calm") else (),
    )


def _done_states(rules: Rules) -> tuple[str, ...]:
    tables = (rules.workflow(kind) for kind in DESKS)
    found = {state.id for table in tables for state in table.states.values() if not state.waits}
    return tuple(sorted(found - APPLICANT))


def first_watch(counts: Mapping[str, int]) -> Watch:
    """Where the list begins: with what waits for this person, else with all that is open."""
    return Watch("mine") if counts.get("docket") else Watch()


def lamp_options(words: Words) -> Options:
    """The lamps that the list can be narrowed to."""
    return [(each, words(f"docket.lamp_{each}")) for each in LAMPS]


def kind_options(words: Words) -> Options:
    """The kinds that have a docket."""
    return [("", words("docket.any_kind")), *((kind, words(f"docket.kind_{kind}")) for kind in DESKS)]


def unit_options(directory: Directory, words: Words) -> Options:
    """All units, in the directory's order."""
    return [("", words("docket.any_unit")), *((id, unit_name(directory, id, words)) for id in directory.units)]


def empty_words(watch: Watch, words: Words) -> tuple[str, str]:
    """Title and sentence of an empty list: that nothing is late is good news, that nothing was found is not."""
    plain = watch == Watch(watch.lamp)
    key = f"docket.none_{watch.lamp}" if plain and watch.lamp in ("mine", "open", "late") else "docket.none"
    return words(key), words(f"{key}_text")


def row_face(listed: Listed, rules: Rules, words: Words, now: datetime) -> RowFace:
    """A docket as a row: its number, with whom it lies, and how near its last day is."""
    today, calendar, kind = now.date(), rules.directory.calendar, listed.column
    due = parse_day(listed.due[:10])
    lamp, tone = lamp_of(due, today, calendar) if due else ("done", "text2")
    if listed.state in APPLICANT:
        lamp, tone = "pause", "text2"
    face = chip(kind, listed.state, rules, words)
    right = _near(due, rules, words, today) if due and lamp != "pause" else steps.moment(listed.changed_at, words, now)
    title = listed.title or words("docket.unnumbered")
    place = where(*held(listed.unit, listed.state, kind, rules), listed.state, rules, words)
    place = place or (unit_name(rules.directory, listed.unit, words) if listed.unit else "")
    meta = words.joined([words(f"docket.kind_{kind}") if kind in DESKS else kind, place])
    spoken = [words(f"why.strip.lamp_{lamp}"), title, face.word, meta, right]
    return RowFace(
        listed.id, title, words("shell.spoken_join").join(part for part in spoken if part), face, lamp, meta, right,
        "text2" if tone == "text" else tone, listed.waiting, copied=title,
    )  # fmt: skip


def held(unit: str, state: str, kind: str, rules: Rules) -> tuple[str, tuple[str, ...]]:
    """The unit, or the roles, with whom a matter lies; a kind that this program does not know lies with its unit."""
    table = rules.workflows.get(kind)
    return holder(unit, state, table) if table else (unit, ())


def where(unit: str, roles: Iterable[str], state: str, rules: Rules, words: Words) -> str:
    """With whom something lies, in words; empty where nobody has to act."""
    if unit:
        return unit_name(rules.directory, unit, words)
    if state in APPLICANT:
        return words("docket.with_applicant")
    return words.listed([words(f"shell.role.{role}") for role in roles])


def _near(due: date, rules: Rules, words: Words, today: date) -> str:
    if due < today:
        return words("docket.late", n=working_days_between(due, today, rules.directory.calendar) or (today - due).days)
    return words("docket.due_today") if due == today else words.day(due, today, week=False)
