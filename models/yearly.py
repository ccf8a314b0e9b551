"""The yearly report of disclosure requests (条例 49, 50): table 3 as a query over the requests themselves."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from models.matter import Matter
from models.outcomes import outcomes
from models.policy import Directory, read_policy, records
from models.problems import BrokenPolicy
from models.shapes import parse_day

FILE = "yearly.toml"
NEW, CARRIED, TOTAL, LEFT = "new", "carried_in", "total", "carried_over"
DUE = "annual_report_day"
OPEN = "open"
"""Where a request stands that nothing has been answered to by the end of the year."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table with the number that it bears in the national form; `depth` tells how far it is set in. A row
    that only heads others bears no numbers."""

    id: str
    name: str
    en: str
    depth: int = 0
    number: str = ""
    heads: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table; `applicants` are the kinds of applicants that it counts."""

    id: str
    name: str
    en: str
    applicants: list[str]


@dataclass(frozen=True, slots=True)
class Form:
    """The table as it is laid out: its rows and columns."""

    rows: tuple[Row, ...]
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """The table of a year: for each row its numbers in the order of the columns, the sum of all being the last; `due`
    is the day by which the unit reports."""

    year: int
    due: date
    form: Form
    numbers: Mapping[str, tuple[int, ...]]
    disputes: Mapping[str, int]

    @property
    def adds_up(self) -> bool:
        """What came in and what was carried in is what was answered and what is carried over, in every column."""
        came = (sum(pair) for pair in zip(self.numbers[NEW], self.numbers[CARRIED], strict=True))
        went = (sum(pair) for pair in zip(self.numbers[TOTAL], self.numbers[LEFT], strict=True))
        return tuple(came) == tuple(went)


def form(directory: Directory) -> Form:
    """The layout of the table by policy."""
    if FILE not in directory.texts:
        raise BrokenPolicy(FILE, 1, "missing")
    return _form(directory.texts[FILE])


@lru_cache(maxsize=4)
def _form(text: str) -> Form:
    file = read_policy(FILE, text)
    rows = records(file, "row", Row, Row.__slots__)
    columns = records(file, "column", Column, Column.__slots__)
    return Form(rows, columns)


def report(requests: Iterable[Matter], year: int, directory: Directory) -> Report:
    """The table of the year over all requests that a unit, or the district, ever had."""
    layout = form(directory)
    counts: dict[str, dict[str, int]] = {row.id: {column.id: 0 for column in layout.columns} for row in layout.rows}
    disputes: dict[str, int] = {}
    for request in requests:
        placed = _column(request, layout)
        for row in _rows(request, year, directory):
            counts[row][placed] += 1
        for name in _disputes(request, year):
            disputes[name] = disputes.get(name, 0) + 1
    numbers = {row: tuple(found.values()) for row, found in counts.items()}
    return Report(
        year, due_day(year, directory), layout, {row: (*found, sum(found)) for row, found in numbers.items()}, disputes
    )


def due_day(year: int, directory: Directory) -> date:
    """The day by which a unit reports on a year (条例 49), which the policy writes as month and day, `131`."""
    duty = directory.duty(DUE, date(year + 1, 1, 1))
    month, day = divmod(duty.number, 100) if duty else (12, 31)
    return date(year + 1, month, day)


def _column(request: Matter, layout: Form) -> str:
    """The column of the applicant's kind; whoever is of no listed kind stands in the last, which takes all others."""
    kind = str(request.fields.get("applicant") or "citizen")
    found = (column.id for column in layout.columns if kind in column.applicants)
    return next(found, layout.columns[-1].id)


def _rows(request: Matter, year: int, directory: Directory) -> Iterable[str]:
    """The rows in which a request is counted: how it came in, and what became of it by the end of the year."""
    came = parse_day(str(request.fields.get("received_on") or "")[:10])
    if came is None or came.year > year:
        return ()
    answered = _answered(request)
    if answered is not None and answered.year < year:
        return ()
    entry = NEW if came.year == year else CARRIED
    if answered is None or answered.year > year:
        return (entry, LEFT)
    return (entry, result_row(request, directory), TOTAL)


def _answered(request: Matter) -> date | None:
    """The day on which a request was answered or given up."""
    day = parse_day(str(request.system.get("answered_at") or "")[:10])
    return day or (parse_day(request.changed_at[:10]) if request.state == "lapsed" else None)


def result_row(request: Matter, directory: Directory) -> str:
    """The row of the result: that of the outcome, or that of a correction that never came."""
    if request.state == "lapsed":
        return "not_corrected"
    code = outcomes(directory).codes.get(str((request.fields.get("outcome") or {}).get("code") or ""))
    return code.row if code else "other"


def _disputes(request: Matter, year: int) -> Iterable[str]:
    """The reviews and suits begun in the year, by kind and whether they have ended."""
    listed: Iterable[Mapping[str, Any]] = request.system.get("disputes", ())
    for each in listed:
        day = parse_day(str(each.get("day") or ""))
        if day and day.year == year:
            yield f"{each.get('sort', 'review')}.{'ended' if each.get('result') else OPEN}"
