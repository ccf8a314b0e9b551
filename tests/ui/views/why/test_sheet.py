"""The slip over a pane: uncut in both languages and at every size, copied, printed, and left by Esc."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from desktop.window import DeskWindow
from models.clock import Pause
from models.matter import Matter
from tests.ui.fakes import FakeDesk
from tests.ui.frame import cut_labels, nameless, overlay, settle, window
from tests.ui.timed import timed
from ui.session import Session
from ui.views.why import WhySheet, open_why
from ui.views.why.grid import CalendarGrid

REQUEST = timed("request", date(2026, 4, 20), channel="web")
LONG = timed(
    "request", date(2026, 4, 20), lambda clock: replace(clock, pauses=(Pause(date(2026, 4, 22), None, "consult", 15),))
)


class _Desk(FakeDesk):
    """A desk that holds one matter with clocks beside its items."""

    def __init__(self, matter: Matter) -> None:
        super().__init__()
        self._timed = matter

    def seen(self, id: str) -> object:
        seen = super().seen("i1")
        return replace(seen, matter=self._timed) if id == self._timed.id else super().seen(id)


def _opened(made: DeskWindow, matter: Matter) -> WhySheet:
    session = Session(_Desk(matter), made.words, made.session.actor, made.session.now, lambda: None)
    sheet = open_why(session, made, matter.id)
    settle()
    assert sheet is not None
    return sheet


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(("language", "size"), [("zh", 100), ("en", 100), ("zh", 150), ("en", 130)])
@pytest.mark.parametrize(
    "matter", [REQUEST, LONG, timed("letter", date(2026, 4, 17))], ids=["request", "long", "letter"]
)
def test_no_word_is_cut_and_everything_has_its_name(language: str, size: int, matter: Matter) -> None:
    with window(language=language, size=size) as made:
        made.go("today")
        sheet = _opened(made, matter)
        assert cut_labels(sheet) == []
        assert nameless(sheet) == []


def test_the_text_is_copied(qtbot: QtBot) -> None:
    with window() as made:
        made.go("today")
        sheet = _opened(made, REQUEST)
        QTest.keyClick(sheet, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
        assert QGuiApplication.clipboard().text().startswith("为什么是 5月13日 周三")


def test_escape_leaves_and_ctrl_p_shows_the_page(qtbot: QtBot) -> None:
    with window() as made:
        made.go("today")
        sheet = _opened(made, REQUEST)
        QTest.keyClick(sheet, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
        settle()
        paper = [
            one for one in made.findChildren(type(overlay(made)).__mro__[1]) if one.isVisible() and one is not sheet
        ]
        assert len(paper) == 1
        paper[0].step_back()
        QTest.keyClick(sheet, Qt.Key.Key_Escape)
        assert not sheet.isVisible()


def test_pointing_at_a_day_tells_what_it_is(qtbot: QtBot) -> None:
    with window() as made:
        made.go("today")
        grid = _opened(made, REQUEST).findChild(CalendarGrid)
        assert grid is not None
        at = QPoint(grid.width() * 9 // 14, 26 + 63 + 20)  # the fifth column of the second week: May Day
        QApplication.sendEvent(grid, QHelpEvent(QHelpEvent.Type.ToolTip, at, grid.mapToGlobal(at)))
        assert QToolTip.text() == "5月1日 周五 · 五一 · 不计 · 国办发明电〔2025〕7号"
        assert "第15日" in grid.accessibleDescription()
        QToolTip.hideText()


def test_a_matter_without_clocks_says_so(qtbot: QtBot) -> None:
    with window() as made:
        made.go("today")
        bare = replace(REQUEST, system={})
        session = Session(_Desk(bare), made.words, made.session.actor, made.session.now, lambda: None)
        assert open_why(session, made, bare.id) is None
