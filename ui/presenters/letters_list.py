"""The list of letters: its tabs by role, its rows with their lamps, its mailboxes; never a word about who wrote."""

from datetime import date, datetime

from models.letters import CHANNELS
from models.people import Actor
from models.shapes import parse_day
from models.workflow import Rules
from ui.presenters.faces import RowFace
from ui.presenters.items import chip
from ui.presenters.shapes import Listed, ListTab
from ui.presenters.shell import unit_name
from ui.presenters.steps import moment
from ui.presenters.workdays import lamp_of, working_days_between
from ui.text import Words

ANSWERED = ("replied", "not_answered", "closed")
_TODO = ListTab("todo", "todo", sort="due", counted="letter")
_SIGNING = ListTab("signing", "unit", ("reply_in_review",), sort="due")
_ANSWERED = ListTab("answered", "all", ANSWERED)
_EXTENSIONS = ListTab("extensions", "todo", kind="docket", column="letter", sort="due", counted="docket")
_ALL = ListTab("all", "all")


def tabs(actor: Actor) -> tuple[ListTab, ...]:
    """What waits comes first. A unit sees its answers; who decides on more time sees who asks for it. Where a letter
    went that somebody passed on stands in the docket (Art. 25-27)."""
    if actor.units("clerk", "reviewer"):
        return _TODO, _SIGNING, _ANSWERED, _ALL
    extensions = (_EXTENSIONS,) if actor.holds("leader") else ()
    return (_TODO, *extensions, _ALL)


def first_tab(_actor: Actor) -> str:
    """Everyone begins with what waits for them."""
    return "todo"


def channel_word(channel: str, _rules: Rules, words: Words) -> str:
    """`区长信箱`; a mailbox that this program does not know keeps its bare name."""
    return words(f"letters.channel.{channel}") if channel in CHANNELS else channel


def channels(_rules: Rules, _actor: Actor, words: Words) -> list[tuple[str, str]]:
    """The mailboxes, for the filter."""
    return [("", words("letters.any_column")), *((each, words(f"letters.channel.{each}")) for each in CHANNELS)]


def row_face(listed: Listed, rules: Rules, words: Words, now: datetime) -> RowFace:
    """A letter, or its docket, as a row."""
    meta = words.joined([_kind_word(listed, words), answering_unit(listed, rules, words)])
    return handled_face(listed, "letter", meta, rules, words, now)


def handled_face(listed: Listed, kind: str, meta: str, rules: Rules, words: Words, now: datetime) -> RowFace:
    """What a citizen brought as a row: lamp and last day while it waits, the day of its last step afterwards."""
    today, calendar = now.date(), rules.directory.calendar
    due = parse_day(listed.due[:10])
    lamp, tone = lamp_of(due, today, calendar) if due else ("done", "text2")
    face = chip(kind, listed.state, rules, words)
    right = _due_words(due, rules, words, today) if due else moment(listed.changed_at, words, now)
    title = listed.title or words("items.untitled")
    spoken_due = words("letters.spoken_due", day=words.day(due, today, near=False)) if due else right
    spoken = [words(f"why.strip.lamp_{lamp}"), title, face.word, meta, spoken_due]
    if listed.waiting:
        spoken.append(words("items.spoken_unsent"))
    return RowFace(
        id=listed.id,
        title=title,
        spoken=words("shell.spoken_join").join(part for part in spoken if part),
        chip=face,
        lamp=lamp,
        meta=meta,
        right=right,
        tone="text2" if tone == "text" else tone,
        unsent=listed.waiting,
        unread=bool(getattr(listed, "unread", False)),
        copied=f"{title}  {listed.id}",
    )


def _kind_word(listed: Listed, words: Words) -> str:
    """A docket has no mailbox at hand: its column says of which kind it is."""
    return words(f"letters.channel.{listed.column}") if listed.column in CHANNELS else words("letters.docket")


def answering_unit(listed: Listed, rules: Rules, words: Words) -> str:
    """Who answers, on a docket: the list of a unit says nothing that its people know."""
    return unit_name(rules.directory, listed.unit, words) if listed.kind == "docket" and listed.unit else ""


def _due_words(due: date, rules: Rules, words: Words, today: date) -> str:
    if due < today:
        late = working_days_between(due, today, rules.directory.calendar) or (today - due).days
        return words("letters.late", n=late)
    return words("letters.today") if due == today else words.day(due, today, week=False)
