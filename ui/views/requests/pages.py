"""The pages of a file to mark areas on: drag to add one, click one to take it away."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from models.redaction.plan import Bar
from ui.style.look import Look
from ui.widgets.panels import column

SMALLEST = 0.004
"""A click is no area."""


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
        painter.setPen(QPen(look.colour("line"), 1))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def _area(self, bar: Bar) -> QRectF:
        width, height = self.width(), self.height()
        return QRectF(
            bar.left * width, bar.top * height, (bar.right - bar.left) * width, (bar.bottom - bar.top) * height
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
