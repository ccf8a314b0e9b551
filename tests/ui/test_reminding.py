"""What the person is to be told is reckoned behind the window, after changes and as the hours pass."""

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import delete, isValid

from sync.client.reminding import Inbox
from tests.ui.fakes import CLERK, NOW
from tests.ui.frame import settle
from tests.ui.told import Told, inbox
from ui.reminding import EVERY_MS, SETTLE_MS, Reminding
from ui.session import Session
from ui.text import Words


@pytest.fixture
def session() -> Session:
    return Session(Told(), Words("zh"), CLERK, lambda: NOW, lambda: None)


@pytest.fixture
def window(qapp: QApplication) -> QObject:
    return QObject()


def test_a_look_is_told_once_and_nothing_new_not_again(session: Session, window: QObject) -> None:
    kept, heard = Reminding(session, window), list[Inbox | None]()
    kept.told.connect(lambda: heard.append(kept.latest))
    for _ in range(3):
        kept.look()
        settle()
    assert heard == [inbox()]


def test_changes_that_come_in_runs_cost_one_look(qtbot: QtBot, session: Session, window: QObject) -> None:
    kept = Reminding(session, window)
    with qtbot.waitSignal(kept.told, timeout=5 * SETTLE_MS):
        for _ in range(5):
            session.changed.emit([])
    assert kept.latest == inbox()


def test_asked_during_a_look_another_follows(session: Session, window: QObject) -> None:
    kept = Reminding(session, window)
    kept.look()
    session.desk.reminding.mark_read(["a"])
    kept.look()
    settle()
    assert kept.latest is not None
    assert kept.latest.read == {"a"}


def test_hours_pass_without_any_change(session: Session, window: QObject) -> None:
    kept = Reminding(session, window)
    assert kept._hours.isActive()
    assert kept._hours.interval() == EVERY_MS


def test_nothing_is_told_once_the_window_is_gone(session: Session, window: QObject) -> None:
    kept, heard = Reminding(session, window), list[bool]()
    kept.told.connect(lambda: heard.append(True))
    session.changed.emit([])
    kept.look()
    delete(window)
    settle()
    assert not heard
    assert not isValid(kept)
