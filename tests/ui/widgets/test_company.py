"""The line is there while somebody else is, and the matter counts as open while its pane can be seen."""

from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from sync.protocol import Other
from tests.ui.fake_desk import FakeDesk, matter, session
from ui.style.look import Look
from ui.text import Words
from ui.widgets.company import CompanyLine


def test_the_line_comes_and_goes_with_the_others_and_the_pane_with_its_window(qtbot: QtBot) -> None:
    signed_in, pane = session(FakeDesk({"m1": matter()})), QWidget()
    qtbot.addWidget(pane)
    made = CompanyLine(signed_in, Look("light", 100), Words("zh"), pane)
    QVBoxLayout(pane).addWidget(made)
    made.put("m1")
    assert signed_in.company._open == {}, "a pane that nobody sees counts as open"
    pane.show()
    assert list(signed_in.company._open.values()) == ["m1"]
    signed_in.company._hear({"m1": (Other("周敏", "2026-04-28T09:38:00+08:00"),)}, said=frozenset())
    assert made.text == "周敏也打开着，9:38 起"
    made.put("m2")
    assert made.text == ""
    assert list(signed_in.company._open.values()) == ["m2"]
    pane.hide()
    assert signed_in.company._open == {}
