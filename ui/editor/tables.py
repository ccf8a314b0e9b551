"""Rows, columns and spans of the tables in the text; each change is one undo step."""

from collections.abc import Callable
from typing import Any

from PySide6.QtGui import QTextCursor, QTextTable, QTextTableCell

from ui.editor import shape
from ui.editor.shape import Measure

MOST = 60
"""The most rows or columns that a new table may have."""


def insert(cursor: QTextCursor, rows: int, columns: int, measure: Measure, *, header: bool = True) -> QTextTable | None:
    """A new table at the cursor, its first row made header cells; None inside another table, which may hold none."""
    if cursor.currentTable() is not None:
        return None
    rows, columns = min(max(rows, 1), MOST), min(max(columns, 1), MOST)
    cursor.beginEditBlock()
    table = cursor.insertTable(rows, columns, shape.table_format(columns))
    for row in range(rows):
        for column in range(columns):
            _dress(table.cellAt(row, column), measure, header=header and row == 0)
    cursor.setPosition(table.lastCursorPosition().position() + 1)
    if not cursor.block().text():
        cursor.setBlockFormat(shape.line_format(measure, "p"))
    cursor.endEditBlock()
    cursor.setPosition(table.cellAt(0, 0).firstPosition())
    return table


def _dress(cell: QTextTableCell, measure: Measure, *, header: bool) -> None:
    cell.setFormat(shape.cell_format(header=header))
    inside = cell.firstCursorPosition()
    inside.setBlockFormat(shape.cell_line_format(measure))


def _keep_apart(table: QTextTable) -> None:
    """Puts an empty line behind a table that is about to go: Qt would join the paragraphs before and behind it."""
    behind = table.lastCursorPosition()  # never table.document(): its wrapper takes the document along when it goes
    behind.setPosition(table.lastPosition() + 1)
    behind.insertBlock()


class Here:
    """The table at a cursor and the cells that are selected in it."""

    def __init__(self, cursor: QTextCursor, measure: Measure) -> None:
        self.cursor, self.measure = cursor, measure
        self.table: QTextTable | None = cursor.currentTable()

    def _area(self, table: QTextTable) -> tuple[int, int, int, int]:
        """First row, rows, first column, columns of the selection, or of the one cell."""
        if self.cursor.hasComplexSelection():
            chosen: Any = self.cursor.selectedTableCells()  # Qt's stubs say object
            return (int(chosen[0]), int(chosen[1]), int(chosen[2]), int(chosen[3]))
        cell = table.cellAt(self.cursor)
        return cell.row(), cell.rowSpan(), cell.column(), cell.columnSpan()

    def add_row(self, *, below: bool) -> None:
        """A row above or below the one where the cursor is."""
        if self.table is not None:
            row, rows, _column, _columns = self._area(self.table)
            self._change(lambda table: table.insertRows(row + rows if below else row, 1))

    def add_column(self, *, right: bool) -> None:
        """A column left or right of the one where the cursor is."""
        if self.table is not None:
            _row, _rows, column, columns = self._area(self.table)
            self._change(lambda table: table.insertColumns(column + columns if right else column, 1))
            self._share()

    def remove_rows(self) -> None:
        """Removes the selected rows; the last row takes the table with it."""
        if self.table is not None:
            row, rows, _column, _columns = self._area(self.table)
            whole = rows >= self.table.rows()
            self._change(*[_keep_apart][: int(whole)], lambda table: table.removeRows(row, rows))

    def remove_columns(self) -> None:
        """Removes the selected columns; the last column takes the table with it."""
        if self.table is not None:
            _row, _rows, column, columns = self._area(self.table)
            whole = columns >= self.table.columns()
            self._change(*[_keep_apart][: int(whole)], lambda table: table.removeColumns(column, columns))
            if not whole:
                self._share()

    def remove(self) -> None:
        """Removes the whole table."""
        if self.table is not None:
            self._change(_keep_apart, lambda table: table.removeRows(0, table.rows()))

    def merge(self) -> None:
        """Makes one cell of the selected ones."""
        if self.table is not None and self.cursor.hasComplexSelection():
            self._change(lambda table: table.mergeCells(self.cursor))

    def split(self) -> None:
        """Makes the merged cell single cells again."""
        if self.table is not None:
            cell = self.table.cellAt(self.cursor)
            row, column = cell.row(), cell.column()
            self._change(lambda table: table.splitCell(row, column, 1, 1))

    def _change(self, *acts: Callable[[QTextTable], None]) -> None:
        if self.table is None:
            return
        self.cursor.beginEditBlock()
        for act in acts:
            act(self.table)
        self.cursor.endEditBlock()

    def _share(self) -> None:
        """Spreads the columns over the width again."""
        if self.table is not None:
            self.table.setFormat(shape.table_format(self.table.columns()))
