"""The rows of 今日: lamp, title, meta, last day, and the step as a button; arrows walk, Enter opens."""

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui.presenters.today import WorkRow
from ui.style.look import Look
from ui.style.ring import draw_ring
from ui.widgets.buttons import ActionButton
from ui.widgets.paint import draw_lamp, draw_line
from ui.widgets.panels import row as line_of


class WorkLine(QWidget):
    """One thing to do."""

    opened = Signal(str, str)
    stepped = Signal(str, str)
    walked = Signal(int)

    def __init__(self, look: Look, face: WorkRow, *, first: bool, last: bool) -> None:
        super().__init__()
        self._look, self.face, self._first, self._last = look, face, first, last
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(face.spoken)
        self.setToolTip(face.title)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.button = ActionButton(look, face.step, "primary" if first else "plain")
        self.button.setAccessibleName(f"{face.step} {face.title}")
        self.button.setMinimumWidth(look.px(84))
        self.button.clicked.connect(lambda: self.stepped.emit(face.kind, face.id))
        line = line_of((0, 0, look.px(16), 0), 0, self)
        line.addStretch()
        line.addWidget(self.button)

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(420), self._look.height("work_row"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.opened.emit(self.face.kind, self.face.id)
        elif event.key() in steps:
            self.walked.emit(steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.rect().contains(event.position().toPoint()):
            self.opened.emit(self.face.kind, self.face.id)

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look, face = QPainter(self), self._look, self.face
        rect = self.rect()
        if self.underMouse():
            painter.fillRect(rect, look.colour("hover"))
        if face.lamp == "red":
            painter.fillRect(QRect(0, 0, 3, rect.height()), look.colour("red_lamp"))
        if not self._last:
            painter.setPen(look.colour("line"))
            painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        middle, half = rect.center().y(), look.px(22)
        draw_lamp(painter, look, face.lamp, look.px(14), middle)
        left, right = look.px(42), rect.width() - self.button.width() - look.px(32)
        date_left = max(left, right - look.px(160))
        self._two_lines(
            painter, QRect(left, middle - half, date_left - left - look.px(12), half), face.title, face.meta
        )
        area = QRect(date_left, middle - half, right - date_left, half)
        self._two_lines(painter, area, face.due, face.note, face.tone, "body")
        if self.hasFocus():
            draw_ring(painter, look, QRectF(rect))

    def _two_lines(
        self, painter: QPainter, area: QRect, upper: str, lower: str, token: str = "text", role: str = "row"
    ) -> None:
        painter.setPen(self._look.colour(token))
        draw_line(painter, self._look.font(role), area, upper)
        painter.setPen(self._look.colour("text2"))
        draw_line(painter, self._look.font("caption"), area.translated(0, area.height()), lower)


class WorkList(QWidget):
    """All rows; the first row's step is the primary one."""

    opened = Signal(str, str)
    stepped = Signal(str, str)

    def __init__(self, look: Look, name: str) -> None:
        super().__init__()
        self._look = look
        self.setAccessibleName(name)
        self._lines: list[WorkLine] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        look.changed.connect(self._even)

    @property
    def lines(self) -> tuple[WorkLine, ...]:
        return tuple(self._lines)

    def put(self, rows: tuple[WorkRow, ...]) -> None:
        """Shows rows; the one that had the keyboard keeps it."""
        kept = next((line.face.id for line in self._lines if line.hasFocus()), "")
        for line in self._lines:
            self._layout.removeWidget(line)
            line.deleteLater()
        self._lines = [
            WorkLine(self._look, face, first=at == 0, last=at == len(rows) - 1) for at, face in enumerate(rows)
        ]
        self._even()
        for line in self._lines:
            self._layout.addWidget(line)
            line.opened.connect(self.opened)
            line.stepped.connect(self.stepped)
            line.walked.connect(self._walk)
            if line.face.id == kept:
                line.setFocus()

    def _even(self) -> None:
        """All buttons are as wide as the widest, in letters of any size."""
        widest = max((line.button.sizeHint().width() for line in self._lines), default=0)
        for line in self._lines:
            line.button.setMinimumWidth(max(widest, self._look.px(84)))

    def _walk(self, by: int) -> None:
        focused = self.window().focusWidget()
        at = next((n for n, line in enumerate(self._lines) if line is focused), 0)
        self._lines[min(max(at + by, 0), len(self._lines) - 1)].setFocus(Qt.FocusReason.TabFocusReason)
