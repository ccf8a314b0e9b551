"""The head of a letter: its title with the state beside it, and where it came from and when."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame

from ui.presenters.faces import ChipFace
from ui.presenters.letters import LetterPane
from ui.style.look import Look
from ui.widgets.marks import Chip
from ui.widgets.panels import column, label, row


class LetterHead(QFrame):
    """Two lines; the title wraps and is never cut."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setProperty("edge", "bottom")
        self.setProperty("ground", "surface")
        down = column(self, (20, 10, 20, 8), 2)
        line = row(spacing=10)
        self._title, self._meta = label("", "title", wrap=True), label("", "meta", wrap=True)
        self._chip = Chip(look, ChipFace("", "email-outline", "blue"))
        self._look = look
        line.addWidget(self._title)
        line.addWidget(self._chip)
        line.addStretch(1)
        down.addLayout(line)
        down.addWidget(self._meta)

    def put(self, pane: LetterPane) -> None:
        """Shows another letter."""
        self._title.setText(pane.title)
        self._meta.setText(pane.meta)
        self._chip.set_face(pane.state)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """The title takes what it needs, as far as there is room; the state stands right behind it."""
        self._title.ensurePolished()
        room = self.width() - 40 - self._chip.sizeHint().width() - 20
        needed = self._title.fontMetrics().horizontalAdvance(self._title.text()) + 4
        self._title.setFixedWidth(max(self._look.px(120), min(needed, room)))
