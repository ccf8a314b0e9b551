"""The catalogue of a unit by column: what is empty or stale, by when, and which draft mends it (Art. 11, 12)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from models.items import parse_moment
from models.policy import Column, Directory
from models.workdays import Calendar
from ui.presenters.items import column_word
from ui.presenters.shapes import Listed
from ui.presenters.workdays import working_days_left
from ui.text import Words

OPEN_STATES = ("returned", "draft", "self_reviewed", "in_review", "countersign", "with_portal", "scheduled")
NEAR = 5
"""Working days before the last day at which a column counts as soon stale: a text needs some days."""


@dataclass(frozen=True, slots=True)
class Usable:
    """A draft that could mend a column."""

    id: str
    title: str
    state: str
    author: str
    changed_at: str


@dataclass(frozen=True, slots=True)
class ColumnState:
    """Where a column stands: `lamp` green amber red none; `last` its last publication, `due` the last day."""

    column: Column
    lamp: str
    last: date | None
    due: date | None
    usable: tuple[Usable, ...]


@dataclass(frozen=True, slots=True)
class ColumnRow:
    """A line of the table, in words; `group` lines carry only their title."""

    code: str
    title: str
    lamp: str = ""
    last: str = ""
    limit: str = ""
    due: str = ""
    tone: str = "text"
    usable: str = ""
    open_id: str = ""
    group: bool = False

    @property
    def spoken(self) -> str:
        return " ".join(part for part in (self.title, self.due, self.last, self.usable) if part)


def later(start: date, limit: str) -> date | None:
    """The last day of a limit such as `6 month`, counted from a day; None where there is none."""
    if limit == "quarter":
        return _months(start, 3)
    number, _, unit = limit.partition(" ")
    if not number.isdigit():
        return None
    count = int(number)
    return {
        "week": lambda: start + timedelta(weeks=count),
        "month": lambda: _months(start, count),
        "year": lambda: _months(start, 12 * count),
    }.get(unit, lambda: None)()


def _months(start: date, count: int) -> date:
    month = start.month - 1 + count
    year, month = start.year + month // 12, month % 12 + 1
    for day in range(start.day, 27, -1):
        try:
            return date(year, month, day)
        except ValueError:
            continue
    return date(year, month, start.day)


def judge(
    column: Column, last: date | None, usable: Iterable[Usable], unit: str, calendar: Calendar, today: date
) -> ColumnState:
    """Where one column of a unit stands today."""
    drafts = tuple(usable)
    if not column.applies_to(unit):
        return ColumnState(column, "none", last, None, drafts)
    if last is None:
        return ColumnState(column, "red", None, None, drafts)
    due = later(last, column.limit)
    if due is None:
        return ColumnState(column, "green", last, None, drafts)
    if due < today:
        return ColumnState(column, "red", last, due, drafts)
    near = working_days_left(today, due, calendar) <= NEAR
    return ColumnState(column, "amber" if near else "green", last, due, drafts)


def states(
    directory: Directory, unit: str, last: Mapping[str, str], drafts: Iterable[Listed], today: date, site: str = "unit"
) -> tuple[ColumnState, ...]:
    """All leaf columns of a unit's site. `last` gives the last publication of a column as an ISO moment."""
    by_column: dict[str, list[Usable]] = {}
    for one in sorted(drafts, key=lambda one: OPEN_STATES.index(one.state) if one.state in OPEN_STATES else 99):
        usable = Usable(one.id, one.title, one.state, one.author, one.changed_at)
        by_column.setdefault(one.column, []).append(usable)
    parents = {column.parent for column in directory.columns.values()}
    found = []
    for code, column in directory.columns.items():
        if code in parents or column.site != site:
            continue
        moment = parse_moment(last[code]) if last.get(code) else None
        day = moment.date() if moment else None
        found.append(judge(column, day, by_column.get(code, ()), unit, directory.calendar, today))
    return tuple(found)


