"""The people who can be tried out, one click each."""

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui.presenters.faces import ChipFace
from ui.presenters.signing_in import TrialFace
from ui.style.look import Look
from ui.style.ring import draw_ring
from ui.text import Words
from ui.widgets.buttons import KEYBOARD
from ui.widgets.marks import Picture
from ui.widgets.paint import chip_width, draw_avatar, draw_chip, draw_line
from ui.widgets.panels import column, ground, label, row


class PersonCard(QAbstractButton):
    """Avatar, name, role as a chip, what this person does."""

    def __init__(self, look: Look, face: TrialFace) -> None:
        super().__init__()
        self._look, self._face, self._ring = look, face, False
        self.setAccessibleName(f"{face.name} {face.role} {face.about}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(400), self._look.px(50))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.px(240), self._look.px(50))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ring = event.reason() in KEYBOARD
        super().focusInEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look, face = QPainter(self), self._look, self._face
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.colour("line"), 1))
        painter.setBrush(look.colour("hover" if self.underMouse() else "surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        middle, disc = self.height() // 2, look.px(36)
        draw_avatar(painter, look, QRectF(look.px(14), middle - disc / 2, disc, disc), face.name[:1])
        left, half = look.px(62), look.px(22)
        name = QFontMetrics(look.font("row")).horizontalAdvance(face.name) + 4
        painter.setPen(look.colour("text"))
        draw_line(painter, look.font("row"), QRect(left, middle - half, name, half), face.name)
        chip = ChipFace(face.role)
        at = QRect(left + name + look.px(6), middle - half + 1, chip_width(look, chip), look.px(21))
        draw_chip(painter, look, at, chip)
        painter.setPen(look.colour("text2"))
        area = QRect(left, middle, self.width() - left - look.px(44), half)
        draw_line(painter, look.font("caption"), area, face.about)
        arrow = look.pixmap("chevron-right", "text2", 18)
        painter.drawPixmap(self.width() - look.px(34), middle - look.px(9), arrow)
        if self._ring and self.hasFocus():
            draw_ring(painter, look, QRectF(self.rect()), 6)


class TrialSide(QWidget):
    """`chosen(account)`."""

    chosen = Signal(str)

    def __init__(self, look: Look, words: Words, people: tuple[TrialFace, ...], about: str) -> None:
        super().__init__()
        ground(self, "canvas")
        outer = column(self, (72, 28, 72, 16), 6)
        inner = QWidget()
        inner.setMaximumWidth(look.px(640))
        lines = column(inner, (0, 0, 0, 0), 6)
        lines.addWidget(label(words("sign_in.trial"), "heading"))
        lines.addWidget(label(about, "body2", wrap=True))
        lines.addSpacing(4)
        self.cards = [PersonCard(look, face) for face in people]
        for card, face in zip(self.cards, people, strict=True):
            card.clicked.connect(lambda _=False, account=face.account: self.chosen.emit(account))
            lines.addWidget(card)
        if people:
            foot = row((0, 6, 0, 0), 8)
            foot.addWidget(Picture(look, "information-outline"))
            foot.addWidget(label(words("sign_in.trial_foot"), "meta", wrap=True), 1)
            lines.addLayout(foot)
        outer.addWidget(inner)
        outer.addStretch()
