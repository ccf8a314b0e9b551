"""The line of counts is never cut, in either language, however many there are."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.presenters.findings import Counts
from ui.style.look import Look
from ui.text import Words
from ui.views.editor.counts import CountsLine


def _cut(line: CountsLine) -> list[str]:
    QApplication.processEvents()
    inside = line.rect()
    shown = line._labels.values()
    return [one.text() for one in shown if one.sizeHint().width() > one.width() or not inside.contains(one.geometry())]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("counts", [Counts(1, 2, 1, 1), Counts(12, 130, 48, 10)])
def test_the_line_fits_the_inspector_in_both_languages(qtbot: QtBot, language: str, counts: Counts) -> None:
    line = CountsLine(Look("light", 100), Words(language))
    qtbot.addWidget(line)
    line.resize(300, 40)
    line.show()
    line.put(counts)
    assert _cut(line) == []
    line.resize(260, 40)
    assert _cut(line) == []


def test_where_only_numbers_find_room_the_words_are_still_said(qtbot: QtBot) -> None:
    line = CountsLine(Look("light", 100), Words("en"))
    qtbot.addWidget(line)
    line.resize(200, 40)
    line.show()
    line.put(Counts(12, 13, 14, 15))
    assert line._labels["block"].text() == "12"
    assert line._labels["block"].accessibleName() == "Block 12"
