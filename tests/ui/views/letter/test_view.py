"""The pane of a letter: reading, writing, what helps with the reply, and how it stands in windows of every size."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from models.ids import new_id
from models.people import Actor
from tests.ui.fake_desk import Draft
from tests.ui.frame import cut_labels, nameless, overlay, settle
from tests.ui.mailroom import CLERK, CONTACT, LEADER, REPLY, REVIEWER, Mailroom, letter, letters
from tests.ui.views.letter.opened import opened, said
from ui.views.editor.incoming import Taken
from ui.views.letter.like import LikeSheet
from ui.views.letter.templates import TemplateSheet
from ui.views.steps import StepSheet
from ui.widgets.panels import Banner


@pytest.mark.usefixtures("qapp")
def test_a_letter_shows_its_day_its_words_and_its_reply_at_once() -> None:
    with opened("l3") as (_made, view, _desk):
        shown = said(view)
        for part in ("建议增设集镇农贸市场停车位", "最后一天 5月6日 周三", "请王台镇研究可行方案", "每逢农历初三"):
            assert part in shown
        assert view.reply.edit.toPlainText().startswith("来信人：您好！")
        assert view.reply.isVisible()


@pytest.mark.usefixtures("qapp")
def test_a_reply_that_was_only_read_makes_no_act() -> None:
    with opened("l3") as (_made, view, desk):
        assert view.leave()
        assert desk.done == []
        assert desk.saved == {}


def test_what_is_typed_lies_on_the_disk_soon_and_goes_up_with_the_step(qtbot: QtBot) -> None:
    with opened("l5") as (made, view, desk):
        made.activateWindow()
        view.reply.edit.setFocus()
        view.reply.edit.insertPlainText("5月15日前办好")
        qtbot.waitUntil(lambda: "l5" in desk.saved, timeout=2000)
        assert desk.done == []
        made.run("primary")
        settle()
        assert [intent.verb for intent in desk.done] == ["draft_reply", "submit_reply"]
        assert desk.all["l5"].state == "reply_in_review"
        assert "5月15日前办好" in desk.all["l5"].fields["reply"]


def test_a_reply_that_names_the_writer_is_told_and_asked_about(qtbot: QtBot) -> None:
    with opened("l5") as (made, view, desk):
        view.reply.edit.setFocus()
        view.reply.edit.insertPlainText("李有田，5月15日前办好")
        qtbot.waitUntil(lambda: view.drafting.blocking == 1, timeout=5000)
        assert "答复写出了来信人" in view.reply._line.text()
        made.run("primary")
        settle()
        assert "1 处阻断" in said(overlay(made))
        assert "submit_reply" not in [intent.verb for intent in desk.done]


@pytest.mark.usefixtures("qapp")
def test_signing_for_a_letter_opens_its_reply() -> None:
    with opened("l4") as (made, view, desk):
        assert not view.reply.isVisible()
        made.run("primary")
        settle()
        assert desk.all["l4"].system["handler"] == "p_linxm"
        assert view.reply.isVisible()


@pytest.mark.usefixtures("qapp")
def test_the_leader_reads_instructs_and_is_told_of_no_writer() -> None:
    with opened("l9", LEADER) as (made, view, _desk):
        assert "不向您显示来信人" in said(view.side)
        assert "李" not in said(made)
        made.run("primary")
        settle()
        assert isinstance(overlay(made), StepSheet)


@pytest.mark.usefixtures("qapp")
def test_templates_go_in_at_the_cursor_several_at_once() -> None:
    with opened("l5") as (made, view, _desk):
        made.run("template")
        settle()
        sheet = overlay(made)
        assert isinstance(sheet, TemplateSheet)
        for row in (0, sheet._list.count() - 1):
            sheet._list.item(row).setCheckState(Qt.CheckState.Checked)
        assert len(sheet.chosen()) == 2
        sheet._on_insert()
        settle()
        assert view.reply.edit.toPlainText().startswith("来信人：您好！")


@pytest.mark.usefixtures("qapp")
def test_a_letter_like_this_one_lends_its_reply_or_takes_this_one_in() -> None:
    with opened("l5") as (made, view, desk):
        view.see_like()
        settle()
        sheet = overlay(made)
        assert isinstance(sheet, LikeSheet)
        answered = next(at for at, face in enumerate(sheet._faces) if face.id == "l8")
        sheet._list.setCurrentRow(answered)
        sheet._insert.click()
        settle()
        assert "劝导员" in view.reply.edit.toPlainText()
        assert desk.done == []


@pytest.mark.usefixtures("qapp")
def test_letters_of_one_writer_are_joined_and_taken_apart() -> None:
    desk = Mailroom()
    one, other = (new_id(1_777_340_000_000, number) for number in (1, 2))
    for id in (one, other):
        desk.all[id] = letter(id, "要求修路灯", "unit", "help", "in_hand", "2026-04-27", same=["w"])
    with opened(one, desk=desk) as (made, view, _desk):
        view.see_like()
        settle()
        sheet = overlay(made)
        assert isinstance(sheet, LikeSheet)
        current = sheet.current()
        assert current is not None
        assert current.same
        sheet._merge.click()
        settle()
        assert desk.all[one].system["merged_into"] == other
        assert "并入另一封" in said(view.notes)
        view.taking.take_verb(one, "unmerge")
        settle()
        assert "merged_into" not in desk.all[one].system


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(("size", "brief"), [(100, False), (150, True)])
def test_the_reply_is_in_sight_at_every_size(size: int, brief: bool) -> None:
    with opened("l3", size=size) as (_made, view, _desk):
        assert view.reply.isVisible()
        assert view.reply.height() >= 100
        assert view.quotation._short.isVisible() is brief


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("size", [100, 130])
@pytest.mark.parametrize(("id", "actor"), [("l3", CLERK), ("l4", CLERK), ("l2", REVIEWER), ("l9", LEADER)])
def test_no_words_are_cut_and_everything_has_a_name(id: str, actor: Actor, size: int, language: str) -> None:
    with opened(id, actor, language=language, size=size) as (made, _view, _desk):
        assert cut_labels(made) == []
        assert nameless(made) == []


def test_the_reply_of_the_drawing_is_the_one_that_is_shown() -> None:
    assert letters()["l3"].fields["reply"] == REPLY
    assert CONTACT["name"] not in REPLY


@pytest.mark.usefixtures("qapp")
def test_what_is_pasted_from_another_program_comes_in_clean() -> None:
    with opened("l5") as (_made, view, _desk):
        view.reply.edit.rich_offered.emit("<p style='color:red'>一、<b>5月15日</b>前办好。</p><script>x</script>", "")
        settle()
        assert view.reply.edit.toPlainText().strip() == "一、5月15日前办好。"


@pytest.mark.usefixtures("qapp")
def test_a_file_is_attached_to_the_reply_and_goes_up_with_it() -> None:
    with opened("l3") as (_made, view, desk):
        assert not view.reply._shelf.isVisible()
        view.drafting.incoming.attached.emit(Taken("图纸.pdf", "a" * 64, 2048, "application/pdf"))
        settle()
        assert view.reply._shelf.isVisible()
        assert view.leave()
        assert desk.all["l3"].fields["reply_files"][0]["name"] == "图纸.pdf"
        assert desk.all["l3"].fields["reply"] == letters()["l3"].fields["reply"]


@pytest.mark.usefixtures("qapp")
def test_what_a_crash_left_behind_is_there_and_said_so() -> None:
    desk = Mailroom()
    desk.saved["l5"] = Draft({"reply": "<p>正在核实。</p>"}, recovered=True)
    with opened("l5", desk=desk) as (_made, view, _desk):
        assert view.reply.edit.toPlainText() == "正在核实。"
        assert "已找回" in said(view.notes)


def test_enter_in_the_list_leads_into_the_reply(qtbot: QtBot) -> None:
    with opened("l1") as (made, view, _desk):
        made.activateWindow()
        rows = made.screen_view.panel.list
        rows.setFocus()
        qtbot.keyClick(rows, Qt.Key.Key_Return)
        settle()
        assert made.focusWidget() is view.reply.edit


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(("size", "banners"), [(100, 2), (150, 1)])
def test_where_height_is_short_one_banner_stays(size: int, banners: int) -> None:
    desk = Mailroom()
    urged = {"name": "周", "at": "2026-04-27T15:20:00+08:00", "note": "请抓紧"}
    desk.all["l3"] = desk.all["l3"].with_system(reopened=1, urges=[urged])
    with opened("l3", desk=desk, size=size) as (_made, view, _desk):
        assert sum(banner.isVisible() for banner in view.notes.findChildren(Banner)) == banners
