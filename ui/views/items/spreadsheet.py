"""Writes a table as CSV or Excel; loaded late, since XlsxWriter is needed only then."""

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import TypeAlias

import xlsxwriter

from models.cells import guarded

Cell: TypeAlias = str | int | float
Table: TypeAlias = Sequence[Sequence[Cell]]


def write(file: Path, table: Table) -> None:
    """Writes by the file's suffix; CSV carries a mark of UTF-8, without which Excel shows Chinese as noise."""
    if file.suffix.lower() == ".xlsx":
        _write_xlsx(file, table)
        return
    with file.open("w", encoding="utf-8-sig", newline="") as out:
        csv.writer(out).writerows([guarded(cell) if isinstance(cell, str) else cell for cell in line] for line in table)


def _write_xlsx(file: Path, table: Table) -> None:
    try:
        with xlsxwriter.Workbook(str(file), {"strings_to_formulas": False, "strings_to_urls": False}) as book:
            sheet, bold = book.add_worksheet(), book.add_format({"bold": True})
            for at, line in enumerate(table):
                for across, cell in enumerate(line):
                    write = sheet.write_string if isinstance(cell, str) else sheet.write_number
                    write(at, across, cell, bold if at == 0 else None)
            sheet.set_column(0, 0, 48)
            sheet.set_column(1, max(1, len(table[0]) - 1), 20)
            sheet.freeze_panes(1, 0)
    except xlsxwriter.exceptions.FileCreateError as fault:
        raise OSError(str(fault)) from fault
