"""The clocks of a matter with their last days, counted here and now by the notices that this desk holds."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from models.clock import Clock, Due, Extension, Period, clock_from, due_day, longest_extension
from models.matter import Matter
from models.policy import Directory
from models.workdays import Calendar
from ui.text import Words


@dataclass(frozen=True, slots=True)
class Timing:
    """A clock and its last day."""

    clock: Clock
    due: Due

    @property
    def nth(self) -> int:
        """How many days were counted in all."""
        return sum(reason.counts for reason in self.due.reasons)

    @property
    def numbered(self) -> Mapping[date, int]:
        """The number of each day that counted."""
        numbers, count = {}, 0
        for reason in self.due.reasons:
            count += reason.counts
            if reason.counts:
                numbers[reason.day] = count
        return numbers

    @property
    def rolled(self) -> date | None:
        """The day of rest on which the count ended, where the last day was moved on from it."""
        counted = [reason for reason in self.due.reasons if reason.step != "roll"]
        return counted[-1].day if counted[-1].day != self.due.day else None


def timings(matter: Matter, calendar: Calendar) -> tuple[Timing, ...]:
    """The clocks of a matter, the one that binds the unit first."""
    clocks = [clock_from(doc) for doc in matter.system.get("clocks", ())]
    return tuple(Timing(clock, due_day(clock, calendar)) for clock in clocks)


def period_words(period: Period | Extension, words: Words) -> str:
    """`15 个工作日`, `15 日`."""
    return words(f"why.unit.{period.unit}", number=period.number)


def extended(kind: str, timing: Timing, directory: Directory) -> tuple[Period, date] | None:
    """What an extension would give at most: how much, and until when; None where nobody may grant one."""
    period = longest_extension(kind, timing.clock, directory)
    if period is None:
        return None
    longer = replace(timing.clock, extensions=(Extension(period.number, period.unit, timing.due.day),))
    return period, due_day(longer, directory.calendar).day
