"""The last day to answer, with every day that counted, was skipped or suspended and why (Art. 16, 20, 26)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, TypeAlias

from models.holidays import Name
from models.policy import Directory
from models.terms import Clock as Clock
from models.terms import Extension as Extension
from models.terms import Pause as Pause
from models.terms import Period as Period
from models.terms import Unit
from models.terms import clock_doc as clock_doc
from models.terms import clock_from as clock_from
from models.workdays import NO_NAME, ONE_DAY, PLAIN, Calendar

Step: TypeAlias = Literal["start", "count", "pause", "roll"]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a day counted (1) or did not (0). `why` is what the day is (weekday, weekend, holiday, make_up), or what
    happened (received, restarted, the pause's own word); `round` 0 is the period itself, 1 the first extension."""

    day: date
    counts: int
    why: str
    name: Name = NO_NAME
    notice: str = ""
    step: Step = "count"
    round: int = 0


@dataclass(frozen=True, slots=True)
class Due:
    """The last day, why, whether a notice may still move it, and the day that reminders reckon from.
    `original` is the last day before any extension."""

    day: date
    reasons: tuple[Reason, ...]
    provisional: bool
    remind_from: date
    original: date


def due_day(clock: Clock, calendar: Calendar) -> Due:
    """The last day of a clock: the first day never counts, the last day of calendar days rolls to a working day
    (民法典 203), an extension is counted from the day that was due (Art. 16, 20, 26)."""
    first = "restarted" if clock.restarted else "received"
    reasons = [Reason(clock.begun, 0, first, step="start")]
    pauses = _spans(clock, calendar)
    ends = [clock.begun]
    for turn, period in enumerate(_periods(clock)):
        reasons.extend(_count(ends[-1], period, pauses, calendar, clock.roll, turn))
        ends.append(reasons[-1].day)
    provisional = any(calendar.provisional(reason.day) for reason in reasons[1:])
    day = ends[-1]
    remind = _earlier(clock, calendar, day) if provisional else day
    return Due(day, tuple(reasons), provisional, remind, ends[1])


def _periods(clock: Clock) -> list[Period]:
    return [clock.period, *(Period(each.number, each.unit) for each in clock.extensions)]


Span: TypeAlias = tuple[date, date, str]


def _spans(clock: Clock, calendar: Calendar) -> list[Span]:
    """(day before the first excluded one, last excluded day, why); what lay before the restart is forgotten."""
    spans = []
    for pause in clock.pauses:
        last = pause.end or (pause.start if pause.cap_wd is None else date.max)
        if pause.cap_wd is not None:
            last = min(last, calendar.working_after(pause.start, pause.cap_wd))
        if pause.start >= clock.begun:
            spans.append((pause.start, last, pause.why or "paused"))
    return spans


def _count(
    after: date, period: Period, pauses: list[Span], calendar: Calendar, roll: bool, turn: int
) -> Iterator[Reason]:
    """The days of one period, the last one the day on which it ends."""
    day, left, working = after, period.number, True
    while left > 0:
        day += ONE_DAY
        paused = next((why for start, last, why in pauses if start < day <= last), "")
        if paused:
            yield Reason(day, 0, paused, step="pause", round=turn)
            continue
        kind = calendar.judge(day)
        working = kind.working
        counts = int(period.unit == "cd" or working)
        left -= counts
        yield Reason(day, counts, kind.why, kind.name, kind.notice, "count", turn)
    while roll and not working:
        day += ONE_DAY
        kind = calendar.judge(day)
        working = kind.working
        yield Reason(day, 0, kind.why, kind.name, kind.notice, "roll", turn)


def _earlier(clock: Clock, calendar: Calendar, day: date) -> date:
    """The day to reckon reminders from while a notice is missing: the earlier of the provisional day and plain weeks',
    less what a make-up day could take away."""
    earliest = min(day, closed_day(clock, PLAIN))
    found, left = earliest, calendar.festivals.earlier_wd
    while left:
        found -= ONE_DAY
        left -= calendar.is_working(found)
    return max(found, clock.begun)


def closed_day(clock: Clock, calendar: Calendar) -> date:
    """The same last day by arithmetic, without its reasons: for long lists, and to hold day-by-day counting against."""
    pauses, end = _spans(clock, calendar), clock.begun
    for period in _periods(clock):
        end = _closed(end, period, pauses, calendar)
        if period.unit == "cd" and clock.roll and not calendar.is_working(end):
            end = calendar.working_after(end, 1)
    return end


def _closed(after: date, period: Period, pauses: list[Span], calendar: Calendar) -> date:
    """The least day that has `period` unpaused days behind it; each turn adds the paused days found so far."""
    end = after
    while True:
        number = period.number + sum(_excluded(span, after, end, period.unit, calendar) for span in _apart(pauses))
        if number <= 0:
            return end
        reached = calendar.working_after(after, number) if period.unit == "wd" else after + timedelta(days=number)
        if reached == end:
            return end
        end = reached


def _excluded(span: tuple[date, date], after: date, until: date, unit: Unit, calendar: Calendar) -> int:
    start, last = max(span[0], after), min(span[1], until)
    if last <= start:
        return 0
    return calendar.working_between(start, last) if unit == "wd" else (last - start).days


def _apart(pauses: Iterable[Span]) -> list[tuple[date, date]]:
    """The pauses without what two of them share."""
    apart: list[tuple[date, date]] = []
    for start, last, _ in sorted(pauses):
        begin = max(start, apart[-1][1]) if apart else start
        if last > begin:
            apart.append((begin, last))
    return apart


# Which clocks a matter has.


def start(kind: str, received: date, directory: Directory, on: date) -> tuple[Clock, ...]:
    """The clocks of a new matter of `kind`, by the profiles in force `on` the day it begins; it keeps them for good."""
    clocks = []
    for rule in directory.clock_rules:
        duty = directory.duty(rule.duty, on) if rule.kind == kind and rule.from_ <= on else None
        if duty is not None:
            period = Period(duty.number, "wd" if duty.unit == "wd" else "cd")
            clocks.append(Clock(rule.id, duty.id, duty.article, duty.profile, received, period, basis=duty.basis))
    return tuple(clocks)


def longest_extension(kind: str, clock: Clock, directory: Directory) -> Period | None:
    """How many days more the clock may be given at most, by the rules it began under; None where nobody may."""
    for rule in directory.clock_rules:
        if (rule.kind, rule.id) == (kind, clock.id) and rule.extension:
            duty = directory.duty(rule.extension, clock.received)
            return Period(duty.number, "wd" if duty.unit == "wd" else "cd") if duty else None
    return None


@dataclass(frozen=True, slots=True)
class Moved:
    """A clock whose last day another calendar moves."""

    clock: Clock
    before: date
    after: date


def moved(clocks: Iterable[Clock], before: Calendar, after: Calendar) -> tuple[Moved, ...]:
    """Which of these clocks, unless stopped, end on another day by the calendar `after`."""
    found = []
    for clock in clocks:
        if clock.stopped is None:
            old, new = closed_day(clock, before), closed_day(clock, after)
            if old != new:
                found.append(Moved(clock, old, new))
    return tuple(found)
