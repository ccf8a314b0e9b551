"""Finding counts as one types; replacing all is one undo step."""

import pytest
from pytestqt.qtbot import QtBot

from ui.editor.find_bar import FindBar, hits
from ui.editor.marking import Marks
from ui.editor.text_edit import TextEdit
from ui.style.look import Look
from ui.text import Words


@pytest.fixture
def bar(edit: TextEdit, look: Look, qtbot: QtBot) -> FindBar:
    """A bar over an editor with a text."""
    edit.put("<p>部署 A部署</p>\n<p>𠮷部署a</p>")
    made = FindBar(look, Words("zh"), edit, Marks(edit, look))
    qtbot.addWidget(made)
    return made


def test_hits_are_counted_in_upper_and_lower_case_and_behind_rare_characters(bar: FindBar, edit: TextEdit) -> None:
    assert hits(edit, "部署") == [(0, 2), (4, 6), (9, 11)]
    assert len(hits(edit, "a")) == 2
    assert hits(edit, "") == []


def test_replacing_all_is_one_undo_step(bar: FindBar, edit: TextEdit) -> None:
    bar.open(replacing=True)
    bar._find.setText("部署")
    bar._with.setText("安排")
    assert bar.replace_all() == 3
    assert edit.ledger.snapshot().html == "<p>安排 A安排</p>\n<p>𠮷安排a</p>"
    edit.undo()
    assert edit.ledger.snapshot().html == "<p>部署 A部署</p>\n<p>𠮷部署a</p>"


def test_stepping_goes_round(bar: FindBar, edit: TextEdit) -> None:
    bar.open(replacing=False)
    bar._find.setText("部署")
    places = []
    for _ in range(4):
        bar.step(1)
        places.append(edit.textCursor().selectionStart())
    assert places == [0, 4, 9, 0] or places == [4, 9, 0, 4]
    bar.step(-1)
    assert edit.textCursor().selectedText() == "部署"
