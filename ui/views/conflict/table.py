"""The fields of both texts in one table: what merged by itself, and what asks."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QSizePolicy, QWidget

from ui.presenters.merging import ConflictPane, FieldRow
from ui.style.look import Look
from ui.text import Words
from ui.widgets.fields import Choice
from ui.widgets.marks import Picture
from ui.widgets.paint import draw_line
from ui.widgets.panels import ground, label, row

_HEADS = ("field", "mine", "theirs", "after", "status")
_SHARES = (3, 7, 7, 7, 4)
_MOST = 4


class FieldTable(QFrame):
    """`picked` carries a field's name and `mine` or `theirs`."""

    picked = Signal(str, str)

    def __init__(self, look: Look, words: Words) -> None:
        super().__init__()
        self._look, self._words = look, words
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(0)
        self._shown: tuple[FieldRow, ...] = ()
        for index, share in enumerate(_SHARES):
            self._grid.setColumnStretch(index, share)
        self.setAccessibleName(words("conflict.table"))

    def put(self, pane: ConflictPane) -> None:
        """Shows the rows; unchanged ones are left alone."""
        if pane.rows == self._shown:
            return
        self._shown = pane.rows
        while self._grid.count():
            taken = self._grid.takeAt(0)
            gone = taken.widget() if taken else None
            if gone is not None:
                gone.deleteLater()
        for index, name in enumerate(_HEADS):
            head = (
                self._words("conflict.theirs_of", name=pane.theirs.name)
                if name == "theirs"
                else self._words(f"conflict.{name}")
            )
            self._grid.addWidget(self._cell(label(head, "meta"), "sunken", 34), 0, index)
        for number, line in enumerate(pane.rows[: _MOST + len(pane.clashes)], 1):
            self._line(number, line)

    def _line(self, number: int, line: FieldRow) -> None:
        token = "selected" if line.here or line.asks else "surface"
        widgets: list[QWidget] = [_OneLine(self._look, text) for text in (line.name, line.mine, line.theirs)]
        widgets.append(self._choice(line) if line.asks else _OneLine(self._look, line.merged))
        status = QWidget()
        across = row((0, 0, 0, 0), 6, status)
        open_ = line.asks or line.here
        across.addWidget(
            Picture(self._look, "call-merge" if open_ else "check-circle-outline", "amber" if open_ else "green", 16)
        )
        across.addWidget(label(line.status), 1)
        for index, widget in enumerate((*widgets, status)):
            self._grid.addWidget(self._cell(widget, token, 34), number, index)

    def _choice(self, line: FieldRow) -> Choice:
        choice = Choice(self._look, line.name, height=28)
        words = self._words
        choice.put([("", line.merged), ("mine", words("conflict.use_mine")), ("theirs", words("conflict.theirs"))])
        choice.activated.connect(lambda _index: self._on_picked(line.field, choice.value()))
        return choice

    def _on_picked(self, field: str, value: str) -> None:
        if value:
            self.picked.emit(field, value)

    def _cell(self, inner: QWidget, token: str, height: int) -> QWidget:
        cell = _ChosenCell(self._look) if token == "selected" else QFrame()
        cell.setProperty("edge", "bottom")
        ground(cell, "surface" if token == "selected" else token)
        cell.setFixedHeight(self._look.px(height))
        line = row((10, 0, 10, 0), 0, cell)
        line.addWidget(inner, 1, Qt.AlignmentFlag.AlignVCenter)
        return cell


class _ChosenCell(QFrame):
    """The cell of what is chosen, in the colour of a selected row."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        look.follow(self._dress)

    def _dress(self) -> None:
        self.setStyleSheet(f"QFrame {{ background: {self._look.hex('selected')}; }}")


class _OneLine(QLabel):
    """Words that end in dots where the cell is narrow; the whole of them as a tip."""

    def __init__(self, look: Look, text: str) -> None:
        super().__init__(text)
        self._look = look
        self.setToolTip(text)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(40), self._look.line("body"))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self._look.colour("text"))
        draw_line(painter, self._look.font("body"), self.rect(), self.text())
