"""A toast at the lower left of the page: what I just did, and 撤销."""

from PySide6.QtCore import QEvent, QRectF, QTimer
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.notices import Notice
from ui.style.look import Look
from ui.widgets.buttons import ActionButton, IconButton
from ui.widgets.marks import Picture
from ui.widgets.panels import label, row

STAYS_MS = 6000


class Toast(QWidget):
    """Stays six seconds, and as long as the pointer is over it; a new one takes the old one's place."""

    def __init__(self, parent: QWidget, look: Look, close: str) -> None:
        super().__init__(parent)
        self._look, self._notice = look, Notice("done", "")
        self._words = label("", "body")
        self._undo = ActionButton(look, "", "link")
        self._undo.clicked.connect(self._on_undo)
        cross = IconButton(look, "close", close)
        cross.clicked.connect(self.hide)
        line = row((14, 4, 6, 4), 12, self)
        for piece in (Picture(look, "check", "green", 18), self._words, self._undo, cross):
            line.addWidget(piece)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        self.hide()
        look.changed.connect(self.place)

    def tell(self, notice: Notice) -> None:
        self._notice = notice
        self._words.setText(notice.title)
        self._undo.set_face(notice.action or " ")
        self._undo.setVisible(bool(notice.action))
        self.setAccessibleName(notice.title)
        self.place()
        self.show()
        self.raise_()
        self._timer.start(STAYS_MS)

    def place(self) -> None:
        """Stands at the lower left of its page."""
        page = self.parentWidget()
        if page is not None:
            self.adjustSize()
            widest = max(page.width() - 40, 100)
            self.resize(min(self.width(), widest), self.height())
            self.move(20, page.height() - self.height() - self._look.px(72))

    def enterEvent(self, event: QEnterEvent) -> None:
        self._timer.stop()

    def leaveEvent(self, event: QEvent) -> None:
        self._timer.start(STAYS_MS)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self._look.colour("line_strong"))
        painter.setBrush(self._look.colour("surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)

    def _on_undo(self) -> None:
        self.hide()
        if self._notice.act is not None:
            self._notice.act()