def limit_words(limit: str, words: Words) -> str:
    """`6 个月`, `2 周`, `有变就改`."""
    if not limit:
        return words("catalogue.limit_event")
    if limit in ("on_change", "quarter", "event"):
        return words(f"catalogue.limit_{limit}")
    number, _, unit = limit.partition(" ")
    return words(f"catalogue.limit_{unit}", n=int(number)) if words.has(f"catalogue.limit_{unit}") else limit


def table(found: Iterable[ColumnState], directory: Directory, words: Words, today: date) -> tuple[ColumnRow, ...]:
    """The lines of the table, each group before its columns."""
    rows: list[ColumnRow] = []
    group, all_states = "", tuple(found)
    for state in all_states:
        parent = directory.columns.get(state.column.parent)
        if parent is not None and parent.code != group:
            group = parent.code
            count = sum(one.column.parent == group for one in all_states)
            name = f"{parent.code} {column_word(parent, words, code=False)}"
            title = words("catalogue.group", name=name, n=count)
            rows.append(ColumnRow(parent.code, title, group=True))
        rows.append(_row(state, words, today))
    return tuple(rows)


def _row(state: ColumnState, words: Words, today: date) -> ColumnRow:
    due, tone = _due_words(state, words, today)
    first = state.usable[0] if state.usable else None
    usable = words("catalogue.none")
    if first is not None:
        key = f"catalogue.usable_{first.state}"
        key = key if words.has(key) else "catalogue.usable_draft"
        usable = words(key, n=sum(one.state == first.state for one in state.usable))
    never = words("catalogue.never" if state.lamp != "none" else "catalogue.none")
    return ColumnRow(
        code=state.column.code,
        title=column_word(state.column, words),
        lamp=state.lamp,
        last=state.last.isoformat() if state.last else never,
        limit=limit_words(state.column.limit, words) if state.lamp != "none" else words("catalogue.none"),
        due=due,
        tone=tone,
        usable=usable,
        open_id=first.id if first else "",
    )


def _due_words(state: ColumnState, words: Words, today: date) -> tuple[str, str]:
    if state.lamp == "none":
        return words("catalogue.not_applicable"), "text3"
    if state.last is None:
        return words("catalogue.empty"), "red"
    if state.due is None:
        return words("catalogue.none"), "text"
    tone = {"red": "red", "amber": "amber"}.get(state.lamp, "text")
    day = words.day(state.due, today, near=False)
    return (words("catalogue.stale_since", day=day) if state.lamp == "red" else day), tone


@dataclass(frozen=True, slots=True)
class Tally:
    """How many columns stand how."""

    empty: int
    stale: int
    near: int
    fresh: int
    none: int


def tally(found: Iterable[ColumnState]) -> Tally:
    """Counts a unit's columns."""
    all_states = tuple(found)
    empty = sum(one.lamp == "red" and one.last is None for one in all_states)
    stale = sum(one.lamp == "red" and one.last is not None for one in all_states)
    lamps = [one.lamp for one in all_states]
    return Tally(empty, stale, lamps.count("amber"), lamps.count("green"), lamps.count("none"))


@dataclass(frozen=True, slots=True)
class ColumnDetail:
    """What the right column says of one column."""

    title: str
    lamp: str
    state: str
    tone: str
    why: str
    usable: tuple[tuple[Usable, str], ...]


def detail(state: ColumnState, words: Words, today: date) -> ColumnDetail:
    """Why a column stands as it does, and what would mend it."""
    key = {"red": "empty" if state.last is None else "stale"}.get(state.lamp, state.lamp)
    due = words.day(state.due, today, near=False) if state.due else ""
    lines = []
    for one in state.usable[:4]:
        moment = parse_moment(one.changed_at)
        when = words.day(moment.date(), today) if moment else ""
        lines.append((one, words.joined([words(f"catalogue.draft_{one.state}"), when])))
    return ColumnDetail(
        title=column_word(state.column, words),
        lamp=state.lamp,
        state=words(f"catalogue.is_{key}", day=due),
        tone={"red": "red", "amber": "amber", "green": "green"}.get(state.lamp, ""),
        why=words(f"catalogue.why_{key}"),
        usable=tuple(lines),
    )
