"""The form of everything an item carries besides its text: built from a table, judged when a field is left."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from ui.presenters.editing import EditorPane, Option, wrong_fields
from ui.style.look import Look
from ui.text import Words
from ui.views.editor.attachments import AttachmentList
from ui.views.editor.units import UnitPicker
from ui.widgets.fields import Choice, Field, Tick
from ui.widgets.overlay import scrolled
from ui.widgets.panels import column, label


@dataclass(frozen=True, slots=True)
class _Spec:
    """One field of the form: `kind` line, text, choice, tick, list; `when` names the field and value that show it."""

    name: str
    kind: str = "line"
    options: str = ""
    when: tuple[str, object] | None = None


_FORM: tuple[tuple[str, tuple[_Spec, ...]], ...] = (
    (
        "record",
        (
            _Spec("doc_no"),
            _Spec("written_on"),
            _Spec("summary", "text"),
            _Spec("keywords", "list"),
            _Spec("disclosure_reason", "text", when=("disclosure", "on_request")),
        ),
    ),
    (
        "classes",
        (
            _Spec("topic", "choice", "topics"),
            _Spec("genre", "choice", "genres"),
            _Spec("audience", "list"),
            _Spec("validity", "choice", "validity"),
            _Spec("term", "choice", "term"),
            _Spec("valid_until", when=("term", "limited")),
        ),
    ),
    (
        "source",
        (
            _Spec("reprint", "tick"),
            _Spec("source.name", when=("reprint", True)),
            _Spec("source.url", when=("reprint", True)),
            _Spec("source.date", when=("reprint", True)),
            _Spec("contributor"),
            _Spec("first_elsewhere_at"),
        ),
    ),
    (
        "placing",
        (
            _Spec("main_column", "choice", "main_columns"),
            _Spec("co_units", "units"),
            _Spec("consultation", "tick"),
            _Spec("publish_at"),
        ),
    ),
)
_FIXED = {"validity": ("", "valid", "invalid", "repealed"), "term": ("", "long", "limited")}


class Properties(QWidget):
    """`changed` is emitted when the person changed a field."""

    changed = Signal()

    def __init__(self, look: Look, words: Words, attachments: AttachmentList) -> None:
        super().__init__()
        self._look, self._words = look, words
        self._fields: dict[str, Field | Tick] = {}
        self._specs = {spec.name: spec for _group, specs in _FORM for spec in specs}
        self._around: Mapping[str, Any] = {}
        inner = QWidget()
        self._form = column(inner, (16, 12, 16, 16), 12)
        self._form.addWidget(label(words("editor.properties.attachments"), "strong"))
        self._form.addWidget(attachments)
        for group, specs in _FORM:
            self._form.addWidget(label(words(f"editor.properties.group_{group}"), "strong"))
            for spec in specs:
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
                found.setdefault(table, {})[key] = value
            else:
                found[name] = value
        found["source"] = {key: value for key, value in found["source"].items() if value}
        return found

    def around(self, fields: Mapping[str, Any]) -> None:
        """The fields of the head, of which some of ours depend."""
        self._around = {**self._around, **fields}
        self._judge()

    def _made(self, spec: _Spec) -> QWidget:
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

    def _input(self, spec: _Spec, name: str) -> QWidget:
        if spec.kind == "units":
            words = self._words
            picker = UnitPicker(
                self._look, name, words("editor.properties.add_unit"), words("editor.properties.remove_unit")
            )
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
            return text
        line = QLineEdit()
        line.textEdited.connect(lambda _text: self.changed.emit())
        line.editingFinished.connect(self._judge)
        return line

    def _options(self, spec: _Spec, pane: EditorPane) -> list[Option]:
        if spec.kind == "units":
            return list(pane.units)
        if spec.options in _FIXED:
            none = self._words("editor.properties.none")
            return [
                (each, self._words(f"editor.{spec.options}.{each}") if each else none) for each in _FIXED[spec.options]
            ]
        return list(getattr(pane, spec.options)) if spec.options else []

    def _fill(self, spec: _Spec, value: Any, options: list[Option]) -> None:
        widget = self._widget(spec.name)
        blocked = widget.blockSignals(True)
        if isinstance(widget, Tick):
            widget.setChecked(bool(value))
        elif isinstance(widget, Choice):
            widget.put(options, str(value or ""))
        elif isinstance(widget, UnitPicker):
            widget.put(options, value or [])
        elif isinstance(widget, QPlainTextEdit):
            widget.setPlainText(str(value or ""))
        elif isinstance(widget, QLineEdit):
            widget.setText("、".join(value) if isinstance(value, list) else str(value or ""))
        widget.blockSignals(blocked)

    def _read(self, spec: _Spec) -> Any:
        widget = self._widget(spec.name)
        if isinstance(widget, Tick):
            return widget.isChecked()
        if isinstance(widget, Choice | UnitPicker):
            return widget.value()
        text = widget.toPlainText() if isinstance(widget, QPlainTextEdit) else _line(widget)
        return _split(text) if spec.kind == "list" else text.strip()

    def _widget(self, name: str) -> QWidget:
        field = self._fields[name]
        return field.inner if isinstance(field, Field) else field

    def _on_changed(self) -> None:
        self._judge()
        self.changed.emit()

    def _judge(self) -> None:
        """Says what is wrong, and shows only the fields that matter now."""
        values = {**self._around, **self.values()}
        wrong = wrong_fields(values, self._words)
        for name, spec in self._specs.items():
            field = self._fields[name]
            if spec.when:
                field.setVisible(values.get(spec.when[0]) == spec.when[1])
            if isinstance(field, Field):
                field.say(wrong.get(name, ""))


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
