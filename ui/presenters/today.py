"""今日: what waits for me in order of the last day, what waits for others, and what happens if nothing is done."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from models.items import parse_moment
from models.people import Actor
from models.workdays import Calendar
from models.workflow import Offer, Rules
from ui.presenters import catalogue
from ui.presenters.catalogue import ColumnState
from ui.presenters.items import chip, column_word
from ui.presenters.kinds import kind_of
from ui.presenters.leading import leading
from ui.presenters.shapes import Listed
from ui.presenters.shell import unit_name
from ui.presenters.workdays import ahead, lamp_of, working_days_between, working_days_left
from ui.text import Words

HOME_PAGE_DAYS = 7
MOST = 8


@dataclass(frozen=True, slots=True)
class WorkRow:
    """One thing to do: `step` is the word on its button, `lamp` and `tone` say how near its last day is."""

    id: str
    kind: str
    title: str
    meta: str
    lamp: str
    due: str
    note: str
    tone: str
    step: str

    @property
    def spoken(self) -> str:
        return ", ".join(part for part in (self.title, self.meta, self.due, self.note, self.step) if part)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A matter that waits for somebody else."""

    id: str
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Consequence:
    """What happens if nothing is done: lamp, sentence, detail, and the matter that would mend it."""

    lamp: str
    title: str
    detail: str
    mend: str = ""
    mend_id: str = ""
    column: str = ""


@dataclass(frozen=True, slots=True)
class TodayPane:
    """The whole screen."""

    greeting: str
    line: str
    rows: tuple[WorkRow, ...]
    more: int
    unit_total: int
    waiting: tuple[Waiting, ...]
    unsent: int
    consequences: tuple[Consequence, ...]


@dataclass(frozen=True, slots=True)
class Task:
    """An item that wants a step of this person, with the steps offered."""

    listed: Listed
    offers: tuple[Offer, ...]


def greeting(name: str, now: datetime, words: Words) -> str:
    """One line, by the hour."""
    part = "morning" if now.hour < 12 else "afternoon" if now.hour < 18 else "evening"
    return words(f"today.good_{part}", name=name)


def calendar_line(today: date, calendar: Calendar, words: Words) -> str:
    """The day, the working days before the next holiday, and the Saturday that must be worked for it."""
    parts = [words.long_day(today)]
    if not calendar.is_working(today):
        parts.append(words("today.day_off"))
    elif closed := calendar.closed(today):
        parts.append(words("today.closed", number=closed))
    next_holiday = ahead(today, calendar)
    if next_holiday is not None and next_holiday.working:
        name = next_holiday.name[0 if words.language == "zh" else 1]
        days = words.listed([words.day(day, today, week=False) for day in next_holiday.working[:4]])
        key = "today.before_holiday" if len(next_holiday.working) <= 4 else "today.before_holiday_far"
        parts.append(words(key, name=name, n=len(next_holiday.working), days=days))
        parts += [words("today.make_up", day=words.day(day, today, near=False)) for day in next_holiday.make_up[:2]]
    return words.joined(parts)


def ranked(rows: Iterable[Listed], columns: Mapping[str, ColumnState]) -> list[Listed]:
    """The earliest last day first, an empty column before all, then what was returned, then the oldest."""

    def rank(one: Listed) -> tuple[date, bool, str]:
        due = date.min if _empty(one, columns) else _due(one, columns) or date.max
        return due, one.state != "returned", one.changed_at

    return sorted(rows, key=rank)


def work_rows(
    tasks: Iterable[Task], columns: Mapping[str, ColumnState], rules: Rules, words: Words, today: date
) -> tuple[WorkRow, ...]:
    """Tasks as rows, in the order given."""
    return tuple(_row(task, columns, rules, words, today) for task in tasks)


def _due(listed: Listed, columns: Mapping[str, ColumnState]) -> date | None:
    moment = parse_moment(listed.due) if len(listed.due) > 10 else None
    if listed.due:
        return moment.date() if moment else date.fromisoformat(listed.due[:10])
    state = columns.get(listed.column)
    return state.due if state is not None and state.lamp in ("amber", "red") else None


def _empty(listed: Listed, columns: Mapping[str, ColumnState]) -> bool:
    state = columns.get(listed.column)
    return state is not None and state.lamp == "red" and state.last is None


def _row(task: Task, columns: Mapping[str, ColumnState], rules: Rules, words: Words, today: date) -> WorkRow:
    listed, due = task.listed, _due(task.listed, columns)
    calendar = rules.directory.calendar
    lamp, tone = lamp_of(due, today, calendar)
    state = columns.get(listed.column)
    empty = _empty(listed, columns)
    if empty:
        lamp, tone = "red", "red"
    offer = leading(task.offers, listed.state)
    key = f"today.step_{listed.state}" if offer is not None and offer.verb == "edit" else ""
    step = words(key) if key and words.has(key) else _label(offer, words)
    kind = listed.column if listed.kind == "docket" else listed.kind
    meta = [words(f"today.kind_{kind}"), _place(listed, rules, words), chip(kind, listed.state, rules, words).word]
    return WorkRow(
        id=listed.id,
        kind=listed.kind,
        title=listed.title or words("items.untitled"),
        meta=words.joined(meta),
        lamp=lamp,
        due=words("catalogue.empty") if empty else words.day(due, today) if due else words("today.no_limit"),
        note=_note(due, state, calendar, words, today),
        tone=tone,
        step=step,
    )


