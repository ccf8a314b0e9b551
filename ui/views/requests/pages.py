"""The pages of a file to mark areas on: drag to add one, click one to take it away; or both with the keyboard."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from models.redaction.plan import Bar
from ui.style.look import Look
from ui.widgets.panels import column

SMALLEST = 0.004
"""A click is no area."""
STEP, STRIDE = 0.005, 0.05
"""How far an arrow key moves the frame, and how far with Ctrl, as parts of the page."""
FIRST = (0.1, 0.1, 0.4, 0.13)
ARROWS = {
    Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1),
}  # fmt: skip


class PageView(QWidget):
    """One page with its bars: those found by words are drawn full, those marked by hand with a frame."""

    marked = Signal(object)
    unmarked = Signal(object)

    def __init__(self, look: Look, picture: QPixmap, number: int, name: str) -> None:
        super().__init__()
        self._look, self._picture, self._number = look, picture, number
        self._found: tuple[Bar, ...] = ()
        self._drawn: tuple[Bar, ...] = ()
        self._from: QPoint | None = None
        self._to = QPoint()
        self._frame = Bar(number, *FIRST)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(name)
        self.setCursor(Qt.CursorShape.CrossCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def put(self, found: Sequence[Bar], drawn: Sequence[Bar]) -> None:
        """Other bars."""
        self._found = tuple(bar for bar in found if bar.page == self._number)
        self._drawn = tuple(bar for bar in drawn if bar.page == self._number)
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return max(40, width * self._picture.height() // max(1, self._picture.width()))

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(500), self.heightForWidth(self._look.px(500)))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._from = self._to = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._to = event.position().toPoint()
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._from is None:
            return
        bar = self._bar(QRect(self._from, event.position().toPoint()).normalized())
        self._from = None
        if bar.right - bar.left > SMALLEST and bar.bottom - bar.top > SMALLEST:
            self.marked.emit(bar)
        else:
            self._take_away(bar.left, bar.top)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move the frame, with Shift they stretch it; Enter marks what it holds, Delete takes a mark away."""
        key, held, frame = Qt.Key(event.key()), event.modifiers(), self._frame
        if key in ARROWS:
            far = STRIDE if held & Qt.KeyboardModifier.ControlModifier else STEP
            across, down = (way * far for way in ARROWS[key])
            self._frame = moved(frame, across, down, stretched=bool(held & Qt.KeyboardModifier.ShiftModifier))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Space) and not held & Qt.KeyboardModifier.ControlModifier:
            self.marked.emit(frame)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._take_away((frame.left + frame.right) / 2, (frame.top + frame.bottom) / 2)
        else:
            super().keyPressEvent(event)
            return
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def _take_away(self, x: float, y: float) -> None:
        hit = next((bar for bar in self._drawn if bar.left <= x <= bar.right and bar.top <= y <= bar.bottom), None)
        if hit is not None:
            self.unmarked.emit(hit)

    def _bar(self, rect: QRect) -> Bar:
        width, height = max(1, self.width()), max(1, self.height())
        made = Bar(self._number, rect.left() / width, rect.top() / height, rect.right() / width, rect.bottom() / height)
        return replace(
            made, left=max(0.0, made.left), top=max(0.0, made.top), right=min(1.0, made.right),
            bottom=min(1.0, made.bottom),
        )  # fmt: skip

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = QPainter(self), self._look
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(self.rect(), self._picture)
        for bar in (*self._found, *self._drawn):
            painter.fillRect(self._area(bar), Qt.GlobalColor.black)
        painter.setPen(QPen(look.colour("primary"), 2))
        for bar in self._drawn:
            painter.drawRect(self._area(bar))
        if self._from is not None:
            painter.drawRect(QRect(self._from, self._to).normalized())
        elif self.hasFocus():
            painter.setPen(QPen(look.colour("focus"), 2, Qt.PenStyle.DashLine))
            painter.drawRect(self._area(self._frame))
        painter.setPen(QPen(look.colour("line"), 1))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def _area(self, bar: Bar) -> QRectF:
        width, height = self.width(), self.height()
        return QRectF(
            bar.left * width, bar.top * height, (bar.right - bar.left) * width, (bar.bottom - bar.top) * height
        )


def moved(frame: Bar, across: float, down: float, *, stretched: bool) -> Bar:
    """A frame moved, or stretched at its right lower corner, always within the page and never inside out."""
    if stretched:
        right = min(1.0, max(frame.left + STEP, frame.right + across))
        return replace(frame, right=right, bottom=min(1.0, max(frame.top + STEP, frame.bottom + down)))
    across = min(max(across, -frame.left), 1.0 - frame.right)
    down = min(max(down, -frame.top), 1.0 - frame.bottom)
    return replace(
        frame, left=frame.left + across, right=frame.right + across, top=frame.top + down, bottom=frame.bottom + down
    )


class PageStack(QWidget):
    """All pages one below the other; `changed` when a person marked or unmarked something."""

    changed = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._down = column(self, (0, 0, 8, 0), 12)
        self.views: list[PageView] = []
        self.drawn: tuple[Bar, ...] = ()
        self._found: tuple[Bar, ...] = ()

    def open(self, pictures: Sequence[bytes], names: Sequence[str]) -> None:
        """Shows the pages of a file."""
        for number, (data, name) in enumerate(zip(pictures, names, strict=True)):
            picture = QPixmap()
            picture.loadFromData(data)
            view = PageView(self._look, picture, number, name)
            view.marked.connect(self._mark)
            view.unmarked.connect(self._unmark)
            self.views.append(view)
            self._down.addWidget(view)

    def put(self, found: Sequence[Bar]) -> None:
        """The areas that words were found in."""
        self._found = tuple(found)
        self._draw()

    def _mark(self, bar: Bar) -> None:
        self.drawn = (*self.drawn, bar)
        self._draw()
        self.changed.emit()

    def _unmark(self, bar: Bar) -> None:
        self.drawn = tuple(each for each in self.drawn if each != bar)
        self._draw()
        self.changed.emit()

    def _draw(self) -> None:
        for view in self.views:
            view.put(self._found, self.drawn)
