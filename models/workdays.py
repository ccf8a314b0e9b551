"""Which days are worked: by dated, numbered notices; beyond the last one by the law's own days, provisionally."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any, Literal, TypeAlias

from models.holidays import Name, Notice, notices_in
from models.policy_text import PolicyFile, read_policy, reading
from models.problems import BrokenPolicy

ONE_DAY = timedelta(days=1)
WEEK = 7
FESTIVALS = "festivals.toml"
NO_NAME: Name = ("", "")

Why: TypeAlias = Literal["weekday", "weekend", "holiday", "make_up"]


@dataclass(frozen=True, slots=True)
class DayKind:
    """What a day is, why, of which festival (zh, en), by which notice ("": none was needed), and whether it may still
    change because the notice of the year has not come."""

    working: bool
    why: Why
    name: Name = NO_NAME
    notice: str = ""
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class Festival:
    """A statutory festival from a day on: fixed days of the year (mm-dd), or days around one of the lunar calendar."""

    id: str
    name: Name
    from_: date
    days: tuple[str, ...] = ()
    offsets: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Festivals:
    """The statutory days (全国年节及纪念日放假办法) as far as they can be computed; `lunar` gives the day of each
    moving festival, year by year; a day counted by them is reminded of `earlier_wd` working days early."""

    rules: tuple[Festival, ...] = ()
    lunar: Mapping[int, Mapping[str, date]] | None = None
    earlier_wd: int = 0

    def of(self, year: int) -> Iterator[tuple[date, Name]]:
        """The statutory days of a year: 13 since 2025, 11 before; a year without lunar data has its fixed days."""
        newest = {rule.id: rule for rule in self.rules if rule.from_.year <= year}
        moving = (self.lunar or {}).get(year, {})
        for rule in newest.values():
            yield from ((date.fromisoformat(f"{year}-{day}"), rule.name) for day in rule.days)
            if rule.id in moving:
                yield from ((moving[rule.id] + offset * ONE_DAY, rule.name) for offset in rule.offsets)


_PLAIN = {
    (working, provisional): DayKind(working, "weekday" if working else "weekend", provisional=provisional)
    for working in (True, False)
    for provisional in (True, False)
}


@dataclass(frozen=True)
class Calendar:
    """Working days by `notices`, in the order in which they bind. Two calendars of the same notices are equal."""

    notices: tuple[Notice, ...] = ()
    festivals: Festivals = Festivals()

    def judge(self, day: date) -> DayKind:
        """What a day is, for every clock of the law; a local closing counts only where it says so itself."""
        known = self._special.get(day)
        return known if known is not None else _PLAIN[day.weekday() < 5, self.provisional(day)]

    def is_working(self, day: date) -> bool:
        """Whether a day is worked."""
        known = self._named(day)
        return known.working if known is not None else day.weekday() < 5

    def provisional(self, day: date) -> bool:
        """Whether a notice may still move this day: that of its year is missing, or, in December, the next year's."""
        if day.year not in self.years:
            return True
        return day.month == 12 and day.year + 1 not in self.years

    def closed(self, day: date) -> str:
        """The number of the local notice by which offices are closed on a day, "" for none."""
        return next((one.number for one in reversed(self.notices) if one.local and day in one.off), "")

    @cached_property
    def years(self) -> Mapping[int, Notice]:
        """The years that have their notice."""
        return {notice.year: notice for notice in self.notices if notice.annual}

    @cached_property
    def numbers(self) -> Mapping[str, Notice]:
        """The notices by number."""
        return {notice.number: notice for notice in self.notices}

    @cached_property
    def _special(self) -> Mapping[date, DayKind]:
        """Every day that is not plainly judged by its weekday, or that a notice names."""
        days = set(self._expected).union(*((*one.off, *one.work) for one in self._statutory))
        return {day: kind for day in days if (kind := self._named(day)) is not None}

    def _named(self, day: date) -> DayKind | None:
        """What the last notice that names a day makes of it; where a year's is still to come, what its festivals do."""
        for notice in self._statutory:
            if day in notice.work:
                return DayKind(True, "make_up", notice.work[day], notice.number, self.provisional(day))
            if day in notice.off:
                return DayKind(False, "holiday", notice.off[day], notice.number, self.provisional(day))
        if day.year in self.years or day not in self._expected:
            return None
        return DayKind(False, "holiday", self._expected[day], provisional=self.provisional(day))

    @cached_property
    def _statutory(self) -> Sequence[Notice]:
        """The notices that bind everybody, the last first."""
        return [one for one in reversed(self.notices) if one.statutory]

    @cached_property
    def _expected(self) -> Mapping[date, Name]:
        """The festivals of the years whose notices are still to come."""
        last = max(self.years, default=0)
        coming = [year for year in (self.festivals.lunar or {}) if last and year > last]
        return {day: name for year in coming for day, name in self.festivals.of(year)}

    # The closed form: what day-by-day counting must agree with, and what long lists count by.

    @cached_property
    def _shifts(self) -> tuple[list[date], list[date]]:
        """Days of rest that are worked, and weekdays that are off, each in order."""
        worked = sorted(day for day, kind in self._special.items() if kind.working and day.weekday() >= 5)
        rested = sorted(day for day, kind in self._special.items() if not kind.working and day.weekday() < 5)
        return worked, rested

    def working_between(self, after: date, until: date) -> int:
        """How many working days follow `after` up to and with `until`; negative where `until` lies before."""
        worked, rested = self._shifts
        return _weekdays(after, until) + _within(worked, after, until) - _within(rested, after, until)

    def working_after(self, day: date, number: int) -> date:
        """The `number`-th working day after a day (`number` ≥ 1)."""
        found = day + timedelta(days=number)
        while (short := number - self.working_between(day, found)) > 0:
            found += timedelta(days=short)
        return found


