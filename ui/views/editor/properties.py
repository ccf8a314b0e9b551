"""The form of everything an item carries besides its text: built from a table, judged when a field is left."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from ui.presenters import editing
from ui.presenters.editing import EditorPane, Option
from ui.style.look import Look
from ui.text import Words
from ui.views.editor.attachments import AttachmentList
from ui.views.editor.form import FIXED, FORM, Spec
from ui.views.editor.units import UnitPicker
from ui.widgets.fields import Choice, Field, Tick
from ui.widgets.overlay import scrolled
from ui.widgets.panels import column, label


class Properties(QWidget):
    """`changed` is emitted when the person changed a field."""

    changed = Signal()

    def __init__(self, look: Look, words: Words, attachments: AttachmentList) -> None:
        super().__init__()
        self._look, self._words = look, words
        self._fields: dict[str, Field | Tick] = {}
        self._specs = {spec.name: spec for group in FORM for spec in group.specs}
        self._heads: dict[str, QWidget] = {}
        self._around: Mapping[str, Any] = {}
        self._guide_lacks = label("", "caption", wrap=True)
        inner = QWidget()
        self._form = column(inner, (16, 12, 16, 16), 12)
        self._form.addWidget(label(words("editor.properties.attachments"), "strong"))
        self._form.addWidget(attachments)
        for group in FORM:
            head = label(words(f"editor.properties.group_{group.name}"), "strong")
            self._heads[group.name] = head
            self._form.addWidget(head)
            if group.name == "guide":
                self._form.addWidget(self._guide_lacks)
            for spec in group.specs:
                self._form.addWidget(self._made(spec))
        self._form.addStretch()
        outer = column(self)
        outer.addWidget(scrolled(inner), 1)

    def put(self, pane: EditorPane) -> None:
        """Shows the fields of a matter."""
        self._around = pane.fields
        for name, spec in self._specs.items():
            value = _value_in(pane.fields, name)
            self._fill(spec, value, self._options(spec, pane))
            self._fields[name].setEnabled(pane.writable)
        self._judge()

    def values(self) -> dict[str, Any]:
        """The fields as they stand in the form."""
        found: dict[str, Any] = {}
        for name, spec in self._specs.items():
            value = self._read(spec)
            if "." in name:
                table, _, key = name.partition(".")
                found.setdefault(table, dict(self._around.get(table) or {}))[key] = value
            else:
                found[name] = value
        for table in ("source", "guide"):
            found[table] = {key: value for key, value in found[table].items() if value}
        return found

    def around(self, fields: Mapping[str, Any]) -> None:
        """The fields of the head, of which some of ours depend."""
        self._around = {**self._around, **fields}
        self._judge()

    def _made(self, spec: Spec) -> QWidget:
        words, look = self._words, self._look
        name = words(f"editor.fields.{spec.name.replace('.', '_')}")
        if spec.kind == "tick":
            tick = Tick(look, name)
            tick.toggled.connect(lambda _on: self._on_changed())
            self._fields[spec.name] = tick
            return tick
        hint_key = f"editor.hints.{spec.name.replace('.', '_')}"
        field = Field(look, name, self._input(spec, name), words(hint_key) if words.has(hint_key) else "")
        self._fields[spec.name] = field
        return field

    def _input(self, spec: Spec, name: str) -> QWidget:
        if spec.kind == "several":
            words = self._words
            add = words(f"editor.properties.add_{spec.options}")
            picker = UnitPicker(self._look, name, add, words("editor.properties.remove_one"))
            picker.changed.connect(self._on_changed)
            return picker
        if spec.kind == "choice":
            choice = Choice(self._look, name)
            choice.activated.connect(lambda _index: self._on_changed())
            return choice
        if spec.kind == "text":
            text = QPlainTextEdit()
            text.setFixedHeight(self._look.px(72))
            text.setTabChangesFocus(True)
            text.textChanged.connect(self.changed)
            text.installEventFilter(self)
            return text
        line = QLineEdit()
        line.textEdited.connect(lambda _text: self.changed.emit())
        line.editingFinished.connect(lambda: self._on_line_left(spec, line))
        return line

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self._judge()
        return False

    def _on_line_left(self, spec: Spec, line: QLineEdit) -> None:
        """A day or moment is shown as it was understood."""
        line.setText(_SHOWN.get(spec.kind, str)(line.text()))
        self._judge()

    def _options(self, spec: Spec, pane: EditorPane) -> list[Option]:
        if spec.options in FIXED:
            none = self._words("editor.properties.none")
            return [
                (each, self._words(f"editor.{spec.options}.{each}") if each else none) for each in FIXED[spec.options]
            ]
        return list(getattr(pane, spec.options)) if spec.options else []

    def _fill(self, spec: Spec, value: Any, options: list[Option]) -> None:
        widget = self._widget(spec.name)
        blocked = widget.blockSignals(True)
        if isinstance(widget, Tick):
            widget.setChecked(bool(value))
        elif isinstance(widget, Choice):
            widget.put(_with(options, str(value or "")), str(value or ""))
        elif isinstance(widget, UnitPicker):
            widget.put(options, value or [])
        elif isinstance(widget, QPlainTextEdit):
            widget.setPlainText(str(value or ""))
        elif isinstance(widget, QLineEdit):
            shown = "、".join(value) if isinstance(value, list) else str(value or "")
            widget.setText(_SHOWN.get(spec.kind, str)(shown))
        widget.blockSignals(blocked)

    def _read(self, spec: Spec) -> Any:
        widget = self._widget(spec.name)
        if isinstance(widget, Tick):
            return widget.isChecked()
        if isinstance(widget, Choice | UnitPicker):
            return widget.value()
        text = widget.toPlainText() if isinstance(widget, QPlainTextEdit) else _line(widget)
        return _TAKEN.get(spec.kind, str.strip)(text)

    def _widget(self, name: str) -> QWidget:
        field = self._fields[name]
        return field.inner if isinstance(field, Field) else field

    def _on_changed(self) -> None:
        self._judge()
        self.changed.emit()

    def _judge(self) -> None:
        """Says what is wrong, and shows only the fields that matter now."""
        values = {**self._around, **self.values()}
        wrong = editing.wrong_fields(values, self._words)
        for name, spec in self._specs.items():
            field = self._fields[name]
            if spec.when:
                field.setVisible(spec.when(values))
            if isinstance(field, Field):
                field.say(wrong.get(name, ""))
        for group in FORM:
            self._heads[group.name].setVisible(group.when is None or group.when(values))
        lacks = editing.guide_lacks(values, self._words)
        self._guide_lacks.setText(lacks)
        self._guide_lacks.setVisible(bool(lacks))


def _value_in(fields: Mapping[str, Any], name: str) -> Any:
    table, _, key = name.partition(".")
    value = fields.get(table)
    return (value or {}).get(key) if key else value


def _line(widget: QWidget) -> str:
    return widget.text() if isinstance(widget, QLineEdit) else ""


def _split(text: str) -> list[str]:
    """Words in a row, however people part them."""
    for mark in "，,；; ":
        text = text.replace(mark, "、")
    return [part for part in (one.strip() for one in text.split("、")) if part]


def _with(options: list[Option], value: str) -> list[Option]:
    """The options with a value that a newer list knows and ours does not: opening a form must not lose it."""
    known = any(option == value for option, _word in options)
    return options if known or not value else [*options, (value, value)]


_SHOWN: Mapping[str, Callable[[str], str]] = {
    "day": editing.day_in,
    "moment": lambda text: editing.moment_out(editing.moment_in(text)),
}
_TAKEN: Mapping[str, Callable[[str], Any]] = {"list": _split, "day": editing.day_in, "moment": editing.moment_in}
