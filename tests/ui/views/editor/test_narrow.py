"""In a narrow pane nothing of the head or the foot is cramped: fields get their own line, steps fold into 更多."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.fake_desk import FakeDesk, FakeHost, session
from ui.style.look import Look
from ui.views.editor.action_bar import ActionBar
from ui.views.editor.view import EditorView


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(("size", "width"), [(100, 520), (100, 640), (130, 620), (150, 800), (150, 1258)])
def test_the_title_keeps_its_room_and_the_next_step_its_two_lines(
    desk: FakeDesk, qtbot: QtBot, language: str, size: int, width: int
) -> None:
    look = Look("light", size)
    look.apply()
    host = FakeHost(look, language)
    qtbot.addWidget(host)
    view = EditorView(session(desk, language), host)
    host.layout().addWidget(view)
    host.resize(width, look.px(500))
    host.show()
    view.show_matter("m1")
    qtbot.waitUntil(lambda: bool(view.remedies.findings), timeout=3000)
    QApplication.processEvents()
    assert view.head.title.width() >= look.px(300)
    sentence = view.bar._next
    assert sentence.heightForWidth(sentence.width()) <= view.bar.height()
    assert view.bar.primary is not None


def test_folding_keeps_the_primary_step_and_every_other_one_in_the_menu(desk: FakeDesk, host: FakeHost) -> None:
    view = EditorView(session(desk), host)
    view.show_matter("m1")
    bar: ActionBar = view.bar
    bar.resize(300, 56)
    bar._fit()
    assert [button.kind for button in bar._buttons] == ["plain", "primary"]
    bar.resize(1200, 56)
    bar._fit()
    assert len(bar._buttons) == 3
