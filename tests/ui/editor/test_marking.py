"""Marks end with their editor: a theme that changes later paints nothing that is gone."""

from PySide6.QtWidgets import QTextEdit
from shiboken6 import delete

from ui.editor.marking import Marks
from ui.style.look import Look


def test_a_theme_that_changes_after_the_editor_is_gone_paints_nothing(look: Look) -> None:
    edit = QTextEdit()
    painted: list[bool] = []
    marks = Marks(edit, look)
    marks.put("findings", ())
    edit.destroyed.connect(lambda: painted.append(False))
    delete(edit)
    look.put(theme="dark")
    assert painted == [False]
