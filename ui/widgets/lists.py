"""A short list of words to choose from, with the ring around the line that holds the keyboard."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QListWidget

from ui.style.look import Look
from ui.style.ring import draw_ring


class WordList(QListWidget):
    """`pages` gives it the tall lines and the bar of a list of pages."""

    def __init__(self, look: Look, name: str, *, pages: bool = False) -> None:
        super().__init__()
        self._look = look
        self.setAccessibleName(name)
        self.setProperty("pages", "true" if pages else "false")
        look.follow(self._measure)

    def _measure(self) -> None:
        self.setIconSize(QSize(self._look.px(18), self._look.px(18)))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus() and self.currentItem() is not None:
            draw_ring(QPainter(self.viewport()), self._look, QRectF(self.visualItemRect(self.currentItem())))
