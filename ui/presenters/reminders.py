"""提醒 as data: what a person is told, by day and newest first, with what became of it on their phone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from models.items import parse_moment
from models.ladder import Ladder
from models.matter import Matter
from models.people import Actor
from models.policy import Directory
from models.reminders import Reminder
from sync.client.reminding import Inbox
from ui.places import places_of
from ui.presenters.shell import unit_name
from ui.text import Words

MOST = 300
"""So many lines are listed; nobody reads further, and what is older says nothing new."""
WRONG_CLOCK = timedelta(minutes=5)
LAMPS = {"overdue": "red", "supervised": "red", "answer_due": "amber", "today": "amber", "in_1_wd": "amber"}
WEIGHT = ("overdue", "today", "in_1_wd", "in_5_wd")
FATES = {
    "queued": "clock-outline", "sending": "send-outline", "sent": "send-check-outline", "delivered": "check",
    "failed": "alert", "unreported": "help-circle-outline",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One reminder, or the head of a day (`head`): its hour, lamp, sentence, and what became of the message."""

    key: str
    text: str
    id: str = ""
    kind: str = ""
    hour: str = ""
    lamp: str = "none"
    link: str = ""
    screen: str = ""
    fate_icon: str = ""
    fate: str = ""
    unread: bool = False
    head: bool = False
    plain: str = ""
    """The sentence without the signature of a message."""

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        return ", ".join(part for part in (self.hour, self.text, self.fate, self.link) if part)


@dataclass(frozen=True, slots=True)
class Pane:
    """The whole list."""

    lines: tuple[Line, ...]
    unread: int
    put_off: tuple[str, ...]
    warning: tuple[str, str]


def unread(inbox: Inbox) -> tuple[str, ...]:
    """The keys of what this person has not seen: of each matter's ladder only the step it has come to."""
    passed, open_ = set[str](), list[str]()
    for one in inbox.found:
        if one.why in WEIGHT:
            if one.id in passed:
                continue
            passed.add(one.id)
        if one.key not in inbox.read and not waits(inbox, one):
            open_.append(one.key)
    return tuple(open_)


def waits(inbox: Inbox, one: Reminder) -> bool:
    """Whether the person has put this one off for now."""
    until = parse_moment(inbox.later[one.key]) if one.key in inbox.later else None
    return until is not None and until > inbox.now


def pane(inbox: Inbox, actor: Actor, directory: Directory, words: Words) -> Pane:
    """The list, the newest day first; within an hour the most pressing first."""
    fresh, today = set(unread(inbox)), inbox.now.date()
    shown = [one for one in _worth_showing(inbox) if not waits(inbox, one)]
    said: list[tuple[str, int, Reminder | Mapping[str, Any]]] = []
    said += [(one.at, _weight(one), one) for one in shown]
    said += [(str(doc["made_at"]), len(WEIGHT), doc) for doc in _settled(inbox)]
    said.sort(key=lambda each: each[1])
    lines: list[Line] = []
    day: date | None = None
    for moment, _place, what in sorted(said, key=lambda each: each[0], reverse=True)[:MOST]:
        if isinstance(what, Reminder):
            line = _line(what, inbox, directory, words, what.key in fresh)
        else:
            line = _only_sent(what, words)
        at = _moment(moment)
        if at.date() != day:
            day = at.date()
            lines.append(Line(f"day-{day}", _head(day, today, words), head=True))
        screen = screen_of(line.kind, actor)
        link = words(f"reminders.open_{line.kind}") if screen else ""
        lines.append(replace(line, screen=screen, link=link))
    put_off = tuple(one.key for one in inbox.found if waits(inbox, one))
    return Pane(tuple(lines), len(fresh), put_off, warning(inbox.ahead, words))


def _worth_showing(inbox: Inbox) -> list[Reminder]:
    """All but the days that an overdue matter has already been overdue: unless a phone rang, they say nothing new."""
    late, kept = set[str](), list[Reminder]()
    for one in inbox.found:
        if one.why != "overdue" or one.id not in late or one.key in inbox.messages:
            kept.append(one)
        late |= {one.id} if one.why == "overdue" else set()
    return kept


def _moment(text: str) -> datetime:
    return parse_moment(text) or datetime.fromtimestamp(0, tz=UTC)


def _weight(one: Reminder) -> int:
    return WEIGHT.index(one.why) if one.why in WEIGHT else len(WEIGHT)


def _settled(inbox: Inbox) -> list[Mapping[str, Any]]:
    """Messages of which nothing holds any more: they were read on a phone, so they stay to be seen here."""
    told = {one.key for one in inbox.found}
    docs = {str(doc["keys"]): doc for doc in inbox.messages.values() if doc["state"] in FATES}
    return [doc for doc in docs.values() if not told.intersection(doc["keys"])]


