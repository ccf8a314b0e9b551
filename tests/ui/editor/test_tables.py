"""Tables grow, shrink, merge and split, and never stand inside each other."""

from PySide6.QtGui import QTextCursor, QTextTable

from ui.editor import tables
from ui.editor.tables import Here
from ui.editor.text_edit import TextEdit

TABLE = "<table>\n<tr><td>甲</td><td>乙</td></tr>\n<tr><td>丙</td><td>丁</td></tr>\n</table>"


def _here(edit: TextEdit, row: int, column: int, row2: int | None = None, column2: int | None = None) -> Here:
    table = edit.document().rootFrame().childFrames()[0]
    assert isinstance(table, QTextTable)
    cursor = QTextCursor(edit.document())
    cursor.setPosition(table.cellAt(row, column).firstPosition())
    if row2 is not None and column2 is not None:
        end = table.cellAt(row2, column2).lastPosition()
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    return Here(cursor, edit.measure)


def _html(edit: TextEdit) -> str:
    return edit.ledger.snapshot().html


def test_a_new_table_has_a_head_row(edit: TextEdit) -> None:
    tables.insert(edit.textCursor(), 2, 2, edit.measure)
    assert _html(edit) == "<table>\n<tr><th></th><th></th></tr>\n<tr><td></td><td></td></tr>\n</table>"


def test_there_is_no_table_in_a_table(edit: TextEdit) -> None:
    edit.put(TABLE)
    assert tables.insert(_here(edit, 0, 0).cursor, 2, 2, edit.measure) is None


def test_rows_and_columns_come_and_go(edit: TextEdit) -> None:
    edit.put(TABLE)
    _here(edit, 0, 0).add_row(below=True)
    _here(edit, 0, 1).add_column(right=True)
    assert _html(edit).count("<tr>") == 3
    assert _html(edit).count("<td>") == 9
    _here(edit, 1, 0).remove_rows()
    _here(edit, 0, 2).remove_columns()
    assert _html(edit) == TABLE


def test_merged_cells_split_again(edit: TextEdit) -> None:
    edit.put(TABLE)
    _here(edit, 0, 0, 0, 1).merge()
    assert '<td colspan="2">' in _html(edit)
    _here(edit, 0, 0).split()
    assert _html(edit).count("<td>") == 4


def test_a_table_can_be_removed_as_a_whole_and_brought_back(edit: TextEdit) -> None:
    edit.put(f"<p>前</p>\n{TABLE}\n<p>后</p>")
    _here(edit, 1, 1).remove()
    assert _html(edit) == "<p>前</p>\n<p>后</p>"
    edit.undo()
    assert _html(edit) == f"<p>前</p>\n{TABLE}\n<p>后</p>"
