"""The figures of a month as a table, a chart of the last year and a spreadsheet (Art. 26, 27, 39)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from models.figures import Line, Month, figures, month_of, months_to, total
from models.matter import Matter
from models.policy import Directory
from ui.presenters.shell import unit_name
from ui.text import Words

MONTHS = 12
CHOICES = 24
COUNTS = ("received", "answered", "in_time", "overdue")
SHOWN = (*COUNTS, "punctual", "average", "extensions", "no_replies", "supervised", "satisfaction")
SERIES = (("received", "primary", "plain"), ("in_time", "green", "lines"), ("overdue", "red", "cross"))
"""What the chart draws of each month: its colour, and the pattern that tells it apart without colour."""
ALL = ""
Options = list[tuple[str, str]]
Lines = Mapping[str, Mapping[Month, Line]]


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A unit, or all of them, with what stands in each column; `marks` names the columns that want attention."""

    unit: str
    name: str
    cells: tuple[str, ...]
    marks: frozenset[int]
    total: bool = False

    @property
    def spoken(self) -> str:
        return " ".join((self.name, *self.cells))


@dataclass(frozen=True, slots=True)
class Series:
    """One sort of bar: its word, the token of its colour and its pattern (plain, lines, cross)."""

    word: str
    token: str
    pattern: str


@dataclass(frozen=True, slots=True)
class BarsFace:
    """A chart: for each label a value of every series, and the whole of it in words."""

    title: str
    series: tuple[Series, ...]
    groups: tuple[tuple[str, tuple[int, ...]], ...]
    spoken: str


@dataclass(frozen=True, slots=True)
class FiguresFace:
    """The table of one month; the first row is all units together."""

    heads: tuple[str, ...]
    rows: tuple[FigureRow, ...]


def counted(dockets: Iterable[Matter], month: Month, today: date, kind: str) -> Lines:
    """The lines of all units for the year that ends with a month."""
    return figures(dockets, months_to(month, MONTHS), today, kind)


def present(lines: Lines, month: Month, directory: Directory, words: Words) -> FiguresFace:
    """The table: who has most that is overdue comes first; units without anything in the month are left out."""
    of_month = {unit: by_month[month] for unit, by_month in lines.items() if by_month[month] != Line()}
    ranked = sorted(of_month.items(), key=lambda each: (-each[1].overdue, -each[1].received, each[0]))
    rows = [
        _row(unit, unit_name(directory, unit, words) or words("docket.no_unit"), line, words) for unit, line in ranked
    ]
    whole = _row(ALL, words("figures.all_units"), total(of_month.values()), words, whole=True)
    return FiguresFace((words("figures.unit"), *(words(f"figures.{name}") for name in SHOWN)), (whole, *rows))


def chart(lines: Lines, unit: str, month: Month, directory: Directory, words: Words, *, whole: bool) -> BarsFace:
    """The last year of a unit, or of all of them."""
    months = months_to(month, MONTHS)
    chosen = list(lines.values()) if whole else [lines[unit]] if unit in lines else []
    sums = [total(by_month[each] for by_month in chosen) for each in months]
    name = words("figures.all_units") if whole else unit_name(directory, unit, words) or words("docket.no_unit")
    series = tuple(Series(words(f"figures.{what}"), token, pattern) for what, token, pattern in SERIES)
    groups = tuple(
        (_short(each, month, words), tuple(int(getattr(line, what)) for what, _, _ in SERIES))
        for each, line in zip(months, sums, strict=True)
    )
    spoken = "; ".join(
        f"{label}: {', '.join(f'{one.word} {value}' for one, value in zip(series, values, strict=True))}"
        for label, values in groups
    )
    title = words("figures.chart", name=name, first=month_word(months[0], words), last=month_word(month, words))
    return BarsFace(title, series, groups, spoken)


def month_options(today: date, words: Words) -> Options:
    """The months that can be chosen, this one first."""
    return [(month_key(each), month_word(each, words)) for each in reversed(months_to(month_of(today), CHOICES))]


def month_key(month: Month) -> str:
    """`2026-04`."""
    return f"{month[0]}-{month[1]:02}"


def month_from(key: str) -> Month:
    """The month of a key."""
    year, _, number = key.partition("-")
    return int(year), int(number)


def month_word(month: Month, words: Words) -> str:
    """`2026年4月`, `Apr 2026`."""
    return words.month(date(month[0], month[1], 1))


def exported(lines: Lines, month: Month, directory: Directory, words: Words) -> list[list[str | int | float]]:
    """The table for a spreadsheet: figures as figures, shares in percent, nothing where nothing can be said."""
    names = (*SHOWN, "rated", "pleased")
    head: list[str | int | float] = [words("figures.unit"), *(words(f"figures.{name}") for name in names)]
    shown = present(lines, month, directory, words).rows
    table = [head]
    for row in shown:
        line = total(by_month[month] for by_month in lines.values()) if row.total else lines[row.unit][month]
        table.append([row.name, *(_value(line, name) for name in names)])
    return table


def export_name(month: Month, words: Words) -> str:
    """The suggested name of an exported file."""
    return words("figures.export_name", month=month_key(month))


def _value(line: Line, name: str) -> str | int | float:
    value = getattr(line, name)
    if value is None:
        return ""
    if name in ("punctual", "satisfaction"):
        return round(float(value) * 100, 1)
    return round(value, 1) if isinstance(value, float) else int(value)


def _row(unit: str, name: str, line: Line, words: Words, *, whole: bool = False) -> FigureRow:
    cells = tuple(_cell(line, each, words) for each in SHOWN)
    marks = frozenset(at for at, each in enumerate(SHOWN) if each == "overdue" and line.overdue)
    return FigureRow(unit, name, cells, marks, whole)


def _cell(line: Line, name: str, words: Words) -> str:
    value = getattr(line, name)
    if value is None:
        return "–"
    if name in ("punctual", "satisfaction"):
        return f"{value:.0%}"
    if name == "average":
        return words("figures.days", days=f"{value:.1f}")
    return str(value)


def _short(each: Month, last: Month, words: Words) -> str:
    """`4月`, and the year where it begins or is another."""
    return words.month(date(each[0], each[1], 1), year=each[0] != last[0] and each[1] in (1, 12))
