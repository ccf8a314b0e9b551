"""The list of service cases: its tabs, its rows with their lamps; never a word about who asked (Art. 18-20, 25)."""

from datetime import date, datetime

from models.people import Actor
from models.services import SORTS
from models.shapes import parse_day
from models.stations import APPLICANT
from models.workflow import Rules
from ui.presenters.faces import RowFace
from ui.presenters.items import chip
from ui.presenters.shapes import Listed, ListTab
from ui.presenters.steps import moment
from ui.presenters.workdays import lamp_of, working_days_between
from ui.text import Words

ANSWERED = ("told", "closed")
_TODO = ListTab("todo", "todo", sort="due", counted="service")
_HANDLING = ListTab("handling", "unit", ("received", "in_hand", "materials_asked", "result_in_review"), sort="due")
_ANSWERED = ListTab("answered", "all", ANSWERED)
_ALL = ListTab("all", "all")


def tabs(_actor: Actor) -> tuple[ListTab, ...]:
    """What waits comes first, then all that is under way, with what waits for its applicant."""
    return _TODO, _HANDLING, _ANSWERED, _ALL


def first_tab(_actor: Actor) -> str:
    """Everyone begins with what waits for them."""
    return "todo"


def sort_word(sort: str, _rules: Rules, words: Words) -> str:
    """`办事咨询`; a sort that this program does not know keeps its bare name."""
    return words(f"services.sort.{sort}") if sort in SORTS else sort


def sorts(_rules: Rules, _actor: Actor, words: Words) -> list[tuple[str, str]]:
    """The two sorts, for the filter."""
    return [("", words("services.any_column")), *((each, words(f"services.sort.{each}")) for each in SORTS)]


def row_face(listed: Listed, rules: Rules, words: Words, now: datetime) -> RowFace:
    """A case as a row: its lamp and last day while it waits for the unit, the day of its last step otherwise."""
    today = now.date()
    due = parse_day(listed.due[:10]) if listed.state not in APPLICANT else None
    lamp, tone = lamp_of(due, today, rules.directory.calendar) if due else (_still(listed.state), "text2")
    face = chip("service", listed.state, rules, words)
    right = _due_words(due, rules, words, today) if due else moment(listed.changed_at, words, now)
    title, meta = listed.title or words("items.untitled"), sort_word(listed.column, rules, words)
    spoken = [words(f"why.strip.lamp_{lamp}"), title, face.word, meta, right]
    spoken += [words("items.spoken_unsent")] if listed.waiting else []
    return RowFace(
        listed.id, title, words("shell.spoken_join").join(part for part in spoken if part), face, lamp, meta, right,
        "text2" if tone == "text" else tone, listed.waiting, bool(getattr(listed, "unread", False)),
        copied=f"{title}  {listed.id}",
    )  # fmt: skip


def _still(state: str) -> str:
    return "pause" if state in APPLICANT else "done"


def _due_words(due: date, rules: Rules, words: Words, today: date) -> str:
    if due < today:
        return words("docket.late", n=working_days_between(due, today, rules.directory.calendar) or (today - due).days)
    return words("docket.due_today") if due == today else words.day(due, today, week=False)
