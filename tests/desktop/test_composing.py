"""Choosing a word in the input method never signs anything off."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QInputMethodEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.composing import Composing


class Desk(QWidget):
    """Two lines, and one command on a key."""

    def __init__(self) -> None:
        super().__init__()
        self.one, self.other, self.done = QLineEdit(), QLineEdit(), list[str]()
        lines = QVBoxLayout(self)
        lines.addWidget(self.one)
        lines.addWidget(self.other)
        for key in ("Ctrl+Return", "Esc", "F5", "Alt+1"):
            QShortcut(QKeySequence(key), self).activated.connect(lambda key=key: self.done.append(key))


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication) -> Iterator[Desk]:
    guard = Composing(qapp)
    made = Desk()
    qtbot.addWidget(made)
    made.show()
    qtbot.waitActive(made)
    made.activateWindow()
    made.one.setFocus()
    qtbot.waitUntil(made.one.hasFocus)
    yield made
    qapp.focusChanged.disconnect(guard._on_focus)


def _compose(line: QLineEdit, letters: str, word: str = "") -> None:
    event = QInputMethodEvent(letters, [])
    event.setCommitString(word)
    QCoreApplication.sendEvent(line, event)


def _press_all(qtbot: QtBot, line: QLineEdit) -> None:
    qtbot.keyClick(line, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(line, Qt.Key.Key_Escape)
    qtbot.keyClick(line, Qt.Key.Key_F5)
    qtbot.keyClick(line, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)


def test_while_a_word_is_being_composed_no_key_does_anything_else(qtbot: QtBot, desk: Desk) -> None:
    returned: list[bool] = []
    desk.one.returnPressed.connect(lambda: returned.append(True))
    _compose(desk.one, "fangxun")
    _press_all(qtbot, desk.one)
    qtbot.keyClick(desk.one, Qt.Key.Key_Return)
    qtbot.keyClick(desk.one, Qt.Key.Key_Tab)
    assert (desk.done, returned, desk.one.hasFocus()) == ([], [], True)
    _compose(desk.one, "", "防汛")
    assert desk.one.text() == "防汛"
    _press_all(qtbot, desk.one)
    assert desk.done == ["Ctrl+Return", "Esc", "F5", "Alt+1"]


def test_letters_are_never_held_back(qtbot: QtBot, desk: Desk) -> None:
    _compose(desk.one, "f")
    qtbot.keyClicks(desk.one, "abc")
    assert "abc" in desk.one.text()


def test_a_composition_ends_with_the_focus_so_that_no_key_stays_dead(qtbot: QtBot, desk: Desk) -> None:
    _compose(desk.one, "fangxun")
    desk.other.setFocus()
    _press_all(qtbot, desk.other)
    assert desk.done == ["Ctrl+Return", "Esc", "F5", "Alt+1"]
