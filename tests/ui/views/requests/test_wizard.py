"""拟定结果: outcome, grounds, notice; everything written is kept, and what goes for review is what was seen."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from models.records import digest_of
from tests.ui.fake_desk import FakeHost, session
from tests.ui.frame import cut_labels, nameless, settle
from tests.ui.test_glances import png
from tests.ui.views.requests.desk import RequestDesk, desk, in_hand
from ui.style.look import Look
from ui.views.requests.wizard import OutcomeSheet


@pytest.fixture
def held() -> RequestDesk:
    return desk(in_hand())


@pytest.fixture
def sheet(held: RequestDesk, qtbot: object) -> Iterator[OutcomeSheet]:
    made = _sheet(held)
    yield made
    settle()


def _sheet(held: RequestDesk, language: str = "zh") -> OutcomeSheet:
    look = Look("light", 100)
    look.apply()
    host = FakeHost(look, language)
    host.resize(1366, 698)
    host.show()
    made = OutcomeSheet(session(held, language), host, next(iter(held.matters)))
    made._kept_alive = host  # type: ignore[attr-defined]  # the window must outlive the sheet
    made.open()
    return made


def _type(sheet: OutcomeSheet, name: str, text: str) -> None:
    field = sheet.demands.field(name)
    assert field is not None
    if isinstance(field.inner, QPlainTextEdit):
        field.inner.setPlainText(text)
    else:
        QTest.keyClicks(field.inner, text)


def test_the_whole_way_by_keyboard(sheet: OutcomeSheet, held: RequestDesk) -> None:
    card = sheet.results.cards[2]
    card.setFocus()
    QTest.keyClick(card, Qt.Key.Key_Space)
    _type(sheet, "search", "查了2020年以来的台账")
    QTest.keyClick(sheet, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(sheet, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert [intent.verb for intent in held.done] == ["draft_outcome", "decide"]
    matter = next(iter(held.matters.values()))
    assert matter.state == "outcome_in_review"
    assert matter.system["submitted"]["digest"] == digest_of(matter)
    assert "查了2020年以来的台账" in matter.fields["notice"]


def test_going_on_without_grounds_leads_to_the_first_that_is_missing(sheet: OutcomeSheet, held: RequestDesk) -> None:
    sheet.results.chosen.emit("absent")
    sheet.go.click()
    field = sheet.demands.field("search")
    assert field is not None
    assert field.inner.hasFocus()
    assert "还差 1 项：查找经过" in sheet.missing.text()
    assert held.done == []


def test_the_notice_writes_itself_and_marks_what_is_open(sheet: OutcomeSheet) -> None:
    sheet.results.chosen.emit("refused")
    assert "不予公开告知书" in sheet.paper.toPlainText()
    assert "待填" in sheet.paper.toPlainText()
    _type(sheet, "reason", "涉及国家安全")
    assert "涉及国家安全" in sheet.paper.toPlainText()


def test_closing_keeps_what_was_written_and_opening_finds_it(sheet: OutcomeSheet, held: RequestDesk) -> None:
    sheet.results.chosen.emit("absent")
    _type(sheet, "search", "查了台账")
    sheet.step_back()
    assert held.done == []
    again = _sheet(held)
    field = again.demands.field("search")
    assert field is not None
    assert isinstance(field.inner, QPlainTextEdit)
    assert field.inner.toPlainText() == "查了台账"


def test_esc_steps_back_from_the_notice_to_the_grounds(sheet: OutcomeSheet) -> None:
    sheet.results.chosen.emit("absent")
    _type(sheet, "search", "查了台账")
    sheet.go.click()
    assert "送审" in sheet.go.text()
    sheet.step_back()
    assert "看告知书" in sheet.go.text()
    assert sheet.isVisible()


def test_writing_does_not_throw_one_out_of_the_field(sheet: OutcomeSheet) -> None:
    sheet.results.chosen.emit("absent")
    field = sheet.demands.field("search")
    assert field is not None
    field.inner.setFocus()
    QTest.keyClicks(field.inner, "abc")
    assert sheet.demands.field("search") is field
    assert field.inner.hasFocus()


def test_a_picture_among_the_files_is_shown_small_and_anything_else_is_not(
    sheet: OutcomeSheet, held: RequestDesk, qtbot: QtBot
) -> None:
    sheet.results.chosen.emit("granted")
    held.blobs["a" * 64] = held.blobs["b" * 64] = png(90, 30)
    for sha, name in (("a", "现场照片.png"), ("b", "明细.pdf")):
        sheet._taking.added.emit({"sha256": sha * 64, "name": name, "size": 5})
    shown = sheet.demands.files._pictures.of
    assert set(shown) == {"a" * 64}
    qtbot.waitUntil(lambda: shown["a" * 64].image.width() == 90)


def test_a_covered_file_stands_there_as_verified(sheet: OutcomeSheet) -> None:
    sheet.results.chosen.emit("granted")
    sheet.demands.case_chosen.emit("partial")
    file = {"sha256": "a" * 64, "name": "明细.pdf", "size": 5}
    sheet._taking.covered.emit(file, "银行账号", 3)
    assert [face.verified for face in sheet.pane.files] == [True]
    assert "银行账号" in sheet.paper.toPlainText()
    sheet.demands.files.removed.emit("a" * 64)
    assert sheet.pane.files == ()


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("result", ["already", "granted", "absent", "refused", "repeated"])
def test_nothing_is_cut_or_nameless(held: RequestDesk, result: str, language: str, qtbot: object) -> None:
    sheet = _sheet(held, language)
    sheet.results.chosen.emit(result)
    sheet.go.click()
    settle()
    assert cut_labels(sheet) == []
    assert nameless(sheet) == []


def test_large_letters_show_one_column_after_the_other(held: RequestDesk, qtbot: object) -> None:
    look = Look("light", 150)
    look.apply()
    host = FakeHost(look)
    host.resize(1366, 698)
    host.show()
    sheet = OutcomeSheet(session(held), host, next(iter(held.matters)))
    sheet.open()
    assert (sheet.results.isVisible(), sheet.paper.isVisible()) == (True, False)
    sheet.results.chosen.emit("absent")
    assert (sheet.results.isVisible(), sheet.paper.isVisible()) == (False, False)
    _type(sheet, "search", "查了台账")
    sheet.go.click()
    assert (sheet.results.isVisible(), sheet.paper.isVisible()) == (False, True)
    settle()
    Look("light", 100).apply()
