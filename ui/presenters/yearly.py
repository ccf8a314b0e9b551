"""The yearly report as a table for the screen and as a sheet for a spreadsheet program."""

from dataclasses import dataclass
from datetime import date

from models.policy import Directory
from models.yearly import NEW, TOTAL, Report, due_day
from ui.presenters.steps import said
from ui.text import Words


@dataclass(frozen=True, slots=True)
class LineFace:
    """A row as it is read: its words, how far they are set in, its numbers; a row that heads others has none."""

    words: str
    depth: int
    numbers: tuple[str, ...] = ()
    strong: bool = False


@dataclass(frozen=True, slots=True)
class YearFace:
    """The report of a year: heads of the columns, lines, what it says of itself, and until when it is due."""

    title: str
    heads: tuple[str, ...]
    lines: tuple[LineFace, ...]
    notes: tuple[str, ...]
    wrong: str = ""


def face(report: Report, words: Words, today: date) -> YearFace:
    """The report as it is shown."""
    heads = (
        words("requests.year.row"),
        *(said(each, words) for each in report.form.columns),
        words("requests.year.sum"),
    )
    lines = tuple(
        LineFace(
            words=f"{row.number} {said(row, words)}".strip(),
            depth=row.depth,
            numbers=() if row.heads else tuple(str(number) for number in report.numbers[row.id]),
            strong=row.depth == 0 or row.id in (NEW, TOTAL),
        )
        for row in report.form.rows
    )
    wrong = "" if report.adds_up else words("requests.year.wrong")
    return YearFace(words("requests.year.title", year=report.year), heads, lines, _notes(report, words, today), wrong)


def next_due(directory: Directory, today: date) -> date:
    """The next day by which a unit reports."""
    last = due_day(today.year - 1, directory)
    return last if last >= today else due_day(today.year, directory)


def _notes(report: Report, words: Words, today: date) -> tuple[str, ...]:
    told = [words("requests.year.due", day=words.day(report.due, today))]
    for sort in ("review", "suit"):
        ended, open_ = (report.disputes.get(f"{sort}.{how}", 0) for how in ("ended", "open"))
        if ended or open_:
            told.append(words(f"requests.year.{sort}", n=ended + open_, open=open_))
    return tuple(told)


def sheet(report: Report, words: Words, today: date) -> list[list[str]]:
    """The table for a spreadsheet program, with its head."""
    shown = face(report, words, today)
    blank = [""] * (len(shown.heads) - 1)
    return [list(shown.heads), *([("　" * line.depth) + line.words, *(line.numbers or blank)] for line in shown.lines)]


def file_name(report: Report, unit: str, words: Words) -> str:
    """The suggested name of the exported file."""
    return words("requests.year.file", unit=unit, year=report.year)
