"""A step is taken from its sheet: what is missing is told, what is asked is asked, and a refusal loses no word."""

from collections.abc import Mapping
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit, QSpinBox

from models.matter import Matter
from models.steps import Offer
from tests.models.bureau import LIN, Bureau
from tests.ui.fake_desk import NOW, FakeDesk, FakeHost, session
from tests.ui.frame import cut_labels, nameless
from ui.style.look import Look
from ui.views.steps import StepSheet, ask_step
from ui.widgets.overlay import SlipDialog

pytestmark = pytest.mark.usefixtures("qapp")


class _Office:
    """A clerk at her desk with one request."""

    def __init__(self, matter: Matter, language: str = "zh") -> None:
        self.desk = FakeDesk({matter.id: matter}, actor=LIN)
        look = Look("light", 100)
        look.apply()
        self.host = FakeHost(look, language)
        self.host.resize(1366, 698)
        self.host.show()
        self.session, self.id = session(self.desk, language), matter.id

    def offer(self, verb: str) -> Offer:
        return next(offer for offer in self.desk.seen(self.id).offers if offer.verb == verb)

    def ask(self, verb: str, **more: Any) -> StepSheet | None:
        return ask_step(self.session, self.host, self.desk.seen(self.id).matter, self.offer(verb), **more)

    @property
    def taken(self) -> list[tuple[str, Mapping[str, Any]]]:
        return [(intent.verb, intent.args) for intent in self.desk.done]


def _office(state: str = "in_hand", language: str = "zh") -> _Office:
    bureau = Bureau("request", now=NOW)
    return _Office(bureau.in_hand() if state == "in_hand" else bureau.received(), language)


def test_a_step_that_asks_nothing_is_taken_at_once() -> None:
    office = _office("received")
    assert office.ask("accept") is None
    assert office.taken == [("accept", {})]
    assert office.desk.seen(office.id).matter.state == "in_hand"
    assert office.host.told


def test_the_sheet_takes_the_step_with_what_was_written() -> None:
    office = _office()
    sheet = office.ask("ask_extension", begun={"days": 10})
    assert sheet is not None
    sheet.findChildren(QPlainTextEdit)[0].setPlainText("档案在整理")
    assert sheet.findChildren(QSpinBox)[0].value() == 10
    QTest.keyClick(sheet, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert office.taken == [("ask_extension", {"days": 10, "reason": "档案在整理"})]


def test_what_is_missing_is_said_at_its_field_and_nothing_is_done() -> None:
    office = _office()
    sheet = office.ask("consult")
    assert sheet is not None
    sheet.go.click()
    assert office.taken == []
    assert sheet.missing.text() == "还差 2 项没有填好。"
    assert sheet.isVisible()


def test_a_refusal_is_read_in_the_sheet_and_what_was_written_stays() -> None:
    office = _office()
    sheet = office.ask("ask_extension", begun={"days": 60})
    assert sheet is not None
    sheet.findChildren(QPlainTextEdit)[0].setPlainText("材料太多")
    sheet.go.click()
    assert sheet.isVisible()
    assert sheet.missing.text()
    assert sheet.answers() == {"days": 60, "reason": "材料太多"}


def test_all_that_stands_in_the_way_is_told_before_anything_is_asked() -> None:
    office = _office()
    offer = office.offer("decide")
    assert offer.missing
    assert ask_step(office.session, office.host, office.desk.seen(office.id).matter, offer) is None
    told = next(one for one in office.host.findChildren(SlipDialog) if one.isVisible())
    assert told.accessibleName() == "还不能拟定结果，还差 1 项"
    assert office.taken == []


def test_after_the_step_its_matter_is_handed_on() -> None:
    office = _office("received")
    states: list[str] = []
    office.ask("accept", done=lambda matter: states.append(matter.state))
    assert states == ["in_hand"]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("verb", ["ask_correction", "consult", "ask_extension", "note"])
def test_nothing_on_a_sheet_is_cut_or_nameless(verb: str, language: str) -> None:
    sheet = _office(language=language).ask(verb)
    assert sheet is not None
    assert cut_labels(sheet) == []
    assert nameless(sheet) == []
