"""The table of a month: a line for each unit, all of them together on top; figures stand at the right."""

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from ui.presenters.figures import FigureRow, FiguresFace
from ui.style.look import Look
from ui.style.ring import draw_ring
from ui.text import Words
from ui.widgets.paint import draw_line

Index = QModelIndex | QPersistentModelIndex
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
ROW = Qt.ItemDataRole.UserRole + 1
NAME, PAD = 190, 10


class FiguresModel(QAbstractTableModel):
    """A line for each unit, all at hand."""

    def __init__(self) -> None:
        super().__init__()
        self.face = FiguresFace((), ())

    def put(self, face: FiguresFace) -> None:
        self.beginResetModel()
        self.face = face
        self.endResetModel()

    def row(self, at: int) -> FigureRow | None:
        return self.face.rows[at] if 0 <= at < len(self.face.rows) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.face.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return len(self.face.heads)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row, across = self.face.rows[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return row.cells[across - 1] if across else row.name
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.spoken
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.face.heads[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if section else LEFT
        return None


class FiguresDelegate(QStyledItemDelegate):
    """Paints one cell: the name at the left, figures at the right, what wants attention strong and red."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        wide = QFontMetrics(self._look.font("unread")).horizontalAdvance(str(index.data()))
        return QSize(wide + 2 * self._look.px(PAD) + 2, self._look.height("table_row"))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row, look, rect, across = index.data(ROW), self._look, option.rect, index.column()
        marked = across - 1 in row.marks
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.fillRect(rect, look.colour("selected" if chosen else "sunken" if row.total else "surface"))
        if chosen and across == 0:
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), look.colour("primary"))
        painter.setPen(look.colour("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setPen(look.colour("red" if marked else "text"))
        font = look.font("unread" if row.total or marked else "body")
        area = rect.adjusted(look.px(PAD), 0, -look.px(PAD), 0)
        draw_line(painter, font, area, str(index.data()), across > 0)
        painter.restore()


class FiguresTable(QTableView):
    """`picked(row)` as the current line changes."""

    picked = Signal(object)

    def __init__(self, look: Look, words: Words) -> None:
        super().__init__()
        self._look, self._figures = look, FiguresModel()
        self.setModel(self._figures)
        self.setItemDelegate(FiguresDelegate(look))
        self.setWordWrap(False)
        self.setAccessibleName(words("figures.table"))
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionsClickable(False)
        self.selectionModel().currentChanged.connect(lambda at: self.picked.emit(self._figures.row(at.row())))
        look.follow(self._measure)

    def put(self, face: FiguresFace, chosen: FigureRow | None) -> None:
        """Shows lines; the unit that was chosen stays so, else all of them together."""
        self._figures.put(face)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)
        self._measure()
        wanted = (chosen.unit, chosen.total) if chosen else ("", True)
        kept = [at for at, row in enumerate(face.rows) if (row.unit, row.total) == wanted]
        self.setCurrentIndex(self._figures.index(kept[0] if kept else 0, 0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus() and self.currentIndex().isValid():
            line = self.visualRect(self.currentIndex())
            draw_ring(
                QPainter(self.viewport()), self._look, QRectF(0, line.top(), self.viewport().width(), line.height())
            )

    def _measure(self) -> None:
        lines, height = self.verticalHeader(), self._look.height("table_row")
        lines.setMinimumSectionSize(min(lines.minimumSectionSize(), height))
        lines.setDefaultSectionSize(height)
        lines.setMinimumSectionSize(height)
        header = self.horizontalHeader()
        header.setMinimumSectionSize(self._look.px(72))
        if header.count():
            others = sum(header.sectionSize(at) for at in range(1, header.count()))
            header.resizeSection(0, max(self._look.px(NAME), self.viewport().width() - others))
        self.viewport().update()