def _place(listed: Listed, rules: Rules, words: Words) -> str:
    """The column of an item; of what citizens bring, where it came in, and of a docket, with which unit it lies."""
    if listed.kind == "docket":
        return unit_name(rules.directory, listed.unit, words)
    if listed.kind != "item":
        return kind_of(listed.kind).place(listed.column, rules, words)
    column = rules.directory.columns.get(listed.column)
    return column_word(column, words, code=False) if column else ""


def _note(due: date | None, state: ColumnState | None, calendar: Calendar, words: Words, today: date) -> str:
    if due is None:
        return ""
    if due < today:
        return words("today.late", n=working_days_between(due, today, calendar) or (today - due).days)
    if state is not None and state.due == due:
        return words("today.column_due", limit=catalogue.limit_words(state.column.limit, words))
    left = working_days_left(today, due, calendar)
    return words("today.left", n=left) if left else words("today.last_day")


def _label(offer: Offer | None, words: Words) -> str:
    if offer is None:
        return words("today.look")
    return offer.step.zh if words.language == "zh" else offer.step.en


def waiting_for_others(rows: Iterable[Listed], rules: Rules, words: Words, today: date) -> tuple[Waiting, ...]:
    """What I handed on and nobody has taken yet: where it is, and for how long."""
    made = []
    for one in rows:
        moment = parse_moment(one.changed_at)
        days = working_days_between(moment.date(), today, rules.directory.calendar) if moment else 0
        where = chip(one.kind, one.state, rules, words).word
        since = words("today.waited", n=days) if days else words("today.since_today")
        made.append(Waiting(one.id, one.kind, words.joined([one.title or words("items.untitled"), where, since])))
    return tuple(made)


def consequences(
    columns: Iterable[ColumnState],
    published_this_year: int,
    last_published: date | None,
    quota: int,
    calendar: Calendar,
    words: Words,
    today: date,
) -> tuple[Consequence, ...]:
    """What is really computed of Art. 11, 12 and 36: empty and stale columns, the year's number, the home page."""
    found = tuple(columns)
    return (
        *_column_lines(found, words, today),
        _quota_line(published_this_year, quota, words, today),
        *_home_lines(last_published, calendar, words, today),
    )


def _column_lines(found: tuple[ColumnState, ...], words: Words, today: date) -> list[Consequence]:
    made = []
    empty = [one for one in found if one.lamp == "red" and one.last is None]
    if empty:
        names = words.listed([column_word(one.column, words, code=False) for one in empty[:3]])
        first = next((one for one in empty if one.usable), empty[0])
        made.append(_mended(first, "red", words("today.empty_columns", n=len(empty), names=names), "", words))
    urgent = sorted(
        (one for one in found if one.due and one.lamp in ("red", "amber")), key=lambda one: one.due or today
    )
    for one in urgent[:3]:
        name = column_word(one.column, words, code=False)
        key = "today.column_stale" if one.lamp == "red" else "today.column_near"
        day = words.day(one.due or today, today, near=False)
        limit = catalogue.limit_words(one.column.limit, words)
        text = words("today.column_by", day=day, limit=limit)
        made.append(_mended(one, one.lamp, words(key, name=name), text, words))
    return made


def _mended(state: ColumnState, lamp: str, title: str, detail: str, words: Words) -> Consequence:
    if not state.usable:
        return Consequence(lamp, title, detail or words("today.no_draft"), column=state.column.code)
    return Consequence(lamp, title, detail, state.usable[0].title, state.usable[0].id, state.column.code)


def _quota_line(done: int, quota: int, words: Words, today: date) -> Consequence:
    first = date(today.year, 1, 1)
    share = ((today - first).days + 1) / (date(today.year, 12, 31) - first).days
    wanted = int(quota * share)
    key = "today.quota_short" if done < wanted else "today.quota_fine"
    title = words(key, done=done, short=wanted - done)
    return Consequence("amber" if done < wanted else "green", title, words("today.quota", wanted=wanted, quota=quota))


def _home_lines(last: date | None, calendar: Calendar, words: Words, today: date) -> list[Consequence]:
    if last is None:
        return []
    due = calendar.working_after(last, HOME_PAGE_DAYS)
    lamp, _ = lamp_of(due, today, calendar)
    key = "today.home_late" if lamp == "red" else "today.home"
    month = words("today.month_done" if (last.year, last.month) == (today.year, today.month) else "today.month_open")
    month_lamp = "done" if (last.year, last.month) == (today.year, today.month) else "amber"
    return [
        Consequence(lamp, words("today.home_page"), words(key, day=words.day(due, today, near=False))),
        Consequence(month_lamp, month, words("today.month_last", day=words.day(last, today))),
    ]


def pane(
    actor: Actor,
    rows: tuple[WorkRow, ...],
    all_mine: int,
    unit_total: int,
    waiting: tuple[Waiting, ...],
    unsent: int,
    consequences: tuple[Consequence, ...],
    calendar: Calendar,
    words: Words,
    now: datetime,
) -> TodayPane:
    """The screen; of `all_mine` the rows that fit, the others stand in the list."""
    return TodayPane(
        greeting(actor.name, now, words),
        calendar_line(now.date(), calendar, words),
        rows,
        max(0, all_mine - MOST),
        unit_total,
        waiting,
        unsent,
        consequences,
    )
