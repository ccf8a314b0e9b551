"""Tabs of a list or inspector, and the segments of a setting."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.style.look import Look
from ui.style.ring import draw_ring
from ui.widgets.buttons import KEYBOARD


class SegmentedTabs(QWidget):
    """A row of words of which one is chosen; `solid` joins them into one bordered switch (settings).

    Arrow keys move the choice, one Tab stop for the whole row."""

    chosen = Signal(str)

    def __init__(self, look: Look, name: str, *, solid: bool = False) -> None:
        super().__init__()
        self._look, self._solid, self._ring = look, solid, False
        self._options: list[tuple[str, str]] = []
        self._current, self._name = 0, name
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(
            QSizePolicy.Policy.Fixed if solid else QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed
        )
        look.changed.connect(self.updateGeometry)

    def put(self, options: list[tuple[str, str]], current: str = "") -> None:
        """The options as (value, word) and the chosen value, without telling anyone."""
        keep = current or self.value()
        self._options = options
        values = [value for value, _ in options]
        self._current = values.index(keep) if keep in values else 0
        self._say()
        self.updateGeometry()
        self.update()

    def value(self) -> str:
        return self._options[self._current][0] if self._options else ""

    def choose(self, value: str) -> None:
        """Chooses and tells."""
        values = [one for one, _ in self._options]
        if value in values and values.index(value) != self._current:
            self._current = values.index(value)
            self._say()
            self.update()
            self.chosen.emit(value)

    def step(self, by: int) -> None:
        """Chooses the next or previous one, around the end."""
        if self._options:
            self.choose(self._options[(self._current + by) % len(self._options)][0])

    def sizeHint(self) -> QSize:
        return QSize(self._needed(self._look.px(28 if self._solid else 22)), self._height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self._needed(self._look.px(14 if self._solid else 3)), self._height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        by = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if by is None or event.modifiers() & Qt.KeyboardModifier.AltModifier:
            super().keyPressEvent(event)
        else:
            self.step(by)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for at, rect in enumerate(self._rects()):
            if rect.contains(event.position()):
                self.choose(self._options[at][0])

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ring = event.reason() in KEYBOARD
        self.update()
        super().focusInEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = QPainter(self), self._look
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(look.font("body"))
        rects = self._rects()
        for at, rect in enumerate(rects):
            self._paint_one(painter, at, rect)
        if self._solid and rects:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(look.colour("line_strong"), 1))
            painter.drawRoundedRect(rects[0].united(rects[-1]).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        if self._ring and self.hasFocus() and rects:
            draw_ring(painter, look, rects[0].united(rects[-1]) if self._solid else rects[self._current])

    def _paint_one(self, painter: QPainter, at: int, rect: QRectF) -> None:
        look, mine = self._look, at == self._current
        ink = "text2"
        if self._solid:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("primary" if mine else "surface"))
            last = at == len(self._options) - 1
            painter.setClipRect(rect)
            painter.drawRoundedRect(rect.adjusted(-6 if at else 0, 0, 0 if last else 6, 0), 4, 4)
            painter.setClipping(False)
            if at:
                painter.setPen(look.colour("line_strong"))
                painter.drawLine(rect.topLeft(), rect.bottomLeft())
            ink = "on_primary" if mine else "text"
        elif mine:
            painter.setPen(QPen(look.colour("primary"), 1))
            painter.setBrush(look.colour("primary_soft"))
            painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
            ink = "primary"
        painter.setPen(look.colour(ink))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, self._options[at][1])

    def _gap(self) -> int:
        return self._look.px(4)

    def _height(self) -> int:
        return self._look.px(34 if self._solid else 28)

    def _words(self) -> list[int]:
        metrics = QFontMetrics(self._look.font("body"))
        return [metrics.horizontalAdvance(word) for _, word in self._options]

    def _needed(self, pad: int) -> int:
        gaps = 0 if self._solid else self._gap() * (len(self._options) - 1)
        return sum(self._words()) + pad * len(self._options) + max(0, gaps)

    def _widths(self) -> list[int]:
        """In a narrow column the words move together before any is cut."""
        full, count = self._look.px(28 if self._solid else 22), max(1, len(self._options))
        pad = min(full, max(0, self.width() - self._needed(0)) // count)
        return [width + pad for width in self._words()]

    def _rects(self) -> list[QRectF]:
        left, found = 0, []
        for width in self._widths():
            found.append(QRectF(left, 0, width, self._height()))
            left += width + (0 if self._solid else self._gap())
        return found

    def _say(self) -> None:
        word = self._options[self._current][1] if self._options else ""
        self.setAccessibleName(f"{self._name} {word}".strip())
