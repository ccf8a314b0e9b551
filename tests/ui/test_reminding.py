"""What the person is to be told is reckoned behind the window, after changes and as the hours pass."""

import pytest
from pytestqt.qtbot import QtBot

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


@pytest.mark.usefixtures("qapp")
def test_a_look_is_told_once_and_nothing_new_not_again(session: Session) -> None:
    kept, heard = Reminding(session), list[Inbox | None]()
    kept.told.connect(lambda: heard.append(kept.latest))
    for _ in range(3):
        kept.look()
        settle()
    assert heard == [inbox()]


def test_changes_that_come_in_runs_cost_one_look(qtbot: QtBot, session: Session) -> None:
    kept = Reminding(session)
    with qtbot.waitSignal(kept.told, timeout=5 * SETTLE_MS):
        for _ in range(5):
            session.changed.emit([])
    assert kept.latest == inbox()


@pytest.mark.usefixtures("qapp")
def test_asked_during_a_look_another_follows(session: Session) -> None:
    kept = Reminding(session)
    kept.look()
    session.desk.reminding.mark_read(["a"])
    kept.look()
    settle()
    assert kept.latest is not None
    assert kept.latest.read == {"a"}


@pytest.mark.usefixtures("qapp")
def test_hours_pass_without_any_change(session: Session) -> None:
    kept = Reminding(session)
    assert kept._hours.isActive()
    assert kept._hours.interval() == EVERY_MS