def _only_sent(doc: Mapping[str, Any], words: Words) -> Line:
    state, at = str(doc["state"]), _moment(str(doc["made_at"]))
    about: Mapping[str, Any] = next(iter(doc.get("about", ())), {})
    kind = str(about.get("kind", ""))
    return Line(
        key=str(doc["keys"][0]), text=str(doc["text"]), id=str(about.get("id", "")), kind=kind, hour=words.clock(at),
        fate_icon=FATES[state], fate=words(f"reminders.fate_{state}", to=doc.get("to", "")),
    )  # fmt: skip


def _head(day: date, today: date, words: Words) -> str:
    near, plain = words.day(day, today), words.day(day, today, near=False)
    return _capital(near if near == plain else f"{near} {plain}")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _line(one: Reminder, inbox: Inbox, directory: Directory, words: Words, fresh: bool) -> Line:
    at = _moment(one.at)
    message = inbox.messages.get(one.key)
    state = str(message.get("state")) if message else ""
    texted = state in FATES
    text = sentence(one, inbox.matters.get(one.id), directory, words, at.date())
    return Line(
        key=one.key,
        text=words("reminders.sign") + text if texted else text,
        id=one.id,
        kind=one.kind,
        hour=words.clock(at),
        lamp=LAMPS.get(one.why, "none"),
        fate_icon=FATES.get(state, "message-text-outline"),
        fate=words(f"reminders.fate_{state if texted else 'local'}", to=(message or {}).get("to", "")),
        unread=fresh,
        plain=text,
    )


def screen_of(kind: str, actor: Actor) -> str:
    """The screen on which this person opens a matter of a kind: its own, or the docket of those who watch."""
    shown = {place.id for place in places_of(actor)}
    return next((id for id in (f"{kind}s", "docket") if id in shown and kind), "")


def kind_word(kind: str, words: Words) -> str:
    """What a kind is called at the beginning of a line."""
    return _capital(words(f"reminders.kind_{kind}"))


def sentence(one: Reminder, matter: Matter | None, directory: Directory, words: Words, said_on: date) -> str:
    """A reminder in words, as they were said on a day. On this desk the title may stand in it."""
    title = str(matter.fields.get("title") or "") if matter else ""
    kind, number = words(f"reminders.kind_{one.kind}"), str(one.facts.get("number") or "")
    what = words("reminders.what", kind=kind, title=title) if title else _numbered(kind, number, words)
    unit = str(one.facts.get("unit") or "")
    short = directory.units[unit].short if unit in directory.units else unit
    whose = short if words.language == "zh" else unit_name(directory, unit, words)
    day = words.day(one.day, said_on, near=False) if one.day else ""
    blanks: Mapping[str, Any] = {"left": 0, "late": 0, "days": 0, "by": whose, **one.facts}
    until = words("reminders.until", day=day) if day else ""
    # In English a unit's name takes half the line, and the person knows where they work.
    said = words("reminders.unit", unit=short) if short and words.language == "zh" else ""
    return words(f"reminders.said_{one.why}", **{**blanks, "what": what, "unit": said, "day": day, "until": until})


def _numbered(kind: str, number: str, words: Words) -> str:
    return words("reminders.what_number", kind=kind, number=number) if number else kind


def warning(ahead: timedelta, words: Words) -> tuple[str, str]:
    """Two sentences where this computer's clock is wrong, else two empty ones."""
    gap = abs(ahead)
    if gap < WRONG_CLOCK:
        return "", ""
    unit, size = next(
        (name, size)
        for name, size in (
            ("days", timedelta(days=1)),
            ("hours", timedelta(hours=1)),
            ("minutes", timedelta(minutes=1)),
        )
        if gap >= size
    )
    span = words(f"reminders.span_{unit}", n=gap // size)
    return words("reminders.clock_wrong", span=span), words("reminders.clock_wrong_text")


def todays(inbox: Inbox, actor: Actor, directory: Directory, words: Words, most: int = 4) -> tuple[Line, ...]:
    """The lines of today, for the card on 今日."""
    now = inbox.now.date()
    lines = [line for line in pane(inbox, actor, directory, words).lines if not line.head]
    days = {one.key: _moment(one.at).date() for one in inbox.found}
    return tuple(line for line in lines if days.get(line.key) == now)[:most]


def laters(now: datetime, ladder: Ladder, directory: Directory, words: Words) -> tuple[tuple[str, datetime], ...]:
    """Until when a reminder can be put off, in words and as a moment."""
    hour = ladder.morning
    day = directory.calendar.working_after(now.date(), 1)
    morning = datetime.combine(day, hour, now.tzinfo)
    time = words.clock(morning)
    return (
        (words("reminders.later_hour"), now + timedelta(hours=1)),
        (words("reminders.later_morning", time=time), morning),
    )


def keys_of(lines: Iterable[Line]) -> tuple[str, ...]:
    """The keys of all reminders among lines."""
    return tuple(line.key for line in lines if not line.head)
