"""Sheets: Esc steps back, only Ctrl Enter signs off, and the keyboard stays inside."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from ui.style.look import Look
from ui.widgets.buttons import ActionButton
from ui.widgets.overlay import SlipDialog


@pytest.fixture
def page(qtbot: QtBot) -> Iterator[QWidget]:
    made = QWidget()
    made.resize(900, 600)
    qtbot.addWidget(made)
    made.show()
    return made


class Slip(SlipDialog):
    """A sheet with two fields and a primary step."""

    def __init__(self, page: QWidget) -> None:
        super().__init__(page, Look(), "审签")
        self.taken = 0
        self.lines = [QLineEdit(), QLineEdit()]
        for line in self.lines:
            self.body.addWidget(line)
        self.step = self.add_button(ActionButton(self._look, "审签", "primary"))
        self.step.clicked.connect(self._take)
        self.open()

    def _take(self) -> None:
        self.taken += 1


def test_enter_never_signs_off_but_ctrl_enter_does(qtbot: QtBot, page: QWidget) -> None:
    slip = Slip(page)
    qtbot.keyClick(slip.lines[0], Qt.Key.Key_Return)
    slip.step.setFocus()
    qtbot.keyClick(slip.step, Qt.Key.Key_Return)
    assert slip.taken == 0
    qtbot.keyClick(slip.lines[0], Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert slip.taken == 1


def test_escape_steps_back_without_taking_the_step(qtbot: QtBot, page: QWidget) -> None:
    slip = Slip(page)
    with qtbot.waitSignal(slip.closed) as closed:
        qtbot.keyClick(slip.lines[0], Qt.Key.Key_Escape)
    assert closed.args == [False]
    assert slip.taken == 0


def test_tab_stays_inside_the_sheet(qtbot: QtBot, page: QWidget) -> None:
    outside = QLineEdit(page)
    outside.show()
    slip = Slip(page)
    for _ in range(8):
        qtbot.keyClick(page.focusWidget() or slip, Qt.Key.Key_Tab)
        assert page.focusWidget() is not outside


def test_keys_of_the_window_rest_while_a_sheet_is_open(qtbot: QtBot, page: QWidget) -> None:
    pressed: list[str] = []
    shortcut = QShortcut(QKeySequence("F5"), page)
    shortcut.activated.connect(lambda: pressed.append("F5"))
    slip = Slip(page)
    qtbot.keyClick(slip.lines[0], Qt.Key.Key_F5)
    assert pressed == []


def test_what_had_the_keyboard_may_be_gone_when_the_sheet_closes(qtbot: QtBot, page: QWidget) -> None:
    line = QLineEdit(page)
    line.show()
    line.setFocus()
    slip = Slip(page)
    delete(line)
    slip.dismiss()
    assert not slip.isVisible()


def test_the_sheet_follows_its_window(qtbot: QtBot, page: QWidget) -> None:
    slip = Slip(page)
    page.resize(700, 420)
    assert slip.size() == page.size()
    assert page.rect().contains(slip.panel.geometry())


def test_a_sheet_taller_than_its_window_scrolls_inside(qtbot: QtBot, page: QWidget) -> None:
    slip = Slip(page)
    for _ in range(40):
        slip.body.addWidget(QLineEdit())
    page.resize(800, 400)
    assert slip.panel.height() <= 400


def test_a_sheet_grows_with_what_it_shows(qtbot: QtBot, page: QWidget) -> None:
    slip = Slip(page)
    before = slip.panel.height()
    more = QWidget()
    more.setFixedHeight(120)
    slip.body.addWidget(more)
    qtbot.waitUntil(lambda: slip.panel.height() >= before + 120)
    more.hide()
    qtbot.wait(10)
    assert slip.panel.height() >= before + 120, "nothing jumps away from under the hand"
