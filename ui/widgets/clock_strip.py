"""The line over a matter with a clock: lamp, last day, how near and why, the other limits, and the way to the count."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.presenters.clock_strip import StripFace
from ui.presenters.faces import ChipFace
from ui.style.look import Look
from ui.widgets.buttons import ActionButton
from ui.widgets.marks import Chip, Lamp
from ui.widgets.paint import draw_line
from ui.widgets.panels import label, row

GROUNDS = {"amber": "amber_soft", "red": "red_soft", "pause": "pause_soft", "plain": "sunken"}
HEIGHT = 40


class _Near(QWidget):
    """How near and why; how near alone where the pane is narrow, and whole on pointing at it."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look, self._text, self._brief = look, "", ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def put(self, near: str, reason: str) -> None:
        text = " · ".join(part for part in (near, reason) if part)
        self._text, self._brief = text, near or text
        self.setToolTip(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        look = self._look
        return QSize(QFontMetrics(look.font("caption")).horizontalAdvance(self._text) + 2, look.px(22))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.px(40), self._look.px(22))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self._look.colour("text2"))
        fits = self.sizeHint().width() <= self.width()
        draw_line(painter, self._look.font("caption"), self.rect(), self._text if fits else self._brief)


class ClockStrip(QWidget):
    """Shows a StripFace; hidden while there is none. `asked` is emitted when somebody wants to know why."""

    asked = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look, self._face = look, StripFace("none", "", "plain", "", "", "", "", "", "", "")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._across = row((20, 0, 20, 0), 10, self)
        self._lamp = Lamp(look, "none", "")
        self._last, self._near, self._others = label("", "medium"), _Near(look), label("", "meta")
        self._chip = Chip(look, ChipFace("", icon="calendar-alert", tone="amber"))
        self._link = ActionButton(look, "", "link", icon="calendar-question-outline")
        # A link elsewhere gives way; here the sentence beside it does.
        self._link.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._link.clicked.connect(self.asked)
        middle = Qt.AlignmentFlag.AlignVCenter
        pieces: tuple[tuple[QWidget, int], ...] = (
            (self._lamp, 0), (self._last, 0), (self._chip, 0), (self._near, 1), (self._others, 0), (self._link, 0),
        )  # fmt: skip
        for piece, share in pieces:
            self._across.addWidget(piece, share, middle)
        self.put(None)

    def put(self, face: StripFace | None) -> None:
        """Another matter, or none."""
        self.setVisible(face is not None)
        if face is None:
            return
        self._face = face
        fresh = Lamp(self._look, face.lamp, face.lamp_word)
        self._across.replaceWidget(self._lamp, fresh)
        self._lamp.hide()
        self._lamp.deleteLater()
        self._lamp = fresh
        self._last.setText(face.last)
        self._near.put(face.near, face.reason)
        self._chip.setVisible(bool(face.provisional))
        self._chip.set_face(ChipFace(face.provisional, icon="calendar-alert", tone="amber"))
        self._others.setText(" · ".join(part for part in (face.legal, face.advised) if part))
        self._link.set_face(face.link)
        self._link.setToolTip(f"{face.link}  Ctrl D")
        self.setAccessibleName(face.spoken)
        self._give_way()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._give_way()

    def _give_way(self) -> None:
        """The advised limit goes where it would cost the reason its words; the legal one stays."""
        face = self._face
        fixed = (self._lamp, self._last, self._chip, self._others, self._link)
        taken = sum(piece.sizeHint().width() + 10 for piece in fixed if piece is not self._chip or face.provisional)
        room = self.width() - 40 - taken
        self._others.setVisible(bool(face.legal) or (bool(face.advised) and room >= self._near.sizeHint().width()))

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._look.px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), self._look.px(HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = QPainter(self), self._look
        painter.fillRect(self.rect(), look.colour(GROUNDS[self._face.tone]))
        painter.setPen(look.colour("line"))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
