"""A calm bar chart: every value is printed over its bar, and patterns tell the bars apart where colour cannot."""

from collections.abc import Iterator, Mapping

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.presenters.figures import BarsFace, Series
from ui.style.look import Look
from ui.widgets.paint import draw_line

PATTERNS: Mapping[str, Qt.BrushStyle] = {
    "plain": Qt.BrushStyle.SolidPattern,
    "lines": Qt.BrushStyle.BDiagPattern,
    "cross": Qt.BrushStyle.DiagCrossPattern,
}
NOTHING = BarsFace("", (), (), "")
WIDEST = 26


class BarChart(QWidget):
    """Shows a BarsFace: title and legend above, groups of bars from left to right, their labels below. A group in which
    all is nothing stays empty."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look, self._face = look, NOTHING
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        look.changed.connect(self.updateGeometry)

    def put(self, face: BarsFace) -> None:
        """Another chart."""
        self._face = face
        self.setAccessibleName(face.title)
        self.setAccessibleDescription(face.spoken)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(640), self._look.px(220))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.px(320), self._look.px(160))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look, face = QPainter(self), self._look, self._face
        if not face.groups:
            return
        head, foot = look.px(30), look.px(24)
        self._legend(painter, QRect(0, 0, self.width(), head))
        area = QRect(0, head, self.width(), self.height() - head - foot)
        painter.setPen(QPen(look.colour("line_strong"), 1))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        highest = max((value for _, values in face.groups for value in values), default=0)
        share = area.width() / len(face.groups)
        for at, (label, values) in enumerate(face.groups):
            place = QRect(round(at * share), area.top(), round(share), area.height())
            if any(values):
                self._group(painter, place, values, highest)
            painter.setPen(look.colour("text2"))
            painter.setFont(look.font("caption"))
            below = QRect(place.left(), area.bottom() + 2, place.width(), foot)
            painter.drawText(below, Qt.AlignmentFlag.AlignCenter, label)

    def _legend(self, painter: QPainter, line: QRect) -> None:
        """The title at the left, a sample of every sort of bar at the right."""
        look, font = self._look, self._look.font("caption")
        left = line.right()
        for series in reversed(self._face.series):
            wide = QFontMetrics(font).horizontalAdvance(series.word)
            left -= wide + look.px(16)
            painter.setFont(font)
            painter.setPen(look.colour("text2"))
            painter.drawText(
                QRect(left, line.top(), wide + 2, line.height()), Qt.AlignmentFlag.AlignVCenter, series.word
            )
            left -= look.px(20)
            self._bar(painter, QRectF(left, line.center().y() - look.px(6), look.px(14), look.px(12)), series)
        painter.setPen(look.colour("text"))
        draw_line(painter, look.font("row"), QRect(0, line.top(), left - look.px(12), line.height()), self._face.title)

    def _group(self, painter: QPainter, place: QRect, values: tuple[int, ...], highest: int) -> None:
        look = self._look
        metrics = QFontMetrics(look.font("caption"))
        for rect, value, series in self._bars(place, values, highest, metrics.height() + look.px(4)):
            if value:
                self._bar(painter, rect, series)
            text = str(value)
            wide = metrics.horizontalAdvance(text)
            painter.setFont(look.font("caption"))
            painter.setPen(look.colour("text" if value else "text3"))
            middle, above = rect.center().x(), rect.top() - metrics.height() - 1
            painter.drawText(QRectF(middle - wide / 2 - 1, above, wide + 2, metrics.height()), 0, text)

    def _bars(
        self, place: QRect, values: tuple[int, ...], highest: int, over: int
    ) -> Iterator[tuple[QRectF, int, Series]]:
        """Where each bar of a group stands; a value that is not nothing is never drawn as nothing."""
        wide = min(self._look.px(WIDEST), (place.width() - self._look.px(10)) / max(1, len(values)))
        left = place.center().x() - wide * len(values) / 2
        for at, (value, series) in enumerate(zip(values, self._face.series, strict=True)):
            tall = max(2.0, (place.height() - over) * value / highest) if value else 0.0
            yield QRectF(left + at * wide + 1, place.bottom() - tall, wide - 3, tall), value, series

    def _bar(self, painter: QPainter, rect: QRectF, series: Series) -> None:
        colour = self._look.colour(series.token)
        painter.setPen(QPen(colour, 1))
        painter.setBrush(QBrush(colour, PATTERNS[series.pattern]))
        painter.drawRect(rect)
