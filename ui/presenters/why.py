"""为什么是这一天: every day that was counted or not, as a calendar and as sentences with their rules."""

from dataclasses import dataclass
from datetime import date

from models.clock import Reason
from models.matter import Matter
from models.policy import Directory
from models.workdays import ONE_DAY, Calendar
from ui.presenters.spans import article_words
from ui.presenters.timing import Timing, extended, period_words, timings
from ui.presenters.why_lines import WhyLine, lines
from ui.text import Words

WEEK = 7


@dataclass(frozen=True, slots=True)
class Cell:
    """One day. `ground`: counted, rest (hatched), pause, outside; `frame`: received, last, legal, suggested or none;
    `foot` is its number, `faint` where only another clock counts it; `tag` says 休, 停, or 班, which is `solid`."""

    day: date
    head: str
    foot: str = ""
    tag: str = ""
    solid: bool = False
    ground: str = "outside"
    frame: str = ""
    faint: bool = False
    today: bool = False
    spoken: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A banner: its level, one bold sentence, one plain one, and its icon."""

    level: str
    title: str
    text: str
    icon: str


@dataclass(frozen=True, slots=True)
class WhyPane:
    """The whole slip. `legend` has (what, word) of the marks that are used; `around` is said on paper
    below the sentences, `text` is the slip as plain text."""

    title: str
    subject: str
    weekdays: tuple[str, ...]
    weeks: tuple[tuple[Cell, ...], ...]
    legend: tuple[tuple[str, str], ...]
    banner: Note
    lines: tuple[WhyLine, ...]
    extension: tuple[str, str] | None
    foot: str
    around: tuple[str, ...]
    spoken: str
    text: str


def present(matter: Matter, directory: Directory, words: Words, today: date) -> WhyPane | None:
    """The slip of a matter; None where nothing is counted for it."""
    found = timings(matter, directory.calendar)
    if not found:
        return None
    main, *limits = found
    told = lines(matter, main, directory.calendar, words, today)
    weeks = _weeks(main, limits, directory.calendar, words, today)
    title = words("why.title", day=words.day(main.due.day, today, near=False))
    subject = words.joined([str(matter.fields.get("title", "")), number_of(matter)])
    banner = _banner(found, directory.calendar, words, today)
    extension = _extension(matter, main, directory, words, today)
    foot = _foot(main, limits, words, today)
    begun, last = (words.day(day, today, near=False) for day in (main.clock.begun, main.due.day))
    more = words("why.extend.said", title=extension[0], text=extension[1]) if extension else ""
    around = tuple(text for text in (words.sentences(banner.title, banner.text), more, foot) if text)
    blocks = [title, subject, *(_plain(at, line, words) for at, line in enumerate(told, 1)), *around]
    return WhyPane(
        title=title,
        subject=subject,
        weekdays=tuple(words.week_days()),
        weeks=weeks,
        legend=_legend(weeks, words),
        banner=banner,
        lines=told,
        extension=extension,
        foot=foot,
        around=around,
        spoken=words("why.calendar", from_day=begun, day=last),
        text="\n".join(block for block in blocks if block),
    )


def number_of(matter: Matter) -> str:
    """The number by which people speak of a matter."""
    system = matter.system
    return str(system.get("number") or system.get("provisional_no") or "")


def _plain(at: int, line: WhyLine, words: Words) -> str:
    source = words("why.text.source", source=line.source) if line.source else ""
    told = words("why.text.told", text=line.text) if line.text else ""
    return f"{at}. {line.title}{told}{source}"


# The calendar.


def _weeks(
    main: Timing, limits: list[Timing], calendar: Calendar, words: Words, today: date
) -> tuple[tuple[Cell, ...], ...]:
    first = main.clock.begun - main.clock.begun.weekday() * ONE_DAY
    end = max(timing.due.day for timing in (main, *limits))
    count = (end - first).days // WEEK + 1
    days = _Days(main, limits, calendar, words, today)
    return tuple(
        tuple(days.cell(first + (week * WEEK + at) * ONE_DAY, bare=not (week or at)) for at in range(WEEK))
        for week in range(count)
    )


class _Days:
    """Gives each day its cell."""

    def __init__(self, main: Timing, limits: list[Timing], calendar: Calendar, words: Words, today: date) -> None:
        self._main, self._limits, self._calendar = main, limits, calendar
        self._words, self._today = words, today
        self._own = {reason.day: reason for reason in main.due.reasons}
        self._numbers = main.numbered
        self._beyond: dict[date, Reason] = {}
        self._beyond_numbers: dict[date, int] = {}
        for limit in limits:
            self._beyond |= {reason.day: reason for reason in limit.due.reasons}
            self._beyond_numbers |= dict(limit.numbered)

    def cell(self, day: date, *, bare: bool) -> Cell:
        words, reason = self._words, self._own.get(day)
        faint = reason is None
        reason = reason or (self._beyond.get(day) if day > self._main.due.day else None)
        shown = day.day == 1 or bare or day == self._main.clock.begun
        head = words.day(day, day, near=False, week=False) if shown else str(day.day)
        if reason is None:
            return Cell(day, head, today=day == self._today, spoken=words.day(day, self._today, near=False))
        frame, number = self._frame(day), (self._beyond_numbers if faint else self._numbers).get(day)
        foot = self._foot(day, frame, number)
        return Cell(
            day, head, foot, self._tag(day, reason, frame), self._calendar.judge(day).why == "make_up", _ground(reason),
            frame, faint, day == self._today, self._spoken(day, reason, frame, foot),
        )  # fmt: skip

    def _frame(self, day: date) -> str:
        if day == self._main.clock.begun:
            return "received"
        if day == self._main.due.day:
            return "last"
        return next((limit.clock.id for limit in self._limits if limit.due.day == day), "")

    def _foot(self, day: date, frame: str, number: int | None) -> str:
        words = self._words
        if frame == "received":
            return words("why.restarted" if self._main.clock.restarted else "why.received")
        if frame in ("last", "legal") and number:
            return words("why.nth", number=number)
        if frame == "last":
            return words("why.rolled")
        return str(number) if number else ""

    def _tag(self, day: date, reason: Reason, frame: str) -> str:
        if reason.step == "pause":
            return self._words("why.pause_mark")
        kind = {"holiday": "off", "make_up": "work"}.get(self._calendar.judge(day).why)
        return self._words(f"why.{kind}_mark") if kind and frame != "received" else ""

    def _spoken(self, day: date, reason: Reason, frame: str, foot: str) -> str:
        words = self._words
        counted = words("why.legend.counted" if reason.counts else "why.legend.skipped")
        if reason.step == "pause":
            counted = words("why.legend.paused")
        name = reason.name[0 if words.language == "zh" else 1]
        limit = words(f"why.legend.{frame}") if frame in ("last", "legal", "suggested") else ""
        return words.joined([words.day(day, self._today, near=False), name, foot or counted, limit, reason.notice])


def _ground(reason: Reason) -> str:
    if reason.step == "pause":
        return "pause"
    if reason.step == "start" or reason.counts:
        return "counted"
    return "counted" if reason.step == "roll" and reason.why in ("weekday", "make_up") else "rest"


def _legend(weeks: tuple[tuple[Cell, ...], ...], words: Words) -> tuple[tuple[str, str], ...]:
    cells = [cell for week in weeks for cell in week]
    used = {cell.frame for cell in cells} | {cell.ground for cell in cells}
    used |= {"today"} if any(cell.today for cell in cells) else set()
    names = {"rest": "skipped", "pause": "paused"}
    order = ("counted", "rest", "pause", "last", "legal", "suggested", "today")
    return tuple((one, words(f"why.legend.{names.get(one, one)}")) for one in order if one in used)


# What stands around it.


def _banner(found: tuple[Timing, ...], calendar: Calendar, words: Words, today: date) -> Note:
    unsure = [timing for timing in found if timing.due.provisional]
    if unsure:
        missing = {day.year + (day.year in calendar.years) for day in _days_of(unsure) if calendar.provisional(day)}
        text = words(
            "why.banner.provisional_text", day=words.day(min(one.due.remind_from for one in unsure), today, near=False)
        )
        years = words.listed([str(year) for year in sorted(missing)])
        return Note("known", words("why.banner.provisional", year=years), text, "calendar-alert")
    covered = sorted({day.year for day in _days_of(found)})
    annual = [calendar.years[year].number for year in covered]
    others = [reason.notice for timing in found for reason in timing.due.reasons if reason.notice]
    numbers = words.listed(list(dict.fromkeys([*annual, *others])))
    title = words("why.banner.sure", year=words.listed([str(year) for year in covered]), numbers=numbers)
    return Note("verified", title, words("why.banner.sure_text"), "calendar-check-outline")


def _days_of(found: tuple[Timing, ...] | list[Timing]) -> list[date]:
    return [reason.day for timing in found for reason in timing.due.reasons[1:]]


def _extension(matter: Matter, main: Timing, directory: Directory, words: Words, today: date) -> tuple[str, str] | None:
    if main.clock.stopped:
        return None
    more = extended(matter.kind, main, directory)
    if more is None or not words.has(f"why.extend.{matter.kind}"):
        return None
    period, day = more
    title = words("why.extend.title")
    if main.clock.extensions:
        return title, words("why.extend.again")
    if main.due.day < today:
        return title, words("why.extend.over")
    said = words.day(day, today, near=False)
    before = words.day(main.due.day, today, near=False, week=False)
    return title, words(f"why.extend.{matter.kind}", before=before, period=period_words(period, words), day=said)


def _foot(main: Timing, limits: list[Timing], words: Words, today: date) -> str:
    parts = [words("why.foot", profile=main.clock.profile)]
    for limit in limits:
        if limit.clock.id in ("legal", "suggested"):
            clock, day = limit.clock, words.day(limit.due.day, today, near=False, week=False)
            basis = clock.basis if not clock.article else article_words(clock.article, clock.basis, words)
            parts.append(words(f"why.unit.{clock.id}", day=day, basis=basis, period=period_words(clock.period, words)))
    return words.joined(parts)
