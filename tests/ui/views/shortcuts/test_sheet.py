"""F1: found by any part, printed on one page."""

from pathlib import Path

import pytest
from pypdf import PdfReader
from pytestqt.qtbot import QtBot

from tests.ui.frame import cut_labels, overlay, settle, window
from ui.views.shortcuts import ShortcutSheet
from ui.widgets.fields import IconLine


def test_a_search_keeps_what_contains_it(qtbot: QtBot) -> None:
    with window() as made:
        made.go("today")
        made.run("help")
        sheet = overlay(made)
        assert isinstance(sheet, ShortcutSheet)
        line = sheet.findChild(IconLine)
        assert line is not None
        line.setText("同步")
        assert [one.words for group in sheet.groups() for one in group.lines] == ["现在同步"]


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_sheet_is_uncut_and_prints_on_one_page(tmp_path: Path, language: str) -> None:
    with window(language=language) as made:
        made.go("items", id="i1")
        made.run("help")
        sheet = overlay(made)
        settle()
        assert isinstance(sheet, ShortcutSheet)
        assert cut_labels(sheet) == []
        sheet.print_to(str(tmp_path / "keys.pdf"))
        assert len(PdfReader(tmp_path / "keys.pdf").pages) == 1
