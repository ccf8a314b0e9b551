"""The head of the editor: title, number, column and disclosure, each with its label at the left."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLineEdit, QWidget

from ui.presenters.editing import EditorPane
from ui.style.look import Look
from ui.text import Words
from ui.widgets.fields import Choice
from ui.widgets.panels import label, retone

_STACKED = 600
"""Pixels at 100 % under which two fields in one line would be cramped."""
DISCLOSURES = ("proactive", "on_request", "none")


class Head(QFrame):
    """`changed` is emitted when the person changed one of its fields."""

    changed = Signal()

    def __init__(self, look: Look, words: Words) -> None:
        super().__init__()
        self._look, self._words = look, words
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
        self._grid, self._stacked = grid, False
        self._names = [label(words(f"editor.head.{name}"), "meta") for name in ("title", "column", "disclosure")]
        self._lay_out()
        look.follow(self._measure)
        self.title.textEdited.connect(lambda _text: self.changed.emit())
        self.column.activated.connect(lambda _index: self.changed.emit())
        self.disclosure.activated.connect(lambda _index: self.changed.emit())
        self.title.editingFinished.connect(self._on_title_left)

    def _measure(self) -> None:
        """The title takes what the rest leaves."""
        self.disclosure.setFixedWidth(self._look.px(128))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        stacked = self.width() < self._look.px(_STACKED)
        if stacked != self._stacked:
            self._stacked = stacked
            self._lay_out()

    def _lay_out(self) -> None:
        """Two lines; in a narrow pane three, so that title and column have a line each."""
        title, column, access = self._names
        places: tuple[tuple[QWidget, int, int, int], ...] = (
            (title, 0, 0, 1), (self.title, 0, 1, 1), (self._number_label, 0, 2, 1), (self._number, 0, 3, 1),
            (column, 1, 0, 1), (self.column, 1, 1, 1), (access, 1, 2, 1), (self.disclosure, 1, 3, 1),
        )  # fmt: skip
        if self._stacked:
            places = (
                (title, 0, 0, 1), (self.title, 0, 1, 4), (column, 1, 0, 1), (self.column, 1, 1, 4), (access, 2, 0, 1),
                (self.disclosure, 2, 1, 1), (self._number_label, 2, 2, 1), (self._number, 2, 3, 1),
            )  # fmt: skip
        for widget, line, at, span in places:
            self._grid.addWidget(widget, line, at, 1, span)
        self._grid.setColumnStretch(1, int(not self._stacked))
        self._grid.setColumnStretch(4, int(self._stacked))

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
