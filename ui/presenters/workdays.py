"""Working days for lamps and the line under the greeting, by the notices that this desk holds."""

from dataclasses import dataclass
from datetime import date, timedelta

from models.holidays import Name
from models.workdays import ONE_DAY, Calendar

NEAR = 3
"""Working days before the last day at which its lamp turns amber."""
NEAR_MAKE_UP = (timedelta(days=1), timedelta(days=15))


def working_days_left(today: date, due: date, calendar: Calendar) -> int:
    """Working days that are still to come after today, the last day counted; 0 on that day and later."""
    return max(0, calendar.working_between(today, due))


def lamp_of(due: date | None, today: date, calendar: Calendar) -> tuple[str, str]:
    """Lamp and tone of a last day: amber within three working days, today included."""
    if due is None:
        return "none", "text2"
    if due < today:
        return "red", "red"
    return ("amber", "amber") if working_days_left(today, due, calendar) <= NEAR else ("green", "text")


def working_days_between(start: date, today: date, calendar: Calendar) -> int:
    """Working days that have passed since a day, that day not counted."""
    return max(0, calendar.working_between(start, today))


@dataclass(frozen=True, slots=True)
class Ahead:
    """The next holiday: its name (zh, en), the working days until it, today included, and the make-up days near it."""

    name: Name
    working: tuple[date, ...]
    make_up: tuple[date, ...]


def ahead(today: date, calendar: Calendar, within: int = 21) -> Ahead | None:
    """The next holiday within so many days, or None when there is none, or no notice yet."""
    working: list[date] = []
    for step in range(within):
        day = today + step * ONE_DAY
        kind = calendar.judge(day)
        if kind.provisional:
            return None
        if kind.why == "holiday":
            return Ahead(kind.name, tuple(working), _make_up(day, calendar))
        if kind.working:
            working.append(day)
    return None


def _make_up(holiday: date, calendar: Calendar) -> tuple[date, ...]:
    first, last = (holiday + span for span in NEAR_MAKE_UP)
    near = [first + step * ONE_DAY for step in range((last - first).days + 1)]
    return tuple(day for day in near if calendar.judge(day).why == "make_up")
