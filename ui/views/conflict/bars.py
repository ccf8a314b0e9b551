"""A bar beside the paragraphs in question: a shape, where colours say nothing."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QPainter, QPaintEvent, QTextCursor
from PySide6.QtWidgets import QTextEdit, QWidget

from ui.style.look import Look


class Bars(QWidget):
    """Lies over the left margin of an editor and scrolls with it."""

    def __init__(self, edit: QTextEdit, look: Look) -> None:
        super().__init__(edit)
        self._edit, self._look, self._token = edit, look, "amber_lamp"
        self._places: tuple[QTextCursor, ...] = ()
        edit.viewport().installEventFilter(self)
        edit.verticalScrollBar().valueChanged.connect(lambda _value: self.update())
        edit.document().documentLayout().documentSizeChanged.connect(lambda _size: self.update())
        look.changed.connect(self.update)

    def put(self, places: Sequence[QTextCursor], token: str) -> None:
        """Bars of this colour beside these paragraphs, and no others."""
        self._places, self._token = tuple(places), token
        self.update()

    def spans(self) -> list[tuple[int, int]]:
        """Top and height of each bar, as it stands now."""
        layout, scrolled = self._edit.document().documentLayout(), self._edit.verticalScrollBar().value()
        areas = [layout.blockBoundingRect(place.block()) for place in self._places]
        return [(round(area.top()) - scrolled, round(area.height())) for area in areas]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move):
            area = self._edit.viewport().geometry()
            self.setGeometry(area.left() - self._look.px(12), area.top(), 3, area.height())
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        for top, height in self.spans():
            painter.fillRect(0, top, self.width(), height, self._look.colour(self._token))
