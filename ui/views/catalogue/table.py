"""The table of columns: groups over the whole width, lamps before the names, the last day in its tone."""

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from ui.presenters.catalogue import ColumnRow
from ui.style.look import Look
from ui.style.ring import draw_ring
from ui.text import Words
from ui.widgets.paint import draw_lamp, draw_line

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole + 1
HEADS = ("column", "last", "limit", "due", "usable")


class ColumnsModel(QAbstractTableModel):
    """A few dozen lines, all at hand."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self.rows: tuple[ColumnRow, ...] = ()

    def put(self, rows: tuple[ColumnRow, ...]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return len(HEADS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return (row.title, row.last, row.limit, row.due, row.usable)[index.column()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.spoken
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._words(f"catalogue.col_{HEADS[section]}")
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None


class ColumnsDelegate(QStyledItemDelegate):
    """Paints one cell."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(self._look.px(80), self._look.height("table_row"))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(ROW)
        look, rect, state = self._look, option.rect, option.state
        painter.save()
        selected = bool(state & QStyle.StateFlag.State_Selected) and not row.group
        painter.fillRect(rect, look.colour("selected" if selected else "sunken" if row.group else "surface"))
        painter.setPen(look.colour("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        across = index.column()
        text = str(index.data() or "")
        if row.group:
            painter.setPen(look.colour("text2"))
            draw_line(painter, look.font("body"), rect.adjusted(look.px(10), 0, 0, 0), text if across == 0 else "")
        elif across == 0:
            self._name(painter, rect, row, text)
        else:
            token = row.tone if across == 3 else "primary" if across == 4 and row.open_id else "text"
            painter.setPen(look.colour("text3" if row.lamp == "none" else token))
            font = look.font("body")
            font.setUnderline(across == 4 and bool(row.open_id))
            draw_line(painter, font, rect.adjusted(look.px(10), 0, -look.px(4), 0), text)
        if selected and across == 0:
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), look.colour("primary"))
        painter.restore()

    def _name(self, painter: QPainter, rect: QRect, row: ColumnRow, text: str) -> None:
        look = self._look
        draw_lamp(painter, look, row.lamp, rect.left() + look.px(24), rect.center().y() + 1)
        painter.setPen(look.colour("text3" if row.lamp == "none" else "text"))
        draw_line(painter, look.font("row"), rect.adjusted(look.px(48), 0, -look.px(8), 0), text)


class ColumnsTable(QTableView):
    """`picked(code)` as the current line changes, `opened(code)` on Enter, double click, or a click on the drafts."""

    picked = Signal(str)
    opened = Signal(str)

    def __init__(self, look: Look, words: Words) -> None:
        super().__init__()
        self._look, self._columns = look, ColumnsModel(words)
        self.setModel(self._columns)
        self.setItemDelegate(ColumnsDelegate(look))
        self.setAccessibleName(words("catalogue.list"))
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionsClickable(False)
        self.selectionModel().currentChanged.connect(self._on_current)
        self.clicked.connect(self._on_clicked)
        self.doubleClicked.connect(lambda at: self._open(at.row()))
        look.follow(self._measure)

    def put(self, rows: tuple[ColumnRow, ...], chosen: str) -> None:
        """Shows lines; keeps the chosen column."""
        self._columns.put(rows)
        self.clearSpans()
        for at, row in enumerate(rows):
            if row.group:
                self.setSpan(at, 0, 1, len(HEADS))
        at = next((n for n, row in enumerate(rows) if row.code == chosen and not row.group), -1)
        first = next((n for n, row in enumerate(rows) if not row.group), -1)
        if rows:
            self.setCurrentIndex(self._columns.index(at if at >= 0 else first, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._open(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus() and self.currentIndex().isValid():
            left = self.visualRect(self.currentIndex().siblingAtColumn(0))
            area = QRectF(left.left(), left.top(), self.viewport().width(), left.height())
            draw_ring(QPainter(self.viewport()), self._look, area)

    def _measure(self) -> None:
        header, px = self.horizontalHeader(), self._look.px
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for at, width in ((1, 112), (2, 92), (3, 172), (4, 116)):
            header.resizeSection(at, px(width))
        self.verticalHeader().setDefaultSectionSize(self._look.height("table_row"))

    def _on_current(self, index: QModelIndex, before: QModelIndex) -> None:
        if not index.isValid():
            return
        row = self._columns.rows[index.row()]
        if not row.group:
            self.picked.emit(row.code)
            return
        by = 1 if not before.isValid() or index.row() >= before.row() else -1
        to = self._columns.index(index.row() + by, 0)
        if to.isValid():
            self.setCurrentIndex(to)

    def _on_clicked(self, index: QModelIndex) -> None:
        if index.column() == 4 and self._columns.rows[index.row()].open_id:
            self._open(index.row())

    def _open(self, at: int) -> None:
        if 0 <= at < len(self._columns.rows) and not self._columns.rows[at].group:
            self.opened.emit(self._columns.rows[at].code)
