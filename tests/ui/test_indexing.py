"""The search index catches up by itself, in small steps, and rests when nothing is behind."""

from dataclasses import dataclass, field

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.fakes import CLERK, NOW
from ui import indexing, work
from ui.indexing import AT_ONCE, MANY, Indexing
from ui.session import Session
from ui.text import Words


@dataclass
class Behind:
    """A desk with so many entries behind."""

    left: int
    steps: list[int] = field(default_factory=list)
    tidied: int = 0
    is_written: bool = False

    def index(self, most: int) -> int:
        self.steps.append(most)
        self.left = max(self.left - most, 0)
        return self.left

    def tidy(self) -> None:
        self.tidied += 1


def _session(desk: Behind) -> Session:
    return Session(desk, Words("zh"), CLERK, lambda: NOW, lambda: None)


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(indexing, "FIRST_MS", 0)


def test_what_an_earlier_run_left_behind_is_followed_without_a_round(qtbot: QtBot) -> None:
    desk = Behind(MANY * 3 + 1)
    following = Indexing(_session(desk))
    qtbot.waitUntil(lambda: desk.left == 0)
    assert desk.steps == [MANY] * 4
    following.stop()


def test_while_a_text_is_written_its_saving_waits_for_small_steps_only(qtbot: QtBot) -> None:
    desk = Behind(AT_ONCE * 3, is_written=True)
    following = Indexing(_session(desk))
    qtbot.waitUntil(lambda: desk.left == 0)
    assert desk.steps == [AT_ONCE] * 3
    following.stop()


def test_it_tells_when_a_search_finds_more_than_before(qtbot: QtBot) -> None:
    session = _session(Behind(MANY * 2))
    with qtbot.waitSignal(session.indexed):
        following = Indexing(session)
    following.stop()


def test_a_change_sets_it_going_again(qtbot: QtBot) -> None:
    desk = Behind(0)
    session = _session(desk)
    following = Indexing(session)
    qtbot.waitUntil(lambda: len(desk.steps) == 1)
    qtbot.wait(50)
    assert len(desk.steps) == 1
    desk.left = 5
    session.changed.emit(["i1"])
    qtbot.waitUntil(lambda: desk.left == 0)
    following.stop()


def test_after_its_end_it_takes_no_further_step(qtbot: QtBot) -> None:
    desk = Behind(10_000, is_written=True)
    session = _session(desk)
    following = Indexing(session)
    qtbot.waitUntil(lambda: bool(desk.steps))
    following.stop()
    assert work.finish()
    qtbot.wait(30)
    taken = len(desk.steps)
    session.changed.emit([])
    qtbot.wait(50)
    assert len(desk.steps) == taken


def test_after_many_steps_the_store_is_tidied_as_well(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(indexing, "TIDIED_EVERY", MANY * 3)
    monkeypatch.setattr(indexing, "REST_MS", 0)
    desk = Behind(MANY * 7)
    following = Indexing(_session(desk))
    qtbot.waitUntil(lambda: desk.left == 0)
    assert desk.tidied == 2
    following.stop()
