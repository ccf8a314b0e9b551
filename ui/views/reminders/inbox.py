"""The list of reminders: heads of days, and under each the hour, the lamp, the sentence and what became of it."""

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.presenters.reminders import Line
from ui.style.look import Look
from ui.style.ring import draw_ring
from ui.widgets.paint import draw_lamp, draw_line

Index = QModelIndex | QPersistentModelIndex
LINE = Qt.ItemDataRole.UserRole + 1


class LinesModel(QAbstractListModel):
    """A few hundred lines at most, all at hand."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: tuple[Line, ...] = ()

    def put(self, lines: tuple[Line, ...]) -> None:
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self.lines[index.row()]
        if role == LINE:
            return line
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return line.text
        return line.spoken if role == Qt.ItemDataRole.AccessibleTextRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        return Qt.ItemFlag.NoItemFlags if self.lines[index.row()].head else super().flags(index)


class LineDelegate(QStyledItemDelegate):
    """Paints a head or a reminder."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        head = index.data(LINE).head
        return QSize(self._look.px(200), self._look.px(28) if head else self._look.height("row"))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line, look, rect = index.data(LINE), self._look, option.rect
        painter.save()
        painter.fillRect(rect, look.colour(_ground(line, option.state)))
        painter.setPen(look.colour("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if line.head:
            painter.setPen(look.colour("text2"))
            draw_line(painter, look.font("caption"), rect.adjusted(look.px(20), 0, -look.px(8), 0), line.text)
        else:
            if option.state & QStyle.StateFlag.State_Selected:
                painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), look.colour("primary"))
            self._reminder(painter, rect, line)
        painter.restore()

    def link_area(self, rect: QRect, line: Line) -> QRect:
        """Where the words of the link stand in a row."""
        width = QFontMetrics(self._look.font("caption")).horizontalAdvance(line.link)
        return QRect(rect.left() + self._look.px(100), rect.center().y(), width, self._look.px(24))

    def _reminder(self, painter: QPainter, rect: QRect, line: Line) -> None:
        look, half = self._look, self._look.px(24)
        first = QRect(rect.left(), rect.center().y() - half, rect.width(), half)
        painter.setPen(look.colour("text2"))
        draw_line(painter, look.font("caption"), first.adjusted(look.px(20), 0, 0, 0), line.hour)
        draw_lamp(painter, look, line.lamp, rect.left() + look.px(72), first.center().y() + 1)
        painter.setPen(look.colour("text"))
        font = look.font("unread" if line.unread else "row")
        draw_line(painter, font, first.adjusted(look.px(100), 0, -look.px(16), 0), line.text)
        self._second(painter, rect, line)

    def _second(self, painter: QPainter, rect: QRect, line: Line) -> None:
        look = self._look
        area, font = self.link_area(rect, line), look.font("caption")
        font.setUnderline(True)
        painter.setPen(look.colour("primary"))
        draw_line(painter, font, area.adjusted(0, 0, 2, 0), line.link)
        left = area.right() + (look.px(16) if line.link else 0)
        painter.drawPixmap(left, area.center().y() - look.px(7), look.pixmap(line.fate_icon, "text2", 14))
        painter.setPen(look.colour("text2"))
        rest = QRect(left + look.px(20), area.top(), rect.right() - left - look.px(32), area.height())
        draw_line(painter, look.font("caption"), rest, line.fate)


def _ground(line: Line, state: QStyle.StateFlag) -> str:
    if line.head:
        return "sunken"
    if state & QStyle.StateFlag.State_Selected:
        return "selected"
    return "hover" if state & QStyle.StateFlag.State_MouseOver else "surface"


class Inbox(QListView):
    """`picked(key, by_hand)` as the current line changes, `opened(key)` on Enter, double click, or a link's click."""

    picked = Signal(str, bool)
    opened = Signal(str)

    def __init__(self, look: Look, name: str) -> None:
        super().__init__()
        self._look, self._lines, self._delegate = look, LinesModel(), LineDelegate(look)
        self._filling = False
        self.setModel(self._lines)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(name)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().currentChanged.connect(self._on_current)
        self.doubleClicked.connect(self._on_open)
        look.changed.connect(self.doItemsLayout)

    @property
    def lines(self) -> tuple[Line, ...]:
        """What is listed now."""
        return self._lines.lines

    def put(self, lines: tuple[Line, ...], chosen: str) -> None:
        """Shows lines; the same reminder stays chosen, else the first is, which does not make it seen."""
        at = self.verticalScrollBar().value()
        self._filling = True
        self._lines.put(lines)
        rows = [row for row, line in enumerate(lines) if not line.head]
        row = next((row for row in rows if lines[row].key == chosen), rows[0] if rows else -1)
        if row >= 0:
            self.setCurrentIndex(self._lines.index(row))
        self.verticalScrollBar().setValue(at)
        self._filling = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._on_open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and self._on_link(index, event.position().toPoint()):
            self._on_open(index)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus() and self.currentIndex().isValid():
            draw_ring(QPainter(self.viewport()), self._look, QRectF(self.visualRect(self.currentIndex())))

    def _on_link(self, index: QModelIndex, at: QPoint) -> bool:
        line = self._lines.lines[index.row()]
        return not line.head and self._delegate.link_area(self.visualRect(index), line).contains(at)

    def _on_open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(self._lines.lines[index.row()].key)

    def _on_current(self, index: QModelIndex, _before: QModelIndex) -> None:
        if index.isValid():
            self.picked.emit(self._lines.lines[index.row()].key, not self._filling)
