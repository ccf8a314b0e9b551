"""The trail of a matter, newest first: a dot for each step, filled where it stands now."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.presenters.steps import TrailLine
from ui.style.look import Look
from ui.text import Words
from ui.widgets.overlay import scrolled
from ui.widgets.panels import column, label, row


class _Dot(QWidget):
    def __init__(self, look: Look, *, filled: bool, last: bool) -> None:
        super().__init__()
        self._look, self._filled, self._last = look, filled, last
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(16), self._look.px(20))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = QPainter(self), self._look
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        centre = QPointF(self.width() / 2, look.px(11))
        painter.setPen(QPen(look.colour("line_strong"), 1.5))
        if not self._last:
            painter.drawLine(centre, QPointF(self.width() / 2, self.height()))
        painter.setPen(QPen(look.colour("primary" if self._filled else "line_strong"), 2))
        painter.setBrush(look.colour("primary" if self._filled else "surface"))
        painter.drawEllipse(centre, look.px(4), look.px(4))


class TrailList(QWidget):
    """Obeys a sequence of lines."""

    def __init__(self, look: Look, words: Words) -> None:
        super().__init__()
        self._look, self._words = look, words
        self._inner = QWidget()
        self._list = column(self._inner, (12, 12, 12, 12))
        self._list.addStretch(1)
        outer = column(self)
        outer.addWidget(scrolled(self._inner))

    def put(self, lines: Sequence[TrailLine]) -> None:
        """Shows another trail."""
        while self._list.count() > 1:
            taken = self._list.takeAt(0)
            gone = taken.widget() if taken else None
            if gone is not None:
                gone.hide()
                gone.deleteLater()
        for index, line in enumerate(lines):
            self._list.insertWidget(index, self._row(line, first=index == 0, last=index == len(lines) - 1))

    def _row(self, line: TrailLine, *, first: bool, last: bool) -> QWidget:
        made = QWidget()
        across = row((0, 0, 0, 0), 8, made)
        across.addWidget(_Dot(self._look, filled=first, last=last))
        texts = QWidget()
        down = column(texts, (0, 0, 0, 12), 1)
        down.addWidget(label(f"{line.verb} {line.who}", "medium", wrap=True))
        local = self._words("editor.trail.local") if line.local else ""
        down.addWidget(label(self._words.joined([line.when, local]), "meta"))
        if line.note:
            down.addWidget(label(line.note, "meta", wrap=True))
        across.addWidget(texts, 1)
        made.setAccessibleName(self._words.joined([line.verb, line.who, line.when, line.note, local]))
        return made
