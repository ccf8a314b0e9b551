"""The last door: our faults are told as ours, the world's in their own sentence, and the log keeps the details."""

import faulthandler
import logging
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.crash import CrashHandler, CrashSlip
from desktop.paths import Profile
from models.problems import Unreachable
from ui.host import MatterView
from ui.notices import Notices
from ui.style.look import Look
from ui.text import Words
from ui.widgets.buttons import ActionButton


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    made = QWidget()
    made.resize(900, 600)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def crash(tmp_path: Path, page: QWidget, monkeypatch: pytest.MonkeyPatch) -> Iterator[CrashHandler]:
    before, handlers = sys.excepthook, list(logging.getLogger().handlers)
    was_on = faulthandler.is_enabled()
    made = CrashHandler(Profile(tmp_path), Look(), lambda: Words("zh"))
    made.install()
    yield made
    sys.excepthook = before
    for handler in set(logging.getLogger().handlers) - set(handlers):
        logging.getLogger().removeHandler(handler)
        handler.close()
    faulthandler.disable()
    if made._faults is not None:
        made._faults.close()
    if was_on:
        faulthandler.enable()


def _fault() -> ZeroDivisionError:
    try:
        raise ZeroDivisionError("by none")
    except ZeroDivisionError as fault:
        return fault
    raise AssertionError


def test_a_bug_is_told_as_ours_with_details_to_copy(
    crash: CrashHandler, page: QWidget, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    crash.serve(page, Notices(Words("zh")))
    fault = _fault()
    crash.handle(type(fault), fault, fault.__traceback__)
    slip = page.findChild(CrashSlip)
    assert slip is not None
    assert slip.accessibleName() == "这里出错了，是程序的问题"
    slip.findChildren(ActionButton)[0].click()
    assert "ZeroDivisionError" in QGuiApplication.clipboard().text()
    assert "ZeroDivisionError" in (tmp_path / "desk.log").read_text()
    assert "ZeroDivisionError" in capsys.readouterr().err


def test_one_slip_is_enough_for_a_storm(crash: CrashHandler, page: QWidget) -> None:
    crash.serve(page, Notices(Words("zh")))
    fault = _fault()
    for _ in range(5):
        crash.handle(type(fault), fault, fault.__traceback__)
    assert len(page.findChildren(CrashSlip)) == 1


def test_a_fault_of_the_world_gets_its_own_sentence_instead(crash: CrashHandler, page: QWidget) -> None:
    notices = Notices(Words("zh"))
    crash.serve(page, notices)
    crash.handle(Unreachable, Unreachable("never_heard_of"), None)
    assert page.findChild(CrashSlip) is None
    assert len(notices.log) == 1


def test_before_there_is_a_window_the_log_still_keeps_it(crash: CrashHandler, tmp_path: Path) -> None:
    fault = _fault()
    crash.handle(type(fault), fault, fault.__traceback__)
    assert "ZeroDivisionError" in (tmp_path / "desk.log").read_text()


class _Written(MatterView):
    def __init__(self, parent: QWidget, *, broken: bool = False) -> None:
        super().__init__(parent)
        self.on_disk, self._broken = 0, broken

    def flush(self) -> None:
        if self._broken:
            raise OSError("disk full")
        self.on_disk += 1


def test_every_text_being_written_goes_to_the_disk_before_the_slip_although_one_cannot(
    crash: CrashHandler, page: QWidget, qtbot: QtBot
) -> None:
    own_window = QWidget()
    qtbot.addWidget(own_window)
    broken, first, second = _Written(page, broken=True), _Written(page), _Written(own_window)
    crash.serve(page, Notices(Words("zh")))
    fault = _fault()
    crash.handle(type(fault), fault, fault.__traceback__)
    assert (broken.on_disk, first.on_disk, second.on_disk) == (0, 1, 1)
    assert page.findChild(CrashSlip) is not None
