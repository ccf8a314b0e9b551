"""What is open is told while it can be seen, and who else is there is heard; without a network nobody is."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from models.problems import Refused, Unreachable
from sync.protocol import Other, Others
from ui import company, work
from ui.company import Company

ZHOU = {"m1": (Other("周敏", "2026-04-28T09:38:00+08:00"),)}


@dataclass
class Portal:
    """Answers as laid ready, and remembers what was said."""

    answer: Others = field(default_factory=dict)
    problem: Refused | None = None
    online: bool = True
    said: list[list[str]] = field(default_factory=list)

    def ask(self, ids: Sequence[str]) -> Others:
        self.said.append(list(ids))
        if self.problem is not None:
            raise self.problem
        return self.answer


@pytest.fixture(autouse=True)
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(company, "SOON_MS", 1)
    monkeypatch.setattr(company, "PING_MS", 5)


def _of(portal: Portal) -> Company:
    return Company(portal.ask, lambda: portal.online)


def test_an_open_matter_is_told_and_who_else_has_it_is_heard(qtbot: QtBot) -> None:
    portal, pane = Portal(ZHOU), QObject()
    made = _of(portal)
    with qtbot.waitSignal(made.told):
        made.enter(pane, "m1")
    assert [one.name for one in made.at("m1")] == ["周敏"]
    assert made.at("m2") == ()
    portal.answer = {}
    with qtbot.waitSignal(made.told):
        pass
    assert made.at("m1") == ()
    made.stop()
    work.finish()


def test_a_closed_matter_is_told_once_and_then_there_is_silence(qtbot: QtBot) -> None:
    portal, pane = Portal(), QObject()
    made = _of(portal)
    made.enter(pane, "m1")
    qtbot.waitUntil(lambda: len(portal.said) > 1)
    made.leave(pane)
    qtbot.waitUntil(lambda: portal.said[-1] == [])
    count = len(portal.said)
    qtbot.wait(30)
    assert len(portal.said) == count


def test_without_a_network_nothing_is_asked_and_nobody_is_there(qtbot: QtBot) -> None:
    portal, pane = Portal(ZHOU), QObject()
    made = _of(portal)
    with qtbot.waitSignal(made.told):
        made.enter(pane, "m1")
    portal.online = False
    with qtbot.waitSignal(made.told):
        pass
    count = len(portal.said)
    qtbot.wait(30)
    assert (made.at("m1"), len(portal.said)) == ((), count)
    portal.online = True
    with qtbot.waitSignal(made.told):
        pass
    made.stop()
    work.finish()


@pytest.mark.parametrize(
    ("problem", "goes_on"), [(Unreachable("unreachable"), True), (Refused("not_found", id="/v1/presence"), False)]
)
def test_a_portal_that_does_not_answer_is_asked_again_and_one_that_cannot_is_not(
    qtbot: QtBot, problem: Refused, goes_on: bool
) -> None:
    portal = Portal(problem=problem)
    made, pane = _of(portal), QObject()
    made.enter(pane, "m1")
    qtbot.waitUntil(lambda: bool(portal.said))
    qtbot.wait(50)
    assert (len(portal.said) > 1) is goes_on
    made.stop()
    work.finish()


@pytest.mark.parametrize("problem", [None, Unreachable("unreachable")])
def test_who_goes_takes_leave_at_once_whether_it_is_heard_or_not(qtbot: QtBot, problem: Refused | None) -> None:
    portal, pane = Portal(), QObject()
    made = _of(portal)
    made.enter(pane, "m1")
    qtbot.waitUntil(lambda: bool(made._said))
    portal.problem = problem
    made.stop()
    work.finish()
    assert portal.said[-1] == []
    count = len(portal.said)
    qtbot.wait(30)
    assert len(portal.said) == count
