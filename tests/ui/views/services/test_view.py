"""A clerk asks for materials, enters them, writes the result; the reviewer signs what was seen; no word is lost."""

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop.window import DeskWindow
from models.people import Actor
from tests.models.bureau import CHEN, CONTACT, LIN
from tests.ui.frame import cut_labels, nameless, overlay, settle, window
from tests.ui.views.services.cases import CaseDesk, desk
from ui.views.letter.templates import TemplateSheet
from ui.views.services.arrived import ArrivedSheet
from ui.views.services.screen import ServicesScreen
from ui.views.services.view import ServiceView
from ui.views.steps import StepSheet

pytestmark = pytest.mark.usefixtures("qapp")


def _open(made: DeskWindow, id: str) -> ServiceView:
    made.go("services", id=id)
    settle()
    screen = made.screen_view
    assert isinstance(screen, ServicesScreen)
    (view,) = screen.findChildren(ServiceView)
    return view


def _told(view: ServiceView) -> str:
    return " ".join(
        one.text() for one in (*view.findChildren(QLabel), *view.side.findChildren(QLabel)) if one.isVisible()
    )


def test_the_pane_shows_question_materials_and_the_masked_applicant() -> None:
    with window(desk=desk(), actor=LIN) as made:
        told = _told(_open(made, "c2"))
        for word in ("我想把户口从厦门迁回王台", "户口簿", "还缺", "户口迁入", "李**"):
            assert word in told
        assert not any(word in told for word in CONTACT.values())


def test_who_asked_is_shown_only_after_a_look_that_is_recorded() -> None:
    held = desk()
    with window(desk=held, actor=LIN) as made:
        view = _open(made, "c2")
        view.side.writer.look.click()
        settle()
        assert held.verbs() == ["look"]
        assert CONTACT["phone"] in _told(view)
        _open(made, "c4")
        assert CONTACT["phone"] not in _told(view)


def test_asking_for_materials_begins_with_what_is_missing() -> None:
    held = desk()
    with window(desk=held, actor=LIN) as made:
        view = _open(made, "c2")
        view._take_verb("ask_materials")
        sheet = overlay(made)
        assert isinstance(sheet, StepSheet)
        assert sheet.answers()["missing"] == "父母户口簿"
        sheet.go.click()
        settle()
        assert held.took[-1].args["missing"] == ["父母户口簿"]
        assert held.matters["c2"].state == "materials_asked"


def test_materials_that_came_are_ticked_and_the_case_goes_on() -> None:
    held = desk()
    with window(desk=held, actor=LIN) as made:
        view = _open(made, "c3")
        made.run("primary")
        sheet = overlay(made)
        assert isinstance(sheet, ArrivedSheet)
        assert "1" in sheet.missing.text()
        for tick in sheet.ticks:
            tick.setChecked(True)
        assert sheet.missing.text() == ""
        sheet.more.setPlainText("委托书\n")
        sheet.go.click()
        settle()
        given = [(one["name"], one["given"]) for one in held.matters["c3"].fields["materials"]]
        assert given == [("身份证", True), ("户口簿", True), ("父母户口簿", True), ("委托书", True)]
        assert held.matters["c3"].state == "in_hand"
        assert view.result.isVisible()


def _write(view: ServiceView, code: str, text: str, reply: str) -> None:
    view.result.code.choose(code)
    view.result.text.setText(text)
    view.result.text.textEdited.emit(text)
    view.result.edit.insert_html(f"<p>{reply}</p>")


def test_a_result_is_kept_while_it_is_written_and_submitted_whole() -> None:
    held = desk()
    with window(desk=held, actor=LIN) as made:
        view = _open(made, "c2")
        _write(view, "pass", "可以办理。", "材料已审，请到窗口。")
        view.flush()
        assert held.drafts["c2"].fields["result"] == {"code": "pass", "text": "可以办理。"}
        _open(made, "c4")
        view = _open(made, "c2")
        assert view.result.edit.toPlainText().strip() == "材料已审，请到窗口。"
        made.run("primary")
        settle()
        assert held.verbs()[-1] == "submit_result"
        assert held.matters["c2"].state == "result_in_review"
        assert held.matters["c2"].fields["reply"] == "<p>材料已审，请到窗口。</p>"


