"""Working days for lamps and the line under the greeting, from the State Council's notices as published."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

import chinese_calendar

ONE_DAY = timedelta(days=1)
HOLIDAY_WORDS = {
    "New Year's Day": ("元旦", "New Year"),
    "Spring Festival": ("春节", "Spring Festival"),
    "Tomb-sweeping Day": ("清明", "Qingming"),
    "Labour Day": ("五一", "May Day"),
    "Dragon Boat Festival": ("端午", "Dragon Boat"),
    "National Day": ("国庆", "National Day"),
    "Mid-autumn Festival": ("中秋", "Mid-Autumn"),
}


@lru_cache(maxsize=2048)
def is_working(day: date) -> bool:
    """Whether offices work on a day; a year without a notice yet counts plain weekdays."""
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        return day.weekday() < 5


def working_days_left(today: date, due: date) -> int:
    """Working days from today to the last day, both counted; 0 when it is over."""
    if (due - today).days > 60:
        return (due - today).days * 5 // 7
    count, day = 0, today
    while day <= due:
        count += is_working(day)
        day += ONE_DAY
    return count


def working_days_between(start: date, today: date) -> int:
    """Working days that have passed since a day, that day not counted."""
    return max(0, working_days_left(start + ONE_DAY, today))


@dataclass(frozen=True, slots=True)
class Ahead:
    """The next holiday: its name (zh, en), the working days until it, today included, and the make-up days near it."""

    name: tuple[str, str]
    working: tuple[date, ...]
    make_up: tuple[date, ...]


@lru_cache(maxsize=8)
def ahead(today: date, within: int = 21) -> Ahead | None:
    """The next holiday within so many days, or None when there is none, or no notice yet."""
    working: list[date] = []
    for step in range(within):
        day = today + step * ONE_DAY
        try:
            off, name = chinese_calendar.get_holiday_detail(day)
        except NotImplementedError:
            return None
        if off and name in HOLIDAY_WORDS:
            return Ahead(HOLIDAY_WORDS[name], tuple(working), _make_up(day))
        if not off:
            working.append(day)
    return None


def _make_up(holiday: date) -> tuple[date, ...]:
    near = [holiday + step * ONE_DAY for step in range(-10, 16)]
    return tuple(day for day in near if day.weekday() >= 5 and is_working(day) and day > holiday)
