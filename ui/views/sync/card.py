"""Something that wants a decision: what happened, what is safe, what to do, and the buttons."""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from ui.style.look import Look
from ui.text import Words
from ui.widgets.buttons import ActionButton
from ui.widgets.marks import Picture
from ui.widgets.panels import label, row


class Said(Protocol):
    """The sentences of a card."""

    @property
    def title(self) -> str: ...
    @property
    def happened(self) -> str: ...
    @property
    def safe(self) -> str: ...
    @property
    def todo(self) -> str: ...


class Card(QWidget):
    """With a bar at its left, red or amber as its picture."""

    def __init__(
        self, look: Look, words: Words, said: Said, buttons: Sequence[ActionButton], icon: str, tone: str
    ) -> None:
        super().__init__()
        self._look, self._tone = look, tone
        outer = row((16, 12, 16, 12), 12, self)
        outer.addWidget(Picture(look, icon, tone), 0, Qt.AlignmentFlag.AlignTop)
        lines = QVBoxLayout()
        lines.setSpacing(2)
        lines.addWidget(label(said.title, "medium", wrap=True))
        told = QGridLayout()
        told.setHorizontalSpacing(8)
        told.setVerticalSpacing(2)
        told.setColumnStretch(1, 1)
        parts = (("happened", said.happened), ("safe_word", said.safe), ("todo", said.todo))
        for at, (head, text) in enumerate(parts):
            told.addWidget(label(words(f"sync.{head}"), "caption", "strong"), at, 0, Qt.AlignmentFlag.AlignTop)
            told.addWidget(label(text, "meta", wrap=True), at, 1)
        lines.addLayout(told)
        lines.addSpacing(6)
        steps = row(spacing=8)
        for button in buttons:
            steps.addWidget(button)
        steps.addStretch()
        lines.addLayout(steps)
        outer.addLayout(lines, 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(0, 0, 4, self.height(), self._look.colour(self._tone))
        painter.setPen(self._look.colour("line"))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
