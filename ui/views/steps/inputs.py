"""The inputs of a step's questions, each with how its answer is read."""

from collections.abc import Callable

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QDateEdit, QLineEdit, QPlainTextEdit, QSpinBox, QWidget

from models.shapes import parse_day
from ui.host import Host
from ui.presenters.step_sheets import Answer, FieldFace
from ui.views.editor.units import UnitPicker
from ui.widgets.fields import Choice, Field, Tick

Read = Callable[[], Answer]


def made(host: Host, face: FieldFace) -> tuple[Field, Read]:
    """The field of a question, and what reads its answer."""
    widget, read = _MAKERS[face.kind](host, face)
    label = face.label if face.required else f"{face.label}{host.words('steps.optional')}"
    field = Field(host.look, "" if face.kind == "flag" else label, widget, face.hint)
    widget.setAccessibleName(label)
    return field, read


def _line(host: Host, face: FieldFace) -> tuple[QWidget, Read]:
    line = QLineEdit(str(face.value or ""))
    return line, lambda: line.text().strip()


def _text(host: Host, face: FieldFace) -> tuple[QWidget, Read]:
    box = QPlainTextEdit(str(face.value or ""))
    box.setFixedHeight(host.look.px(96))
    box.setTabChangesFocus(True)
    return box, lambda: box.toPlainText().strip()


def _number(host: Host, face: FieldFace) -> tuple[QWidget, Read]:
    box, edge = QSpinBox(), host.look.px(8)
    box.lineEdit().setTextMargins(edge, 0, edge, 0)
    box.setRange(1, face.most)
    box.setValue(int(face.value) if isinstance(face.value, int) else 1)
    return box, box.value


def _day(host: Host, face: FieldFace) -> tuple[QWidget, Read]:
    """A day that must be said has a calendar; one that may be left out is a line, which can be empty."""
    if not face.required:
        return _line(host, face)
    box = QDateEdit()
    box.setCalendarPopup(True)
    box.setDisplayFormat("yyyy-MM-dd")
    day = parse_day(str(face.value))
    if day is not None:
        box.setDate(QDate(day.year, day.month, day.day))
    return box, lambda: box.date().toString("yyyy-MM-dd")


def _flag(host: Host, face: FieldFace) -> tuple[QWidget, Read]:
    tick = Tick(host.look, face.label)
    tick.setChecked(bool(face.value))
    return tick, tick.isChecked


def _choice(host: Host, face: FieldFace) -> tuple[QWidget, Read]:
    choice = Choice(host.look, face.label)
    choice.put(list(face.options), str(face.value or ""))
    return choice, choice.value


def _units(host: Host, face: FieldFace) -> tuple[QWidget, Read]:
    picker = UnitPicker(host.look, face.label, host.words("steps.add_unit"), host.words("steps.remove_unit"))
    picker.put(face.options, face.value if isinstance(face.value, list) else [])
    return picker, picker.value


_MAKERS: dict[str, Callable[[Host, FieldFace], tuple[QWidget, Read]]] = {
    "line": _line, "text": _text, "lines": _text, "number": _number, "day": _day, "flag": _flag, "maybe": _choice,
    "choice": _choice, "units": _units,
}  # fmt: skip
