"""The five outcomes of Art. 15 as cards to choose from, and the steps of the sheet with the one that is shown."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui.presenters.outcome import ResultFace
from ui.style.look import Look
from ui.style.ring import draw_ring
from ui.widgets.buttons import KEYBOARD
from ui.widgets.paint import draw_line
from ui.widgets.panels import column, row

HEIGHT = 61
DISC = 22


class ResultCard(QAbstractButton):
    """An outcome: its number in the article, its name, what it demands."""

    def __init__(self, look: Look, face: ResultFace) -> None:
        super().__init__()
        self._look, self._face, self._ring = look, face, False
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.put(face)

    def put(self, face: ResultFace) -> None:
        """Other words, chosen or not."""
        self._face = face
        self.setChecked(face.chosen)
        self.setAccessibleName(f"{face.title} {face.hint}")
        self.setToolTip(face.hint)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(320), self._look.px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.px(180), self._look.px(HEIGHT))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.click()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ring = event.reason() in KEYBOARD
        super().focusInEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look, on = QPainter(self), self._look, self.isChecked()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = QPen(look.colour("primary" if on else "line"), 2 if on else 1)
        painter.setPen(edge)
        painter.setBrush(look.colour("selected" if on else "hover" if self.underMouse() else "surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)
        icon = "radiobox-marked" if on else "radiobox-blank"
        painter.drawPixmap(look.px(12), look.px(10), look.pixmap(icon, "primary" if on else "line_strong", 20))
        left, width = look.px(42), self.width() - look.px(52)
        painter.setPen(look.colour("text"))
        draw_line(painter, look.font("row"), QRect(left, look.px(9), width, look.px(22)), self._face.title)
        painter.setPen(look.colour("text2"))
        draw_line(painter, look.font("caption"), QRect(left, look.px(32), width, look.px(20)), self._face.hint)
        if self._ring and self.hasFocus():
            draw_ring(painter, look, QRectF(self.rect()))


class ResultList(QWidget):
    """`chosen(id)` when a person chooses another outcome."""

    chosen = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._cards: dict[str, ResultCard] = {}
        self._down = column(self, (0, 0, 0, 0), 8)

    def put(self, faces: Sequence[ResultFace]) -> None:
        """Shows the outcomes; the cards stay, so that the keyboard does."""
        for face in faces:
            if face.id in self._cards:
                self._cards[face.id].put(face)
                continue
            card = self._cards[face.id] = ResultCard(self._look, face)
            card.clicked.connect(lambda _on=False, id=face.id: self.chosen.emit(id))
            self._down.addWidget(card)

    @property
    def cards(self) -> tuple[ResultCard, ...]:
        """The cards from top to bottom."""
        return tuple(self._cards.values())


class Stepper(QWidget):
    """`选结果 › 填依据 › 看告知书`: where the person is; nothing to press."""

    def __init__(self, look: Look, names: Sequence[str]) -> None:
        super().__init__()
        self._look, self._names, self._at = look, tuple(names), 0
        row(parent=self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.put(0)

    def put(self, at: int) -> None:
        """Another step."""
        self._at = at
        self.setAccessibleName(f"{at + 1} / {len(self._names)} {self._names[at]}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(260), self._look.px(30))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = QPainter(self), self._look
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        x, disc = 1, look.px(DISC)
        for at, name in enumerate(self._names):
            now = at == self._at
            box = QRectF(x, (self.height() - disc) / 2, disc, disc)
            painter.setPen(QPen(look.colour("primary" if at <= self._at else "line_strong"), 1))
            painter.setBrush(look.colour("primary" if now else "surface"))
            painter.drawEllipse(box)
            painter.setFont(look.font("caption"))
            painter.setPen(look.colour("on_primary" if now else "primary" if at < self._at else "text2"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(at + 1))
            painter.setFont(look.font("row" if now else "body"))
            painter.setPen(look.colour("primary" if now else "text" if at < self._at else "text2"))
            left = x + disc + look.px(8)
            wide = painter.fontMetrics().horizontalAdvance(name)
            area = QRect(int(left), 0, wide + 2, self.height())
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, name)
            x = left + wide + look.px(20)