def test_an_incomplete_result_names_what_is_missing_and_nothing_is_lost() -> None:
    held = desk()
    with window(desk=held, actor=LIN) as made:
        view = _open(made, "c2")
        view.result.code.choose("need")
        assert view.result.missing.isVisible()
        assert view.result.missing.toPlainText() == "父母户口簿"
        made.run("primary")
        settle()
        assert "submit_result" not in held.verbs()
        assert held.matters["c2"].fields["result"] == {"code": "need", "missing": ["父母户口簿"]}


def test_a_change_from_elsewhere_does_not_disturb_what_is_being_written() -> None:
    held = desk()
    with window(desk=held, actor=LIN) as made:
        view = _open(made, "c2")
        _write(view, "fail", "不符合条件。", "很抱歉。")
        made.session.changed.emit(["c2"])
        settle()
        assert view.result.edit.toPlainText().strip() == "很抱歉。"
        assert view.result.code.value() == "fail"


def test_the_reviewer_signs_the_text_that_was_seen() -> None:
    held = desk(CHEN)
    with window(desk=held, actor=CHEN) as made:
        view = _open(made, "c4")
        assert view.result.edit.isReadOnly()
        seen = held.matters["c4"]
        held.matters["c4"] = seen.with_fields({"reply": "<p>别人改过的。</p>"}, "other")
        made.run("primary")
        settle()
        assert held.matters["c4"].state == "result_in_review"
        held.matters["c4"] = seen
        made.run("primary")
        settle()
        assert held.matters["c4"].state == "told"


def test_a_supervision_is_answered_from_its_banner() -> None:
    held = desk()
    with window(desk=held, actor=LIN) as made:
        view = _open(made, "c6")
        assert "效督〔2026〕9号" in _told(view)
        view._take_verb("answer_supervision")
        assert isinstance(overlay(made), StepSheet)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("width", [900, 1366])
@pytest.mark.parametrize("actor", [LIN, CHEN], ids=["clerk", "reviewer"])
def test_nothing_is_cut_and_everything_has_a_name(language: str, width: int, actor: Actor) -> None:
    held: CaseDesk = desk(actor)
    with window(language=language, desk=held, actor=actor, theme="contrast") as made:
        made.resize(width, 698)
        for id in ("c1", "c2", "c3", "c4", "c5", "c6"):
            view = _open(made, id)
            assert cut_labels(view) == []
            assert nameless(made) == []


def test_words_of_a_template_go_in_where_the_cursor_is() -> None:
    with window(desk=desk(), actor=LIN) as made:
        view = _open(made, "c2")
        made.run("template")
        sheet = overlay(made)
        assert isinstance(sheet, TemplateSheet)
        assert sheet.primary is not None
        sheet.primary.click()
        settle()
        assert view.result.edit.toPlainText().strip()


def test_a_case_that_was_just_accepted_can_be_given_its_result_at_once() -> None:
    held = desk()
    with window(desk=held, actor=LIN) as made:
        view = _open(made, "c1")
        assert not view.result.isVisible()
        made.run("primary")
        settle()
        _write(view, "pass", "可以代办。", "请带身份证。")
        made.run("primary")
        settle()
        assert held.verbs() == ["accept", "draft_result", "submit_result"]
        assert held.matters["c1"].fields["result"] == {"code": "pass", "text": "可以代办。"}


def test_the_words_are_checked_while_they_are_written(qtbot: QtBot) -> None:
    with window(desk=desk(), actor=LIN) as made:
        view = _open(made, "c2")
        _write(view, "pass", "可以办理。", "李有田您好，材料已审，请带身份证到王台派出所户籍窗口，一次办结。")
        qtbot.waitUntil(lambda: "要看" in _told(view))
