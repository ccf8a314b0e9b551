"""The head of the editor: title, number, column and disclosure, each with its label at the left."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLineEdit

from ui.presenters.editing import EditorPane
from ui.style.look import Look
from ui.text import Words
from ui.widgets.fields import Choice
from ui.widgets.panels import label, retone

DISCLOSURES = ("proactive", "on_request", "none")


class Head(QFrame):
    """`changed` is emitted when the person changed one of its fields."""

    changed = Signal()

    def __init__(self, look: Look, words: Words) -> None:
        super().__init__()
        self._words = words
        self.setProperty("edge", "bottom")
        self.setProperty("ground", "surface")
        grid = QGridLayout(self)
        grid.setContentsMargins(look.px(20), look.px(10), look.px(20), look.px(10))
        grid.setHorizontalSpacing(look.px(8))
        grid.setVerticalSpacing(look.px(8))
        self.title, self.column = QLineEdit(), Choice(look, words("editor.head.column"))
        self.disclosure = Choice(look, words("editor.head.disclosure"))
        self._number_label, self._number = label("", "meta"), label("", "meta")
        self.title.setAccessibleName(words("editor.head.title"))
        self.title.setPlaceholderText(words("editor.head.title_hint"))
        self.title.setMaxLength(10_000)
        grid.addWidget(label(words("editor.head.title"), "meta"), 0, 0)
        grid.addWidget(self.title, 0, 1)
        grid.addWidget(self._number_label, 0, 2)
        grid.addWidget(self._number, 0, 3)
        grid.addWidget(label(words("editor.head.column"), "meta"), 1, 0)
        grid.addWidget(self.column, 1, 1)
        grid.addWidget(label(words("editor.head.disclosure"), "meta"), 1, 2)
        grid.addWidget(self.disclosure, 1, 3)
        grid.setColumnStretch(1, 1)
        grid.setColumnMinimumWidth(3, look.px(128))
        self.title.textEdited.connect(lambda _text: self.changed.emit())
        self.column.activated.connect(lambda _index: self.changed.emit())
        self.disclosure.activated.connect(lambda _index: self.changed.emit())
        self.title.editingFinished.connect(self._on_title_left)

    def put(self, pane: EditorPane) -> None:
        """Shows the fields of a matter."""
        words, fields = self._words, pane.fields
        if self.title.text() != fields.get("title", ""):
            self.title.setText(str(fields.get("title", "")))
            self.title.setCursorPosition(0)
        self.title.setReadOnly(not pane.writable)
        self._number_label.setText(pane.number_label)
        self._number.setText(pane.number)
        empty = ("", words("editor.head.choose_column"))
        self.column.put([empty, *pane.columns], str(fields.get("column", "")))
        options = [(each, words(f"editor.disclosure.{each}")) for each in DISCLOSURES]
        self.disclosure.put(options, str(fields.get("disclosure", "") or "proactive"))
        self.column.setEnabled(pane.writable)
        self.disclosure.setEnabled(pane.writable)

    def values(self) -> Mapping[str, Any]:
        """The fields as they stand in the head."""
        return {"title": self.title.text(), "column": self.column.value(), "disclosure": self.disclosure.value()}

    def mark_wrong(self, wrong: bool, sentence: str = "") -> None:
        """Frames the title in red and says why, or takes that away."""
        retone(self.title, wrong="true" if wrong else "false")
        self.title.setToolTip(sentence)

    def _on_title_left(self) -> None:
        text = self.title.text()
        settled = " ".join(text.split())
        if settled != text:
            self.title.setText(settled)
            self.changed.emit()
