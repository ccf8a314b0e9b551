"""登记 on one sheet: nothing typed is lost, who wrote goes apart, and the letter opens when it is in."""

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.frame import overlay, settle, window
from tests.ui.mailroom import CLERK, LEADER, Mailroom
from ui.views.items.screen import MatterScreen
from ui.views.letters.entry import PLACE, EntrySheet


@pytest.mark.usefixtures("qapp")
def test_a_letter_on_paper_is_entered_with_its_writer_masked() -> None:
    desk = Mailroom(actor=CLERK)
    with window(desk=desk, actor=CLERK) as made:  # type: ignore[arg-type]  # a desk of letters instead
        made.go("letters")
        made.run("new_here")
        settle()
        sheet = overlay(made)
        assert isinstance(sheet, EntrySheet)
        sheet.title.setText("路灯坏了")
        sheet.text.setPlainText("我叫王小明，电话13912345678，请派人来修。")
        sheet.contact["name"].setText("王小明")
        sheet.contact["phone"].setText("13912345678")
        sheet._on_enter()
        settle()
        act = desk.done[-1]
        letter = desk.all[act.id]
        assert (letter.state, letter.fields["channel"], letter.fields["source"]) == ("assigned", "unit", "paper")
        assert letter.fields["body"] == "我叫王**，电话139****5678，请派人来修。"
        assert act.args["writer"] == {"name": "王小明", "phone": "13912345678"}
        view = made.screen_view
        assert isinstance(view, MatterScreen)
        assert view.open_id() == act.id


@pytest.mark.usefixtures("qapp")
def test_what_is_missing_is_said_and_the_sheet_stays() -> None:
    desk = Mailroom(actor=CLERK)
    with window(desk=desk, actor=CLERK) as made:  # type: ignore[arg-type]  # a desk of letters instead
        made.go("letters", new="1")
        settle()
        sheet = overlay(made)
        assert isinstance(sheet, EntrySheet)
        sheet._on_enter()
        assert sheet.missing.text() == "还缺：标题、来信内容"
        assert sheet.isVisible()
        assert desk.done == []


def test_what_was_typed_is_there_again_after_the_sheet_was_left(qtbot: QtBot) -> None:
    desk = Mailroom(actor=CLERK)
    with window(desk=desk, actor=CLERK) as made:  # type: ignore[arg-type]  # a desk of letters instead
        made.go("letters", new="1")
        settle()
        sheet = overlay(made)
        assert isinstance(sheet, EntrySheet)
        sheet.title.insert("路灯")
        sheet.title.textEdited.emit("路灯")
        qtbot.waitUntil(lambda: PLACE in desk.jottings)
        sheet.text.setPlainText("坏了三个月")
        sheet.step_back()
        settle()
        made.go("letters", new="1")
        settle()
        again = overlay(made)
        assert isinstance(again, EntrySheet)
        assert (again.title.text(), again.text.toPlainText()) == ("路灯", "坏了三个月")


@pytest.mark.usefixtures("qapp")
def test_who_may_not_enter_letters_is_not_asked() -> None:
    desk = Mailroom(actor=LEADER)
    with window(desk=desk, actor=LEADER) as made:  # type: ignore[arg-type]  # a desk of letters instead
        made.go("letters", new="1")
        settle()
        assert not made.findChildren(EntrySheet)


@pytest.mark.usefixtures("qapp")
def test_only_a_suggestion_may_wish_for_a_unit() -> None:
    desk = Mailroom(actor=CLERK)
    with window(desk=desk, actor=CLERK) as made:  # type: ignore[arg-type]  # a desk of letters instead
        made.go("letters", new="1")
        settle()
        sheet = overlay(made)
        assert isinstance(sheet, EntrySheet)
        assert not sheet.about_field.isVisible()
        sheet.choices["channel"].setCurrentIndex(3)
        settle()
        assert sheet.about_field.isVisible()
