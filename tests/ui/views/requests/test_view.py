"""The pane of a request obeys its presenter: steps by key, the look of who asked, papers, and both languages."""

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from desktop.window import DeskWindow
from models.people import Actor
from tests.models.bureau import CHEN, CONTACT, LIN
from tests.ui.frame import cut_labels, nameless, overlay, settle, window
from tests.ui.test_glances import png
from tests.ui.views.requests.desk import RequestDesk, asked, bureau, desk, in_hand, in_review
from ui.views.request_list.screen import RequestScreen
from ui.views.requests.papers import PapersSheet
from ui.views.requests.receive import ReceiveSheet
from ui.views.requests.registers import DisputeSheet, YearSheet
from ui.views.requests.view import RequestView
from ui.views.requests.wizard import OutcomeSheet
from ui.views.steps import StepSheet


def _opened(made: DeskWindow, held: RequestDesk) -> RequestView:
    made.go("requests", id=next(iter(held.matters)))
    settle()
    return made.findChildren(RequestView)[0]


def test_accepting_is_one_key_and_the_next_step_opens_its_sheet(qtbot: QtBot) -> None:
    held = desk(asked(bureau()))
    with window(desk=held, actor=LIN) as made:
        _opened(made, held)
        made.run("primary")
        assert [intent.verb for intent in held.done] == ["accept"]
        settle()
        made.run("primary")
        assert isinstance(overlay(made), OutcomeSheet)


def test_a_step_with_questions_opens_its_sheet_with_what_is_known(qtbot: QtBot) -> None:
    held = desk(in_review(), CHEN)
    with window(desk=held, actor=CHEN) as made:
        _opened(made, held)
        made.run("primary")
        sheet = overlay(made)
        assert isinstance(sheet, StepSheet)
        assert sheet.answers()["way"] == "post"
        sheet.go.click()
        matter = next(iter(held.matters.values()))
        assert matter.state == "answered"
        assert held.done[-1].expect.content
        settle()


def test_the_applicant_is_masked_until_a_recorded_look(qtbot: QtBot) -> None:
    held = desk(in_hand())
    with window(desk=held, actor=LIN) as made:
        view = _opened(made, held)
        view.side.writer.look.click()
        assert [intent.verb for intent in held.done] == ["look"]
        assert view.side.writer.open
        made.go("settings")
        assert not view.side.writer.open


def test_a_printed_name_is_recorded_first(qtbot: QtBot) -> None:
    held = desk(in_review(), CHEN)
    with window(desk=held, actor=CHEN) as made:
        _opened(made, held)
        made.run("print")
        sheet = overlay(made)
        assert isinstance(sheet, PapersSheet)
        sheet.which.put([("receipt", "回执")], "receipt")
        assert CONTACT["name"] not in sheet.text()
        sheet.named.click()
        assert [intent.verb for intent in held.done] == ["look"]
        assert f"{CONTACT['name']}：" in sheet.text()
        sheet.number.setText("王政依申〔2026〕7号")
        assert "王政依申〔2026〕7号" in sheet.text()
        settle()


def test_another_request_of_the_same_applicant_is_proposed(qtbot: QtBot) -> None:
    made_by = bureau()
    first, second = asked(made_by), asked(made_by)
    held = desk(second, LIN, first)
    with window(desk=held, actor=LIN) as made:
        view = _opened(made, held)
        settle()
        assert view._pane is not None
        assert [note.opens for note in view._pane.notes] == [first.id]


def test_a_letter_from_the_post_is_entered_at_the_desk(qtbot: QtBot) -> None:
    held = desk(in_hand())
    with window(desk=held, actor=LIN) as made:
        _opened(made, held)
        made.run("new_here")
        sheet = overlay(made)
        assert isinstance(sheet, ReceiveSheet)
        sheet.go.click()
        assert sheet.missing.text()
        written = {"title": "预算", "name": "李有田", "phone": "13900001234", "address": "王台镇"}
        for name, text in written.items():
            sheet.field(name).inner.setText(text)  # type: ignore[attr-defined]  # lines of text
        sheet.field("body").inner.setPlainText("请公开预算。")  # type: ignore[attr-defined]  # a box of text
        sheet.go.click()
        assert held.done[-1].verb == "receive"
        settle()


def test_a_scan_that_came_with_the_letter_is_shown_small(qtbot: QtBot) -> None:
    held = desk(in_hand())
    held.blobs["a" * 64] = png(90, 30)
    with window(desk=held, actor=LIN) as made:
        _opened(made, held)
        made.run("new_here")
        sheet = overlay(made)
        assert isinstance(sheet, ReceiveSheet)
        sheet._taking.added.emit({"sha256": "a" * 64, "name": "申请表.png", "size": 5})
        qtbot.waitUntil(lambda: sheet.files._pictures.of["a" * 64].image.width() == 90)


@pytest.mark.parametrize("which", ["disputes", "year"])
def test_register_and_report_open_from_the_foot_of_the_list(qtbot: QtBot, which: str) -> None:
    held = desk(in_hand())
    with window(desk=held, actor=LIN) as made:
        made.go("requests")
        screen = made.screen_view
        assert isinstance(screen, RequestScreen)
        getattr(screen, which).click()
        settle()
        sheet = overlay(made)
        assert isinstance(sheet, DisputeSheet if which == "disputes" else YearSheet)
        assert cut_labels(sheet) == []
        assert nameless(sheet) == []


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(("state", "actor"), [("received", LIN), ("in_hand", LIN), ("in_review", CHEN)])
def test_nothing_is_cut_or_nameless(qtbot: QtBot, state: str, actor: Actor, language: str) -> None:
    matter = {"received": lambda: asked(bureau()), "in_hand": in_hand, "in_review": in_review}[state]()
    held = desk(matter, actor)
    with window(desk=held, actor=actor, language=language) as made:
        _opened(made, held)
        assert cut_labels(made) == []
        assert nameless(made) == []


def test_a_file_that_is_not_here_yet_counts_as_unopened(qtbot: QtBot) -> None:
    matter = in_review()
    file = {"sha256": "a" * 64, "name": "明细.txt", "size": 5}
    held = desk(replace(matter, fields={**matter.fields, "information": [file]}), CHEN)
    with window(desk=held, actor=CHEN) as made:
        view = _opened(made, held)
        view.answered.files.opened.emit("a" * 64)
        made.run("primary")
        assert not isinstance(overlay(made), StepSheet)
        overlay(made).dismiss()
        held.blobs["a" * 64] = b"words"
        view.answered.files.opened.emit("a" * 64)
        made.run("primary")
        settle()
        assert any(isinstance(one, StepSheet) and one.isVisible() for one in made.findChildren(StepSheet))
