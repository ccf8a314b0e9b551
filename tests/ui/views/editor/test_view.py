"""Writing an item: findings beside the text, one-click remedies, drafts, steps bound to the text that was seen."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models.checks.finding import Place
from models.problems import StoreFault
from tests.ui.fake_desk import NOBODY, Draft, FakeDesk, FakeHost, content, matter, session
from ui.notices import Notice
from ui.presenters.editing import changes
from ui.views.editor.cards import FindingWidget
from ui.views.editor.view import EditorView
from ui.widgets.fields import Tick
from ui.widgets.overlay import SlipDialog


@pytest.fixture
def view(desk: FakeDesk, host: FakeHost, qtbot: QtBot) -> EditorView:
    """The editor with its checks done."""
    made = EditorView(session(desk), host)
    host.layout().addWidget(made)
    made.show_matter("m1")
    qtbot.waitUntil(lambda: bool(made.remedies.findings), timeout=3000)
    return made


def _sheet(host: FakeHost) -> SlipDialog:
    return host.findChildren(SlipDialog)[-1]


def test_findings_stand_beside_the_text_and_in_it(view: EditorView) -> None:
    levels = [one.level for one in view.remedies.findings]
    assert levels.count("block") == 1
    assert len(view.marks.on("findings")) == len(view.remedies.findings)
    assert view.inspector_word() == f"检查 {len(levels)}"
    assert len(view.side.checks.findChildren(FindingWidget)) == len(levels)


def test_one_click_masks_the_number_and_one_undo_brings_it_back(view: EditorView) -> None:
    finding = next(one for one in view.remedies.findings if one.level == "block")
    view.remedies.mend(finding.key)
    assert finding.remedy is not None
    assert "11010519491231002X" not in view.fields()["body"]
    assert finding.remedy.text in view.fields()["body"]
    view.edit.undo()
    assert "11010519491231002X" in view.fields()["body"]


def test_keys_walk_the_findings_and_mend_the_one_at_the_cursor(view: EditorView) -> None:
    view.remedies.step(1)
    first = view.edit.textCursor().selectedText()
    view.remedies.step(1)
    assert view.edit.textCursor().selectedText() != first
    view.remedies.step(-1)
    assert view.edit.textCursor().selectedText() == first
    for _ in view.remedies.findings:
        if view.edit.textCursor().selectedText() == "布署":
            break
        view.remedies.step(1)
    view.remedies.mend_here()
    assert "部署" in view.fields()["body"]


def test_a_selected_number_is_masked_by_key(view: EditorView) -> None:
    cursor = view.edit.document().find("13800000000")
    view.edit.setTextCursor(cursor)
    view.remedies.mask_selection()
    assert "138****0000" in view.fields()["body"]


def test_a_blocking_finding_is_kept_only_with_a_reason(view: EditorView, host: FakeHost) -> None:
    key = next(one.key for one in view.remedies.findings if one.level == "block")
    view.remedies.keep(key)
    sheet = _sheet(host)
    assert sheet.primary is not None
    sheet.primary.click()
    assert key not in view.remedies.kept
    assert sheet.missing.text()


def test_what_is_typed_becomes_a_draft_without_a_step(view: EditorView, desk: FakeDesk, qtbot: QtBot) -> None:
    view.edit.setFocus()
    view.edit.moveCursor(QTextCursor.MoveOperation.Start)
    with qtbot.waitSignal(view.saving.saved, timeout=2000):
        qtbot.keyClicks(view.edit, "x")
    assert desk.drafts["m1"].fields["body"].startswith("<p>x")
    assert desk.done == []


def test_leaving_queues_what_changed_as_one_edit(view: EditorView, desk: FakeDesk) -> None:
    view.head.title.setText("新标题")
    view.head.changed.emit()
    assert view.leave()
    assert [(one.kind, one.args) for one in desk.done] == [("item.edit", {"set": {"title": "新标题"}})]
    view.leave()
    assert len(desk.done) == 1


def test_self_review_binds_the_ticks_to_the_text(view: EditorView, desk: FakeDesk, host: FakeHost) -> None:
    for one in list(view.remedies.findings):
        view.remedies.kept[one.key] = "已核对"
    view._on_primary()
    sheet = _sheet(host)
    assert sheet.primary is not None
    sheet.primary.click()
    assert desk.done == []
    for tick in sheet.findChildren(Tick):
        tick.setChecked(True)
    sheet.primary.click()
    taken = desk.done[-1]
    assert taken.kind == "item.self_review"
    assert len(taken.args["ticks"]) == 10
    assert taken.expect.content == content(desk.matters["m1"].fields)
    assert desk.matters["m1"].state == "self_reviewed"


def test_a_returned_text_shows_the_opinion_and_leads_to_the_place(host: FakeHost, qtbot: QtBot) -> None:
    returned = {
        "reason": "请遮盖号码", "name": "陈志远", "by": "p_chen", "at": "2026-04-27T16:40:00+08:00",
        "place": {"part": "body", "block": 1, "start": 0, "end": 2},
    }  # fmt: skip
    desk = FakeDesk({"m1": matter("returned", returned=returned)})
    view = EditorView(session(desk), host)
    host.layout().addWidget(view)
    view.show_matter("m1")
    assert view.banners._returned.isVisibleTo(view)
    view._go_to_place()
    assert view.edit.textCursor().selectedText() == "一、"


def test_work_found_after_a_crash_is_shown_and_can_be_dropped(desk: FakeDesk, host: FakeHost) -> None:
    desk.drafts["m1"] = Draft({"body": "<p>找回的</p>"}, recovered=True)
    view = EditorView(session(desk), host)
    host.layout().addWidget(view)
    view.show_matter("m1")
    assert view.fields()["body"] == "<p>找回的</p>"
    assert view.banners._found.isVisibleTo(view)
    view.banners.recovered.emit(False)
    assert "危房改造" in view.fields()["body"]


def test_without_the_step_edit_nothing_can_be_written(desk: FakeDesk, host: FakeHost) -> None:
    desk.actor = NOBODY
    view = EditorView(session(desk), host)
    host.layout().addWidget(view)
    view.show_matter("m1")
    assert view.edit.isReadOnly()
    assert not view.toolbar.isVisibleTo(view)
    assert not view.commit()


def test_a_dropped_file_becomes_an_attachment_and_the_finding_goes(
    view: EditorView, desk: FakeDesk, tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "附件1 名单.docx"
    file.write_bytes(b"PK\x03\x04")
    with qtbot.waitSignal(view.incoming.attached, timeout=2000):
        view.edit.files_offered.emit([str(file)])
    assert view.fields()["attachments"][0]["name"] == "附件1 名单.docx"
    view.side.attachments.removed.emit(view.fields()["attachments"][0]["sha256"])
    assert view.fields()["attachments"] == []


@pytest.mark.parametrize(("name", "code"), [("a.exe", "attachment_type"), ("gone.docx", "file_unreadable")])
def test_a_file_that_cannot_be_taken_gets_one_sentence(
    view: EditorView, host: FakeHost, tmp_path: Path, qtbot: QtBot, name: str, code: str
) -> None:
    if name == "a.exe":
        (tmp_path / name).write_bytes(b"MZ")
    before = view.fields()["body"]
    view.incoming.attach([str(tmp_path / name)])
    qtbot.waitUntil(lambda: bool(host.told), timeout=2000)
    assert isinstance(host.told[0], Notice)
    assert host.told[0].details.startswith(code)
    assert view.fields()["body"] == before


def test_a_full_disk_loses_no_word_and_the_next_save_takes_it(
    view: EditorView, desk: FakeDesk, host: FakeHost, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_given: object) -> None:
        raise StoreFault("store_full", path="desk.db")

    with monkeypatch.context() as patch:
        patch.setattr(desk, "save_draft", full)
        view.edit.moveCursor(QTextCursor.MoveOperation.Start)
        view.edit.insertPlainText("新写的")
        qtbot.waitUntil(lambda: bool(host.told), timeout=3000)
        assert isinstance(host.told[0], Notice)
        assert "磁盘快满了" in host.told[0].title
        assert not view.leave(), "the pane was left although its text is nowhere"
    assert "新写的" in view.fields()["body"]
    view.saving.now()
    qtbot.waitUntil(lambda: not view.saving.dirty, timeout=3000)
    assert "新写的" in str(desk.drafts["m1"].fields["body"])


def test_pasted_html_of_word_is_cleaned(view: EditorView) -> None:
    view.edit.moveCursor(QTextCursor.MoveOperation.Start)
    view.edit.rich_offered.emit(
        '<p class=MsoNormal style="color:red"><b>粗</b><script>x()</script></p><p>二</p>', "粗二"
    )
    assert view.fields()["body"].startswith("<p><strong>粗</strong></p>\n<p>二</p>")


def test_every_tool_has_its_words_in_both_languages(view: EditorView, desk: FakeDesk, qtbot: QtBot) -> None:
    for language in ("zh", "en"):
        window = FakeHost(view._host.look, language)
        qtbot.addWidget(window)
        other = EditorView(session(desk, language), window)
        other.show_matter("m1")
        window.layout().addWidget(other)
        assert other.toolbar.menu(other).actions()


def test_a_handful_of_keys_reach_everything(view: EditorView) -> None:
    keys = {key for command in view.commands() for key in command.keys}
    assert {
        "Ctrl+S",
        "F7",
        "F8",
        "Alt+M",
        "Ctrl+F",
        "Ctrl+R",
        "Ctrl+Return",
        "Ctrl+H",
        "Ctrl+P",
        "Ctrl+Shift+V",
    } <= keys
    assert not keys & {"Ctrl+Space", "Ctrl+.", "Ctrl+Shift+F"}


def test_unset_and_empty_are_the_same() -> None:
    assert changes({"title": "一"}, {"title": "一", "summary": "", "keywords": [], "column": "0702"}) == {
        "column": "0702"
    }
    assert changes({"title": "一"}, {"title": ""}) == {"title": ""}


def test_the_tab_key_leaves_the_text(view: EditorView, qtbot: QtBot) -> None:
    view.edit.setFocus()
    qtbot.keyClick(view.edit, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is not view.edit


def test_a_reason_given_for_a_finding_is_known_again_after_a_restart(
    view: EditorView, desk: FakeDesk, host: FakeHost
) -> None:
    key = next(one.key for one in view.remedies.findings if one.level == "block")
    view.remedies._keep(key, "公示需要")
    again = EditorView(session(desk), host)
    again.show_matter("m1")
    assert again.remedies.kept == {key: "公示需要"}


def test_a_finding_in_an_attachment_leads_to_that_attachment(view: EditorView, host: FakeHost) -> None:
    host.layout().addWidget(view.side)
    view.side.show()
    view.attaching.put([{"sha256": "a" * 64, "name": "名单.xlsx", "size": 9, "mime": ""}], writable=True)
    found = replace(view.remedies.findings[0], place=Place("attachment:名单.xlsx", 0, 0, 0))
    view.remedies.findings = (found,)
    view.side.checks.gone_to.emit(found.key)
    assert view.side.properties.isVisible()
    assert host.window().focusWidget() is view.side.attachments._links["名单.xlsx"]


def test_a_new_text_is_begun_with_its_title_and_tab_leads_from_the_head_into_the_text(
    view: EditorView, desk: FakeDesk, host: FakeHost, qtbot: QtBot
) -> None:
    view.setFocus()
    assert QApplication.focusWidget() is view.edit, "a text that has a title is gone on with"
    desk.matters["m1"] = replace(desk.matters["m1"], fields={"title": "", "column": "0703", "body": ""})
    fresh = EditorView(session(desk), host)
    host.layout().addWidget(fresh)
    fresh.show_matter("m1")
    fresh.show()
    fresh.setFocus()
    qtbot.keyClicks(QApplication.focusWidget(), "abc")
    assert fresh.head.title.text() == "abc"
    fresh.head.disclosure.setFocus()
    qtbot.keyClick(fresh.head.disclosure, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is fresh.edit
