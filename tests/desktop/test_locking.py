"""The lock that closes by itself: what was typed stays, and nothing of it is seen anywhere."""

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from desktop.locking import minutes_in
from models.passwords import POLICY
from models.policy import shipped
from tests.ui.frame import overlay, window
from ui.notices import Question
from ui.widgets.lock import LockScreen


def test_the_policy_says_after_how_many_minutes() -> None:
    assert minutes_in(shipped()[POLICY]) == 10
    assert minutes_in("") == 0


@pytest.mark.usefixtures("qapp")
def test_it_locks_by_itself_and_a_touch_begins_the_count_again() -> None:
    with window() as made:
        locking = made.locking
        assert locking._timer.interval() == 600_000
        began = locking._timer.timerId()
        QApplication.sendEvent(made, QEvent(QEvent.Type.Wheel))
        assert locking._timer.isActive()
        assert locking._timer.timerId() != began or locking._timer.remainingTime() > 599_000
        locking._timer.timeout.emit()
        assert locking.on
        assert isinstance(overlay(made), LockScreen)


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
        assert lock.isAncestorOf(made.childAt(made.rect().center()))
        lock.offer("right")
        assert apart.isVisible()
        assert made.windowTitle() == title
        assert not made.locking.on
