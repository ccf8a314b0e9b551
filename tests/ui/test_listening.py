"""The courier goes when the portal has something, listens again after each round, and asks oftener where it cannot."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from queue import Queue

import pytest
from pytestqt.qtbot import QtBot

from models.problems import Unreachable
from sync.client.engine import Round
from tests.ui.fakes import NOW
from ui import courier as module
from ui import listening, work
from ui.courier import LISTENING_S, PAUSE_S, Courier


@dataclass
class Portal:
    """Says something new when the test lets it; None: the line breaks."""

    says: "Queue[bool | None]" = field(default_factory=Queue)
    rounds: int = 0
    waits: int = 0
    threads: set[int] = field(default_factory=set)

    def wait(self) -> bool:
        self.waits += 1
        self.threads.add(threading.get_ident())
        said = self.says.get(timeout=20)
        if said is None:
            raise Unreachable("unreachable", reason="cut")
        return said

    def round(self) -> Round:
        self.rounds += 1
        return Round()


@pytest.fixture
def portal() -> Iterator[Portal]:
    made = Portal()
    yield made
    for _ in range(3):
        made.says.put(False)


@pytest.fixture
def courier(qtbot: QtBot, portal: Portal, monkeypatch: pytest.MonkeyPatch) -> Iterator[Courier]:
    monkeypatch.setattr(module, "FIRST_MS", 0)
    monkeypatch.setattr(module, "SETTLE_MS", 0)
    monkeypatch.setattr(listening, "APART_S", 0.1)
    made = Courier(portal.round, lambda: (0, 0), lambda: NOW, lambda _n: 60.0, wait=portal.wait)
    made.start()
    qtbot.waitUntil(lambda: portal.waits == 1)
    yield made
    made.stop()


def test_news_brings_a_round_and_then_it_listens_again(qtbot: QtBot, portal: Portal, courier: Courier) -> None:
    assert portal.rounds == 1
    portal.says.put(True)
    qtbot.waitUntil(lambda: (portal.rounds, portal.waits) == (2, 2))
    assert threading.get_ident() not in portal.threads


def test_a_quiet_answer_costs_no_round(qtbot: QtBot, portal: Portal, courier: Courier) -> None:
    portal.says.put(False)
    qtbot.waitUntil(lambda: portal.waits == 2)
    assert portal.rounds == 1
    assert courier._rest() == LISTENING_S


def test_what_answers_at_once_with_nothing_is_not_asked_without_end(
    qtbot: QtBot, portal: Portal, courier: Courier, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listening, "APART_S", 60.0)
    asked = list[float]()
    monkeypatch.setattr(listening, "sleep", asked.append)
    portal.says.put(False)
    qtbot.waitUntil(lambda: portal.waits == 2)
    assert asked == [60.0]


def test_a_line_that_breaks_at_once_leaves_the_courier_to_its_own_beat(
    qtbot: QtBot, portal: Portal, courier: Courier
) -> None:
    portal.says.put(False)
    qtbot.waitUntil(lambda: portal.waits == 2)
    portal.says.put(None)
    qtbot.waitUntil(lambda: courier._rest() == PAUSE_S)
    assert (portal.rounds, portal.waits) == (1, 2)
    courier.now()
    qtbot.waitUntil(lambda: portal.waits == 3)


def test_a_line_that_was_held_long_and_breaks_is_looked_after(
    qtbot: QtBot, portal: Portal, courier: Courier, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listening, "HELD_S", 0.0)
    portal.says.put(None)
    qtbot.waitUntil(lambda: portal.rounds == 2)


def test_after_the_end_nothing_is_heard(qtbot: QtBot, portal: Portal, courier: Courier) -> None:
    courier.stop()
    portal.says.put(True)
    work.finish()
    qtbot.wait(50)
    assert (portal.rounds, portal.waits) == (1, 1)


def test_who_wants_no_rounds_by_themselves_is_not_listened_for(qtbot: QtBot, portal: Portal) -> None:
    made = Courier(portal.round, lambda: (0, 0), lambda: NOW, lambda _n: 60.0, wait=portal.wait)
    made.now()
    qtbot.waitUntil(lambda: portal.rounds == 1)
    work.finish()
    assert portal.waits == 0
    made.stop()
