"""A picture for the camera of a telephone (QR, ISO/IEC 18004): dark on white in every theme, or no camera reads it."""

import segno
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.style.look import Look

QUIET = 4
"""Modules of white around it."""


class QrPicture(QWidget):
    """Shows whatever was put; what it says is also there for who cannot scan."""

    def __init__(self, look: Look, name: str, size: int = 176) -> None:
        super().__init__()
        self._rows: tuple[bytearray, ...] = ()
        self.setAccessibleName(name)
        self.setFixedSize(look.px(size), look.px(size))

    def put(self, text: str) -> None:
        """Shows a text."""
        self._rows = tuple(segno.make(text, error="m").matrix)
        self.setToolTip(text)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        unit = self.width() / (len(self._rows) + 2 * QUIET)
        for y, line in enumerate(self._rows):
            for x, dark in enumerate(line):
                if dark:
                    place = QRectF((x + QUIET) * unit, (y + QUIET) * unit, unit + 0.5, unit + 0.5)
                    painter.fillRect(place, Qt.GlobalColor.black)
