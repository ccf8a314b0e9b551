"""The calendar of the slip: each counted day numbered, rest hatched, the limits framed."""

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ui.presenters.why import Cell, WhyPane
from ui.style.look import Look

COLUMNS, GAP, HEAD = 7, 3, 26
CELL_WIDTH = 65
HEIGHTS = ((5, 60), (6, 50), (8, 42), (99, 37))
"""Up to so many weeks, each is so high."""
FRAMES = {"received": "primary", "legal": "text", "suggested": "text2"}


class CalendarGrid(QWidget):
    """Draws the weeks of a slip; what a day is stands in its tooltip, and the whole in the accessible description."""

    def __init__(self, look: Look, pane: WhyPane) -> None:
        super().__init__()
        self._look, self._pane = look, pane
        self._high = next(high for most, high in HEIGHTS if len(pane.weeks) <= most)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(pane.spoken)
        self.setAccessibleDescription("\n".join(cell.spoken for week in pane.weeks for cell in week))

    def sizeHint(self) -> QSize:
        look = self._look
        width = COLUMNS * (look.px(CELL_WIDTH) + GAP) - GAP
        return QSize(width, look.px(HEAD) + len(self._pane.weeks) * (look.px(self._high) + GAP) + 1)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            cell = self._at(event.pos().x(), event.pos().y())
            QToolTip.showText(event.globalPos(), cell.spoken if cell else "", self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = QPainter(self), self._look
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(look.font("caption"))
        painter.setPen(look.colour("text2"))
        for at, name in enumerate(self._pane.weekdays):
            area = QRect(self._rect(0, at).x(), 0, look.px(CELL_WIDTH), look.px(HEAD - 4))
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, name)
        for week, cells in enumerate(self._pane.weeks):
            for at, cell in enumerate(cells):
                self._paint(painter, QRectF(self._rect(week, at)), cell)

    def _rect(self, week: int, at: int) -> QRect:
        look = self._look
        wide, high = look.px(CELL_WIDTH), look.px(self._high)
        return QRect(at * (wide + GAP), look.px(HEAD) + week * (high + GAP), wide, high)

    def _at(self, x: int, y: int) -> Cell | None:
        for week, cells in enumerate(self._pane.weeks):
            for at, cell in enumerate(cells):
                if self._rect(week, at).contains(x, y):
                    return cell
        return None

    def _paint(self, painter: QPainter, rect: QRectF, cell: Cell) -> None:
        last = cell.frame == "last"
        if cell.ground != "outside":
            self._paint_ground(painter, rect, cell)
        self._paint_frame(painter, rect, cell)
        look, inner = self._look, rect.adjusted(6, 3, -6, -4)
        inks = {"outside": "text3", "rest": "text3", "pause": "pause"}
        head = "on_primary" if last else inks.get(cell.ground, "text")
        painter.setFont(look.font("caption"))
        painter.setPen(look.colour(head))
        painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, cell.head)
        if cell.foot:
            self._paint_foot(painter, inner, cell)
        if cell.tag:
            self._paint_tag(painter, inner, cell)

    def _paint_ground(self, painter: QPainter, rect: QRectF, cell: Cell) -> None:
        look = self._look
        fills = {"rest": "sunken", "pause": "pause_soft"}
        fill = "primary" if cell.frame == "last" else fills.get(cell.ground, "surface")
        painter.setPen(QPen(look.colour("line"), 1))
        painter.setBrush(look.colour(fill))
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        if cell.ground == "rest":
            painter.setPen(Qt.PenStyle.NoPen)
            hatch = look.colour("line_strong")
            hatch.setAlpha(90)
            painter.setBrush(hatch)
            brush = painter.brush()
            brush.setStyle(Qt.BrushStyle.BDiagPattern)
            painter.setBrush(brush)
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 4, 4)

    def _paint_frame(self, painter: QPainter, rect: QRectF, cell: Cell) -> None:
        look = self._look
        painter.setBrush(Qt.BrushStyle.NoBrush)
        token = FRAMES.get(cell.frame)
        if token:
            pen = QPen(look.colour(token), 2)
            if cell.frame == "received":
                pen.setStyle(Qt.PenStyle.DashLine)
            painter.setPen(pen)
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 4, 4)
        if cell.today:
            painter.setPen(QPen(look.colour("amber_lamp"), 2))
            inset = 4 if token or cell.frame == "last" else 1
            painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), 4, 4)

    def _paint_foot(self, painter: QPainter, inner: QRectF, cell: Cell) -> None:
        look, plain = self._look, cell.foot.isdigit()
        font = look.font("heading" if plain else "caption")
        font.setWeight(QFont.Weight.Normal if cell.faint and plain else QFont.Weight.Bold)
        painter.setFont(font)
        ink = "on_primary" if cell.frame == "last" else "text" if cell.frame == "legal" else "primary"
        painter.setPen(look.colour("text3" if cell.faint and plain else ink))
        painter.drawText(inner, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom, cell.foot)

    def _paint_tag(self, painter: QPainter, inner: QRectF, cell: Cell) -> None:
        """In a corner that day and number leave free."""
        look = self._look
        painter.setFont(look.font("caption"))
        metrics, high = painter.fontMetrics(), look.px(19)
        wide = max(high, metrics.horizontalAdvance(cell.tag) + look.px(6))
        roomy = metrics.horizontalAdvance(cell.head) + wide < inner.width() and inner.height() > 2 * high
        left, top = inner.right() - wide + 2, inner.bottom() - high + 1
        if cell.foot and roomy:
            top = inner.top()
        elif cell.foot:
            left = inner.left() - 2
        rect = QRectF(left, top, wide, high)
        last = cell.frame == "last"
        ink = "on_primary" if cell.solid or last else "pause" if cell.ground == "pause" else "text2"
        painter.setPen(QPen(look.colour("primary" if cell.solid and not last else ink), 1))
        painter.setBrush(look.colour("primary") if cell.solid else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(rect, 3, 3)
        painter.setPen(look.colour(ink))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, cell.tag)


