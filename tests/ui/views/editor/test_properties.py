"""The form carries every field that an item has, shows those that matter, and loses nothing that it does not know."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLineEdit

from models.items import FIELDS
from tests.ui.fake_desk import NOW, FakeDesk, FakeHost, matter, session
from ui.presenters import editing
from ui.presenters.editing import EditorPane
from ui.views.editor.properties import Properties
from ui.views.editor.units import UnitPicker
from ui.views.editor.view import EditorView


@pytest.fixture
def view(desk: FakeDesk, host: FakeHost) -> EditorView:
    made = EditorView(session(desk), host)
    host.layout().addWidget(made)
    host.layout().addWidget(made.side)
    made.show_matter("m1")
    return made


@pytest.fixture
def form(view: EditorView) -> Properties:
    return view.side.properties


def _pane(host: FakeHost, **fields: object) -> EditorPane:
    desk, item = FakeDesk({"m1": matter()}), matter()
    item = replace(item, fields={**item.fields, **fields})
    return editing.present(item, item.fields, desk.seen("m1").offers, (), desk.rules, host.words, NOW)


def _line(form: Properties, name: str) -> QLineEdit:
    found = form._widget(name)
    assert isinstance(found, QLineEdit)
    return found


def test_every_field_of_an_item_can_be_written_somewhere(view: EditorView) -> None:
    assert set(view.fields()) >= set(FIELDS)


def test_the_fields_of_article_19_are_shown_for_a_service_guide_only(form: Properties, host: FakeHost) -> None:
    assert not form._fields["guide.basis"].isVisibleTo(form)
    form.put(_pane(host, column="1004"))
    assert form._fields["guide.basis"].isVisibleTo(form)
    form.around({"column": "0702"})
    assert not form._fields["guide.basis"].isVisibleTo(form)


def test_opening_and_reading_the_form_changes_nothing_even_where_it_does_not_know_a_value(
    form: Properties, host: FakeHost
) -> None:
    fields = {
        "guide": {"name": "采伐许可", "category": "公共服务", "window": "3号"},
        "source": {"name": "闽北日报", "id": "7"},
        "reprint": True,
        "topic": "newer_topic",
        "lead_unit": "agriculture",
        "audience": ["farmer", "newer"],
        "publish_at": "2026-05-06T09:00:00+08:00",
        "written_on": "2026-04-28",
    }
    form.put(_pane(host, **fields))
    values = form.values()
    assert {name: values[name] for name in fields} == fields


def test_audiences_are_chosen_from_the_list(form: Properties, host: FakeHost) -> None:
    picker = form._widget("audience")
    assert isinstance(picker, UnitPicker)
    picker._choice.setCurrentIndex(picker._choice.findData("farmer"))
    picker._choice.activated.emit(0)
    assert form.values()["audience"] == ["farmer"]


def test_a_moment_is_put_right_and_judged_when_the_field_is_left(form: Properties) -> None:
    line = _line(form, "publish_at")
    line.setText("2026年5月6日 9:00")
    line.editingFinished.emit()
    assert line.text() == "2026-05-06 09:00"
    assert form.values()["publish_at"] == "2026-05-06T09:00:00+08:00"
    line.setText("下周")
    line.editingFinished.emit()
    assert "2026-05-06 09:00" in line.accessibleDescription()
