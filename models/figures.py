"""The figures of a month (Art. 26, 27, 39): what each unit received and answered, how much of it in time, and what was
said of the answers. Counted from dockets, so that nobody needs to read a letter to draw them up."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import reduce
from typing import Any, TypeAlias

from models.handling.reckoning import local_day
from models.matter import Matter
from models.shapes import parse_day
from models.stations import APPLICANT

Month: TypeAlias = tuple[int, int]
PLEASED = frozenset({"satisfied", "mostly"})


@dataclass(frozen=True, slots=True)
class Line:
    """What one unit did in one month. A matter counts as received in the month of its receipt, as answered in the month
    of its answer, as overdue in the month in which its last day passed without one."""

    received: int = 0
    answered: int = 0
    in_time: int = 0
    overdue: int = 0
    days: int = 0
    extensions: int = 0
    no_replies: int = 0
    supervised: int = 0
    rated: int = 0
    pleased: int = 0

    def __add__(self, other: "Line") -> "Line":
        return Line(*(getattr(self, each.name) + getattr(other, each.name) for each in fields(Line)))

    @property
    def average(self) -> float | None:
        """Calendar days from receipt to answer, on average; None where nothing was answered."""
        return self.days / self.answered if self.answered else None

    @property
    def punctual(self) -> float | None:
        """The share of the answers that came in time."""
        return self.in_time / self.answered if self.answered else None

    @property
    def satisfaction(self) -> float | None:
        """The share of those who said how the answer was that were satisfied, or mostly so."""
        return self.pleased / self.rated if self.rated else None


def figures(
    dockets: Iterable[Matter], months: Iterable[Month], today: date, kind: str = ""
) -> Mapping[str, Mapping[Month, Line]]:
    """For each unit that had anything to do with these months, the line of each of them; `kind` narrows it to one."""
    wanted = tuple(months)
    found: dict[str, dict[Month, Line]] = {}
    for matter in dockets:
        if kind and matter.kind != kind:
            continue
        for month, line in _lines(matter, today):
            if month in wanted:
                of_unit = found.setdefault(matter.unit, dict.fromkeys(wanted, Line()))
                of_unit[month] = of_unit[month] + line
    return found


def total(lines: Iterable[Line]) -> Line:
    """All lines in one."""
    return reduce(Line.__add__, lines, Line())


def months_to(month: Month, number: int) -> tuple[Month, ...]:
    """The last `number` months up to `month`, the first one first."""
    at = month[0] * 12 + month[1] - 1
    return tuple(((at - back) // 12, (at - back) % 12 + 1) for back in reversed(range(number)))


def month_of(day: date) -> Month:
    """The month that a day lies in."""
    return day.year, day.month


def _lines(matter: Matter, today: date) -> Iterator[tuple[Month, Line]]:
    system = matter.system
    received, answered = _day(matter.fields.get("received_on")), _day(system.get("answered_at"))
    if received:
        yield month_of(received), Line(received=1)
    if answered and received and not system.get("no_reply"):
        yield month_of(answered), _answer(matter, received, answered)
    last = local_day(matter)
    if last and today > last and _late(matter, answered, last):
        yield month_of(last), Line(overdue=1)
    yield from _told(matter)


def _answer(matter: Matter, received: date, answered: date) -> Line:
    last = local_day(matter)
    in_time = last is None or answered <= last
    return Line(answered=1, in_time=int(in_time), days=max(0, (answered - received).days))


def _late(matter: Matter, answered: date | None, last: date) -> bool:
    """Whether the last day passed without an answer; what ended without one, or waits for its applicant, is not."""
    if answered:
        return answered > last
    return bool(matter.system.get("due_at")) and matter.state not in APPLICANT


def _told(matter: Matter) -> Iterator[tuple[Month, Line]]:
    """What was granted, ruled, supervised and said, each in the month in which it happened."""
    system = matter.system
    extension = system.get("extension") or {}
    happened = [(extension.get("granted_at"), Line(extensions=1))] if extension.get("granted") else []
    happened += [(entry.at, Line(no_replies=1)) for entry in matter.trail if entry.verb == "confirm_no_reply"]
    happened += [(each.get("at"), Line(supervised=1)) for each in system.get("supervisions", ())]
    rating = system.get("rating") or {}
    if rating.get("score"):
        happened.append((rating.get("at"), Line(rated=1, pleased=int(rating["score"] in PLEASED))))
    for at, line in happened:
        day = _day(at)
        if day:
            yield month_of(day), line


def _day(value: Any) -> date | None:
    return parse_day(str(value)[:10]) if value else None