class Legend(QWidget):
    """What the marks of the calendar mean, as many lines as it needs."""

    def __init__(self, look: Look, pane: WhyPane, width: int) -> None:
        super().__init__()
        self._look, self._entries, self._width = look, pane.legend, width
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(", ".join(word for _, word in pane.legend))

    def sizeHint(self) -> QSize:
        places = self._places()
        return QSize(self._width, (places[-1][1] if places else 0) + self._look.px(22))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _places(self) -> list[tuple[int, int]]:
        found, x, y = [], 0, 0
        metrics = self.fontMetrics()
        for _, word in self._entries:
            wide = self._look.px(16 + 6 + 14) + metrics.horizontalAdvance(word)
            if x and x + wide > self._width:
                x, y = 0, y + self._look.px(24)
            found.append((x, y))
            x += wide
        return found

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = QPainter(self), self._look
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(look.font("caption"))
        for (what, word), (x, y) in zip(self._entries, self._places(), strict=True):
            box = QRectF(x + 1, y + look.px(3), look.px(16), look.px(16))
            self._mark(painter, box, what)
            painter.setPen(look.colour("text2"))
            area = QRectF(box.right() + look.px(6), y, self._width, look.px(22))
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, word)

    def _mark(self, painter: QPainter, box: QRectF, what: str) -> None:
        look = self._look
        edge = {"legal": "text", "suggested": "text2", "today": "amber_lamp", "last": "primary", "pause": "pause"}
        painter.setPen(
            QPen(look.colour(edge.get(what, "line_strong")), 2 if what in ("legal", "suggested", "today") else 1)
        )
        fill = {"last": "primary", "pause": "pause_soft"}.get(what)
        painter.setBrush(look.colour(fill) if fill else Qt.BrushStyle.NoBrush)
        if what == "rest":
            brush = painter.brush()
            brush.setColor(look.colour("line_strong"))
            brush.setStyle(Qt.BrushStyle.BDiagPattern)
            painter.setBrush(brush)
        painter.drawRoundedRect(box, 3, 3)
