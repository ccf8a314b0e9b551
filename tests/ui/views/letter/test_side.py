"""Who wrote is masked, shown for a minute to who may see it, and masked again; remarks stay beside the letter."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.frame import overlay, settle
from tests.ui.mailroom import REVIEWER
from tests.ui.views.letter.opened import opened, said
from ui.views.editor.dialogs import SlipDialog


@pytest.mark.usefixtures("qapp")
def test_who_wrote_is_shown_after_the_look_was_recorded_and_masked_again_on_leaving() -> None:
    with opened("l3") as (made, view, desk):
        assert "138****0003" in said(view.side)
        assert "13800000003" not in said(made)
        view.side.look_wanted.emit()
        settle()
        assert desk.done[-1].verb == "look"
        assert "13800000003" in said(view.side)
        assert "我叫李有田" in said(view.side)
        made.go("letters", id="l1")
        settle()
        assert "13800000003" not in said(made)


@pytest.mark.usefixtures("qapp")
def test_who_wrote_is_masked_again_after_its_minute() -> None:
    with opened("l3") as (_made, view, _desk):
        view.side.look_wanted.emit()
        settle()
        assert view.side.whole
        view.side._hiding.setInterval(1)
        QTest.qWait(30)
        assert not view.side.whole
        assert "13800000003" not in said(view.side)


@pytest.mark.usefixtures("qapp")
def test_who_does_not_handle_a_letter_is_told_why_it_stays_masked() -> None:
    with opened("l3", REVIEWER) as (made, view, desk):
        view.side.look_wanted.emit()
        settle()
        assert isinstance(overlay(made), SlipDialog)
        assert desk.done == []


def test_a_remark_stays_beside_the_letter(qtbot: QtBot) -> None:
    with opened("l3") as (made, view, desk):
        made.run("remark")
        settle()
        slip = overlay(made)
        made.focusWidget().insertPlainText("先看现场")  # type: ignore[union-attr]  # the box of words
        qtbot.keyClick(slip, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        settle()
        assert desk.done[-1].args == {"text": "先看现场"}
        assert "先看现场" in said(view.side)
