"""The one delegate and the one list that show rows of work."""

from collections.abc import Callable

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QGuiApplication, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from ui.presenters.faces import RowFace
from ui.qtmodels.rows import FACE, TICKED, RowsModel
from ui.style.look import Look
from ui.style.ring import draw_ring
from ui.widgets.paint import chip_width, draw_chip, draw_lamp, draw_line

Index = QModelIndex | QPersistentModelIndex
MOST_TICKED = 1000


class RowDelegate(QStyledItemDelegate):
    """Paints a RowFace in two lines."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.ticking = False

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(self._look.px(200), self._look.height("row"))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        face = index.data(FACE)
        painter.save()
        rect = option.rect
        self._ground(painter, option, rect)
        if isinstance(face, RowFace):
            self._face(painter, face, rect, bool(index.data(TICKED)))
        painter.restore()

    def _face(self, painter: QPainter, face: RowFace, rect: QRect, ticked: bool) -> None:
        look = self._look
        left = rect.left() + look.px(16)
        if self.ticking:
            name = "checkbox-marked-outline" if ticked else "checkbox-blank-outline"
            ink = "primary" if ticked else "line_strong"
            painter.drawPixmap(left, rect.center().y() - look.px(10), look.pixmap(name, ink, 20))
            left += look.px(30)
        if face.lamp:
            draw_lamp(painter, look, face.lamp, left, rect.center().y())
            left += look.px(28)
        middle, half = rect.center().y(), look.px(24)
        area = QRect(left, middle - half, rect.right() - look.px(16) - left, half)
        self._first_line(painter, face, area)
        self._second_line(painter, face, area.translated(0, half + 1))

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem, rect: QRect) -> None:
        look, state = self._look, option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, look.colour("selected"))
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), look.colour("primary"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, look.colour("hover"))
        painter.setPen(look.colour("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        keyboard = state & QStyle.StateFlag.State_HasFocus and state & QStyle.StateFlag.State_KeyboardFocusChange
        if keyboard:
            draw_ring(painter, look, QRectF(rect))

    def _first_line(self, painter: QPainter, face: RowFace, area: QRect) -> None:
        look, width = self._look, area.width()
        if face.chip is not None:
            chip = chip_width(look, face.chip)
            at = QRect(area.right() - chip, area.center().y() - look.px(11), chip, look.px(22))
            draw_chip(painter, look, at, face.chip)
            width -= chip + look.px(12)
        painter.setPen(look.colour("text"))
        font = look.font("unread" if face.unread else "row")
        draw_line(painter, font, QRect(area.left(), area.top(), width, area.height()), face.title)

    def _second_line(self, painter: QPainter, face: RowFace, area: QRect) -> None:
        look, font = self._look, self._look.font("caption")
        right = QFontMetrics(font).horizontalAdvance(face.right)
        painter.setPen(look.colour(face.tone))
        draw_line(painter, font, QRect(area.right() - right, area.top(), right + 1, area.height()), face.right, True)
        taken = right + look.px(12)
        if face.unsent:
            at = area.right() - right - look.px(22)
            painter.drawPixmap(at, area.center().y() - look.px(8), look.pixmap("cloud-upload-outline", "text2", 16))
            taken += look.px(22)
        painter.setPen(look.colour("text2"))
        draw_line(painter, font, QRect(area.left(), area.top(), area.width() - taken, area.height()), face.meta)


class RowList(QTableView):
    """A list of rows: `opened(id)` on Enter, `pointed(id)` on a click, `picked(id)` when the current row changes,
    `ticks_changed(n)` on Space. Nothing moves the place in the list when rows are refreshed. It is a table of one
    column, since Qt's list view lays out every one of 100,000 rows before it paints the first."""

    opened = Signal(str)
    picked = Signal(str)
    ticks_changed = Signal(int)
    pointed = Signal(str)
    discard_asked = Signal()

    def __init__(self, look: Look, name: str, model: RowsModel[RowFace]) -> None:
        super().__init__()
        self._look, self._rows = look, model
        self._delegate = RowDelegate(look)
        self._current = ""
        self._awaited = -1
        self._reveal = False
        self.setAccessibleName(name)
        self._shape()
        self.setItemDelegate(self._delegate)
        self.setModel(model)
        self.activated.connect(self._on_activated)
        self.clicked.connect(self._on_clicked)
        self.selectionModel().currentChanged.connect(self._on_current)
        model.modelReset.connect(self.scrollToTop)
        model.came.connect(self._on_came)
        look.follow(self._measure)

    def _shape(self) -> None:
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def _measure(self) -> None:
        # In this order: a minimum above the rows' height makes Qt stretch each of 100,000 rows by itself, for
        # seconds, and one that stays above it keeps rows tall after big letters.
        header, height = self.verticalHeader(), self._look.height("row")
        header.setMinimumSectionSize(min(header.minimumSectionSize(), height))
        header.setDefaultSectionSize(height)
        header.setMinimumSectionSize(height)
        self.viewport().update()

    @property
    def rows(self) -> RowsModel[RowFace]:
        return self._rows

    def renew(self) -> None:
        """After another query: from the top, once its rows are here."""
        self._rows.renew()
        self._show_ticks()

    def refresh(self) -> None:
        """After a change: the same matter stays chosen, wherever its row went."""
        self._rows.refresh()

    def choose(self, id: str) -> None:
        """Makes a matter's row the current one, now or once it is here, without telling that it was picked."""
        self._current, self._awaited, self._reveal = id, -1, True
        self._point_at(self._rows.row_of(id) if id else -1)

    def _on_came(self) -> None:
        """The chosen matter stays chosen, and a row that was chosen before it was here is picked."""
        here = self.currentIndex().row()
        face = self._rows.face(here)
        if here == self._awaited >= 0:
            if face is not None:
                self._awaited, self._current = -1, face.id
                self.picked.emit(face.id)
        elif self._current and (face is None or face.id != self._current):
            row = self._rows.row_of(self._current)
            if row >= 0 or face is not None:
                self._point_at(row)

    def _point_at(self, row: int) -> None:
        """Only a matter that was asked for moves the place in the list."""
        model = self.selectionModel()
        blocked = self.blockSignals(True)
        self.setAutoScroll(self._reveal)
        if row < 0:
            model.clear()
        else:
            model.setCurrentIndex(self._rows.index(row), QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self._reveal = False
        self.setAutoScroll(True)
        self.blockSignals(blocked)
        self.viewport().update()

    def step(self, by: int) -> None:
        """Picks the next or previous row."""
        row = min(max(self.currentIndex().row() + by, 0), self._rows.rowCount() - 1)
        self.setCurrentIndex(self._rows.index(row))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Coming to the list opens nothing: the first arrow key chooses the first row."""
        if self.currentIndex().isValid():
            super().focusInEvent(event)
        else:
            QAbstractScrollArea.focusInEvent(self, event)
            self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        held = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        acts = self._plain_acts() if plain else self._held_acts() if held else {}
        act = acts.get(Qt.Key(event.key()))
        if act is None:
            super().keyPressEvent(event)
        else:
            act()

    def _plain_acts(self) -> dict[Qt.Key, Callable[[], None]]:
        here = self.currentIndex()
        acts: dict[Qt.Key, Callable[[], None]] = {
            Qt.Key.Key_Space: lambda: self._tick(here.row()),
            Qt.Key.Key_Delete: self.discard_asked.emit,
            Qt.Key.Key_Return: lambda: self._on_activated(here),
            Qt.Key.Key_Enter: lambda: self._on_activated(here),
        }
        if not here.isValid():
            first = self._rows.index(0)
            acts |= dict.fromkeys((Qt.Key.Key_Down, Qt.Key.Key_Up), lambda: self.setCurrentIndex(first))
        return acts

    def _held_acts(self) -> dict[Qt.Key, Callable[[], None]]:
        return {Qt.Key.Key_C: self._copy, Qt.Key.Key_A: lambda: self.tick_all(MOST_TICKED)}

    def _tick(self, row: int) -> None:
        self._rows.tick(row)
        self._show_ticks()

    def _copy(self) -> None:
        face = self._rows.face(self.currentIndex().row())
        QGuiApplication.clipboard().setText(face.copied or face.title if face else "")

    def tick_all(self, most: int) -> None:
        """Ticks every row, at most `most`."""
        self._rows.tick_first(most, self._show_ticks)

    def untick(self) -> None:
        self._rows.untick()
        self._show_ticks()

    def _show_ticks(self) -> None:
        self._delegate.ticking = bool(self._rows.ticked)
        self.viewport().update()
        self.ticks_changed.emit(len(self._rows.ticked))

    def _on_activated(self, index: QModelIndex) -> None:
        face = self._rows.face(index.row())
        if face is not None:
            self.opened.emit(face.id)

    def _on_clicked(self, index: QModelIndex) -> None:
        face = self._rows.face(index.row())
        if self._delegate.ticking:
            self._tick(index.row())
        elif face is not None:
            self.pointed.emit(face.id)

    def _on_current(self, index: QModelIndex, _before: QModelIndex) -> None:
        face = self._rows.face(index.row())
        if index.isValid() and not self.selectionModel().isSelected(index):
            self.selectionModel().select(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if self.signalsBlocked():
            return
        self._awaited = index.row() if face is None else -1
        if face is not None:
            self._current, self._reveal = face.id, False
            self.picked.emit(face.id)
