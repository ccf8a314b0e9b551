"""The lock that closes by itself: what was typed stays, and nothing of it is seen anywhere."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.locking import minutes_in
from desktop.window import DeskWindow
from models.passwords import POLICY
from models.policy import shipped
from tests.ui.frame import overlay, window
from ui.notices import Question
from ui.widgets.lock import LockScreen


def test_the_policy_says_after_how_many_minutes() -> None:
    assert minutes_in(shipped()[POLICY]) == 10
    assert minutes_in("") == 0


def _touched(made: DeskWindow, touch: Callable[[], object]) -> bool:
    """Whether a touch begins the count again."""
    timer = made.locking._timer
    timer.stop()
    touch()
    return timer.isActive()


def test_it_locks_by_itself_and_a_touch_begins_the_count_again(qtbot: QtBot) -> None:
    with window() as made:
        made.activateWindow()
        qtbot.waitUntil(lambda: QGuiApplication.focusWindow() is made.windowHandle())
        assert made.locking._timer.interval() == 600_000
        assert made.locking._timer.isActive()
        handle = made.windowHandle()
        made.rail.setFocus()
        words = QInputMethodEvent("fangxun", [])
        at = QPoint(300, 300)
        assert _touched(made, lambda: QTest.mouseMove(handle, at))
        assert _touched(made, lambda: QTest.mouseClick(handle, Qt.MouseButton.LeftButton, pos=at))
        assert _touched(made, lambda: QTest.keyClick(handle, Qt.Key.Key_Down))
        focus = QApplication.focusWidget()
        assert focus is not None
        assert _touched(made, lambda: QApplication.sendEvent(focus, words))
        assert not _touched(made, made.repaint)
        made.locking._timer.timeout.emit()
        assert made.locking.on
        assert isinstance(overlay(made), LockScreen)
        assert not _touched(made, lambda: QTest.mouseMove(handle, QPoint(310, 310)))


@pytest.mark.usefixtures("qapp")
def test_hands_in_a_window_of_ones_own_count_as_well() -> None:
    with window() as made:
        made.go("items", id="i4")
        made.open_matter("item", "i4", own_window=True)
        apart = made.own_windows[0]
        apart.activateWindow()
        QApplication.processEvents()
        assert _touched(made, lambda: QTest.mouseMove(apart.windowHandle(), QPoint(200, 200)))


@pytest.mark.usefixtures("qapp")
def test_while_it_is_locked_neither_title_nor_other_windows_nor_what_opens_says_anything() -> None:
    with window() as made:
        made.go("items", id="i4")
        made.open_matter("item", "i4", own_window=True)
        title, apart = made.windowTitle(), made.own_windows[0]
        assert apart.isVisible()
        made.run("lock")
        lock = overlay(made)
        assert isinstance(lock, LockScreen)
        assert not apart.isVisible()
        assert made.windowTitle() == made.words("shell.app")
        made.session.changed.emit([])
        assert made.windowTitle() == made.words("shell.app")
        made.notices.asked.emit(Question("密", "密", "密", lambda: None))
        QApplication.processEvents()
        seen = made.childAt(made.rect().center())
        assert seen is not None
        assert lock.isAncestorOf(seen)
        lock.offer("right")
        assert apart.isVisible()
        assert made.windowTitle() == title
        assert not made.locking.on
