"""One file on its way: its name, how far it is, and that it goes on by itself."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.presenters.travelling import FileLine
from ui.style.look import Look
from ui.widgets.marks import Picture
from ui.widgets.panels import label, row

BAR = 4


class FileRow(QWidget):
    """A thin bar under the words shows the same that they say."""

    def __init__(self, look: Look, line: FileLine) -> None:
        super().__init__()
        outer = row((16, 7, 16, 7), 12, self)
        outer.addWidget(Picture(look, line.icon), 0, Qt.AlignmentFlag.AlignVCenter)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(label(line.name, wrap=True))
        words.addWidget(label(line.told, "meta", wrap=True))
        if line.kept:
            words.addWidget(label(line.kept, "meta", "strong", wrap=True))
        words.addWidget(_Bar(look, line.percent))
        outer.addLayout(words, 1)


class _Bar(QWidget):
    def __init__(self, look: Look, percent: int) -> None:
        super().__init__()
        self._look, self._percent = look, percent
        self.setFixedHeight(look.px(BAR))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.colour("line"))
        painter.fillRect(0, 0, self.width() * self._percent // 100, self.height(), self._look.colour("primary"))