def _within(days: list[date], after: date, until: date) -> int:
    return bisect_right(days, until) - bisect_right(days, after)


def _weekdays(after: date, until: date) -> int:
    return _weekdays_to(until) - _weekdays_to(after)


def _weekdays_to(day: date) -> int:
    """Mondays to Fridays from the beginning of time: ordinal 1 was a Monday."""
    weeks, rest = divmod(day.toordinal(), WEEK)
    return weeks * 5 + min(rest, 5)


PLAIN = Calendar()
"""Mondays to Fridays and nothing else: what reminders compare a provisional day with."""


def calendar_in(texts: Mapping[str, str]) -> Calendar:
    """The calendar of the policy texts. BrokenPolicy where a notice or the table of festivals cannot be used."""
    if FESTIVALS not in texts:
        raise BrokenPolicy(FESTIVALS, 1, "missing")
    return Calendar(notices_in(texts), read_festivals(read_policy(FESTIVALS, texts[FESTIVALS])))


def read_festivals(file: PolicyFile) -> Festivals:
    """The statutory festivals and their lunar days; BrokenPolicy with the line of an entry that cannot be used."""
    with reading(file.name):
        return _festivals(file)


def _festivals(file: PolicyFile) -> Festivals:
    rules = [_each(file, "festival", index, entry) for index, entry in enumerate(file.data.get("festival", ()))]
    lunar = {entry["year"]: {key: day for key, day in entry.items() if key != "year"} for entry in _lunar(file)}
    earlier = file.data.get("earlier_wd", 0)
    if not isinstance(earlier, int):
        raise BrokenPolicy(file.name, file.line_with("earlier_wd"), "earlier_wd")
    return Festivals(tuple(sorted(rules, key=lambda rule: rule.from_)), lunar, earlier)


def _each(file: PolicyFile, table: str, index: int, entry: Mapping[str, Any]) -> Festival:
    try:
        name = (str(entry["name"]), str(entry["en"]))
        return Festival(
            str(entry["id"]), name, entry["from"], tuple(entry.get("days", ())), tuple(entry.get("offsets", ()))
        )
    except (KeyError, TypeError) as fault:
        raise file.broken(table, index, str(fault)) from fault


def _lunar(file: PolicyFile) -> Iterator[Mapping[str, Any]]:
    for index, entry in enumerate(file.data.get("lunar", ())):
        if not isinstance(entry.get("year"), int):
            raise file.broken("lunar", index, "year")
        yield entry
