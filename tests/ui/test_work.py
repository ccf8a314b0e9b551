"""Background work: off the main thread, delivered on it, never to the dead."""

import sys
import threading

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from models.problems import Unreachable
from ui import work


def test_a_job_runs_elsewhere_and_is_delivered_here(qtbot: QtBot) -> None:
    where: list[int] = []
    work.run(threading.get_ident, where.append)
    qtbot.waitUntil(lambda: bool(where))
    assert where[0] != threading.get_ident()


def test_the_result_arrives_on_the_main_thread(qtbot: QtBot) -> None:
    where: list[int] = []
    work.run(lambda: None, lambda _none: where.append(threading.get_ident()))
    qtbot.waitUntil(lambda: bool(where))
    assert where == [threading.get_ident()]


def test_a_problem_goes_to_whoever_asked(qtbot: QtBot) -> None:
    told: list[Exception] = []

    def job() -> None:
        raise Unreachable("no_network")

    work.run(job, lambda _none: pytest.fail("there is no result"), told.append)
    qtbot.waitUntil(lambda: bool(told))
    assert isinstance(told[0], Unreachable)


def test_nothing_is_delivered_to_a_deleted_receiver(qtbot: QtBot) -> None:
    class Pane(QObject):
        def show(self, _result: object) -> None:
            pytest.fail("the pane is gone")

    pane, release = Pane(), threading.Event()
    work.run(lambda: release.wait(2), pane.show)
    delete(pane)
    release.set()
    assert work.finish()
    qtbot.wait(20)


def test_a_problem_nobody_asked_for_meets_the_last_door(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    met: list[type[BaseException]] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, _fault, _where: met.append(kind))

    def job() -> None:
        raise ZeroDivisionError

    with qtbot.captureExceptions() as caught:
        work.run(job)
        qtbot.waitUntil(lambda: bool(caught) or bool(met))
    assert ZeroDivisionError in [*met, *(one[0] for one in caught)]
