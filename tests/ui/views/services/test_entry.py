"""A case that came to the counter is entered; what was begun is there again after Esc."""

import pytest
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit

from desktop.window import DeskWindow
from tests.models.bureau import LIN
from tests.ui.frame import cut_labels, nameless, overlay, settle, window
from tests.ui.views.services.cases import desk
from ui.views.services.entry import EntrySheet

pytestmark = pytest.mark.usefixtures("qapp")


def _sheet(made: DeskWindow) -> EntrySheet:
    made.go("services")
    settle()
    made.run("new_here")
    settle()
    sheet = overlay(made)
    assert isinstance(sheet, EntrySheet)
    return sheet


def _say(sheet: EntrySheet, **texts: str) -> None:
    for name, text in texts.items():
        inner = sheet.field(name).inner
        if isinstance(inner, QLineEdit):
            inner.setText(text)
        elif isinstance(inner, QPlainTextEdit):
            inner.setPlainText(text)
        elif isinstance(inner, QComboBox):
            inner.setCurrentIndex(inner.findData(text))


def test_a_case_is_entered_with_its_guides_materials_and_opens() -> None:
    held = desk()
    with window(desk=held, actor=LIN) as made:
        sheet = _sheet(made)
        _say(sheet, guide="guide1", title="迁户口", body="材料请先看", name="李有田", phone="13900001234")
        assert sheet.answers()["materials"] == "身份证\n户口簿\n父母户口簿"
        sheet.go.click()
        settle()
        assert held.verbs() == ["receive"], sheet.missing.text()
        case = held.matters[held.took[-1].id]
        assert (case.state, case.fields["guide"], len(case.fields["materials"])) == ("received", "guide1", 3)
        assert "李有田" not in repr(case)
        view = made.screen_view
        assert view is not None
        assert view.open_id() == case.id


def test_what_is_missing_is_said_and_what_was_begun_is_kept() -> None:
    held = desk()
    with window(desk=held, actor=LIN) as made:
        sheet = _sheet(made)
        _say(sheet, title="迁户口")
        sheet.go.click()
        assert sheet.missing.text()
        assert not held.took
        sheet.step_back()
        settle()
        again = _sheet(made)
        assert again.answers()["title"] == "迁户口"
        assert cut_labels(again) == []
        assert nameless(again) == []
