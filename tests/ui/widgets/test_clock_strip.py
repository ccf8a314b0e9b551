"""The strip shows the day and its reason, gives way in a narrow pane, and asks for the count when pressed."""

from datetime import date

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.ui.fakes import RULES
from tests.ui.timed import timed
from ui.presenters.clock_strip import strip
from ui.style.look import SIZES, Look
from ui.text import Words
from ui.widgets.buttons import ActionButton
from ui.widgets.clock_strip import ClockStrip


def _shown(
    qtbot: QtBot, width: int, kind: str = "letter", language: str = "zh", look: Look | None = None
) -> ClockStrip:
    made = ClockStrip(look or Look())
    qtbot.addWidget(made)
    made.put(strip(timed(kind, date(2026, 4, 17)), RULES.directory, Words(language), date(2026, 4, 28)))
    made.resize(width, 40)
    made.show()
    return made


def test_without_clocks_there_is_no_strip(qtbot: QtBot) -> None:
    made = _shown(qtbot, 800)
    made.put(None)
    assert not made.isVisible()


def test_the_last_day_is_read_out_with_its_reason(qtbot: QtBot) -> None:
    made = _shown(qtbot, 800)
    assert "最后一天 5月6日 周三" in [label.text() for label in made.findChildren(QLabel)]
    assert "5月2日逢五一放假，顺延" in made.accessibleName()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("kind", ["letter", "request"])
def test_a_narrow_pane_cuts_neither_day_nor_link(qtbot: QtBot, kind: str, language: str, size: int) -> None:
    look = Look(size=size)
    look.apply()
    made = _shown(qtbot, 560, kind, language, look)
    for label in made.findChildren(QLabel):
        assert label.width() >= label.sizeHint().width() or not label.isVisible()
    link = made.findChild(ActionButton)
    assert link is not None
    assert link.width() >= link.sizeHint().width()


def test_pressing_the_link_asks_why(qtbot: QtBot) -> None:
    made = _shown(qtbot, 800)
    link = made.findChild(ActionButton)
    assert link is not None
    with qtbot.waitSignal(made.asked):
        link.click()


def test_the_advised_limit_gives_way_to_the_reason_and_the_legal_one_stays(qtbot: QtBot) -> None:
    def said(width: int, kind: str) -> set[str]:
        made = _shown(qtbot, width, kind)
        return {label.text() for label in made.findChildren(QLabel) if label.isVisible()}

    assert "建议 4月28日" in said(900, "letter")
    assert "建议 4月28日" not in said(620, "letter")
    assert "法定 5月19日" in said(620, "request")


def test_a_provisional_day_is_painted_with_its_chip(qtbot: QtBot) -> None:
    made = _shown(qtbot, 800)
    made.put(strip(timed("request", date(2026, 12, 21)), RULES.directory, Words("zh"), date(2026, 12, 22)))
    plain = made.grab().toImage()
    assert plain.width() == 800
    assert "暂定" in made.accessibleName()
