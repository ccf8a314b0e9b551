"""What lies over the window: sheets, drawers and questions, with the keyboard kept inside and one way back."""

from PySide6.QtCore import QEvent, QObject, QPropertyAnimation, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QGraphicsOpacityEffect, QHBoxLayout, QLabel, QScrollArea, QWidget
from shiboken6 import isValid

from ui.style.look import Look
from ui.widgets.buttons import ActionButton, IconButton
from ui.widgets.marks import Picture
from ui.widgets.panels import column, ground, label, row, rule


class Overlay(QWidget):
    """Covers its window with a scrim. `Esc` steps back; `Ctrl Enter` presses the primary button; `closed(done)`
    says how it ended. No key of the window works meanwhile, and Tab stays inside."""

    closed = Signal(bool)

    def __init__(self, window: QWidget, look: Look) -> None:
        super().__init__(window)
        self._look = look
        self._before = window.focusWidget()
        self.primary: ActionButton | None = None
        self.panel = QFrame(self)
        ground(self.panel, "surface")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        window.installEventFilter(self)
        self.hide()

    def open(self) -> None:
        """Shows itself over the whole window and takes the keyboard."""
        self._fit()
        self.show()
        self.raise_()
        if self._look.motion:
            fade_in(self.panel)
        first = self.first_focus()
        (first or self).setFocus(Qt.FocusReason.PopupFocusReason)

    def first_focus(self) -> QWidget | None:
        """Where the keyboard starts; a sheet with fields names its first one."""
        return None

    def dismiss(self, done: bool = False) -> None:
        """Closes; the keyboard goes back where it was."""
        self.window().removeEventFilter(self)
        self.hide()
        if self._before is not None and isValid(self._before) and self._before.isVisible():
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit(done)
        self.deleteLater()

    def step_back(self) -> None:
        """What `Esc` does: closing, unless a sheet has an earlier page; input is kept as a draft by the sheet."""
        self.dismiss(False)

    def place(self, area: QRect) -> QRect:
        """Where the panel stands inside the window."""
        return area

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self.parent():
            self._fit()
        return False

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape:
            self.step_back()
        elif enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier and self.primary is not None:
            self.primary.click()
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def focusNextPrevChild(self, next_: bool) -> bool:
        inside = [one for one in self.panel.findChildren(QWidget) if _takes_focus(one)]
        if not inside:
            return True
        at = self.window().focusWidget()
        index = inside.index(at) if at in inside else (-1 if next_ else 0)
        reason = Qt.FocusReason.TabFocusReason if next_ else Qt.FocusReason.BacktabFocusReason
        inside[(index + (1 if next_ else -1)) % len(inside)].setFocus(reason)
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.colour("scrim"))
        painter.setPen(QPen(self._look.colour("line_strong"), 1))
        painter.drawRect(self.panel.geometry().adjusted(-1, -1, 0, 0))

    def _fit(self) -> None:
        parent = self.parentWidget()
        if parent is not None:
            self.setGeometry(parent.rect())
            self.panel.setGeometry(self.place(self.rect()))


def fade_in(widget: QWidget) -> None:
    """A fade of 100 ms, for those who want motion."""
    effect = QGraphicsOpacityEffect(widget)
    widget.setGraphicsEffect(effect)
    course = QPropertyAnimation(effect, b"opacity", widget)
    course.setDuration(100)
    course.setStartValue(0.0)
    course.setEndValue(1.0)
    course.finished.connect(lambda: effect.setEnabled(False))
    course.start(QPropertyAnimation.DeletionPolicy.DeleteWhenStopped)


def _takes_focus(widget: QWidget) -> bool:
    tabbed = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return tabbed and widget.isVisible() and widget.isEnabled()


class SlipDialog(Overlay):
    """A sheet in the middle: head with icon, title and cross; body; foot with what is missing at the left.

    Put widgets into `body`; buttons by `add_button` in the order quiet, plain, danger, primary."""

    def __init__(
        self,
        window: QWidget,
        look: Look,
        title: str,
        icon: str = "",
        *,
        width: int = 720,
        height: int = 0,
        close: str = "Esc",
    ) -> None:
        super().__init__(window, look)
        self._width, self._height = width, height
        outer = column(self.panel)
        self.head = row((20, 0, 12, 0), 8)
        head = QWidget()
        head.setFixedHeight(look.px(52))
        head.setLayout(self.head)
        if icon:
            self.head.addWidget(Picture(look, icon, "primary", 18))
        self._title = label(title, "heading")
        self.head.addWidget(self._title)
        self.head.addStretch()
        cross = IconButton(look, "close", close, "Esc")
        cross.clicked.connect(self.step_back)
        self.head.addWidget(cross)
        self._middle = QWidget()
        self.body = column(self._middle, (20, 16, 20, 16), 12)
        self._middle.installEventFilter(self)
        self._scroll = scrolled(self._middle)
        self._foot = QWidget()
        self._foot.setFixedHeight(look.px(60))
        self.foot = row((20, 0, 20, 0), 8, self._foot)
        self.missing = label("", "meta", wrap=True)
        self.foot.addWidget(self.missing, 1)
        for piece in (head, rule(), self._scroll, rule(), self._foot):
            outer.addWidget(piece, 1 if piece is self._scroll else 0)
        self.setAccessibleName(title)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A body that grew, by a line or by what is wrong with one, has the sheet grow with it while there is room."""
        if event.type() == QEvent.Type.LayoutRequest and watched is self._middle:
            QTimer.singleShot(0, self, self._grow)
        return super().eventFilter(watched, event)

    def _grow(self) -> None:
        if self.isVisible() and self.place(self.rect()).height() > self.panel.height():
            self._fit()

    def set_title(self, title: str) -> None:
        self._title.setText(title)
        self.setAccessibleName(title)

    def add_button(self, button: ActionButton) -> ActionButton:
        """A button in the foot; a primary one is pressed by `Ctrl Enter` too."""
        self.foot.addWidget(button)
        if button.kind == "primary":
            self.primary = button
        return button

    def first_focus(self) -> QWidget | None:
        inside = [
            one for one in self._middle.findChildren(QWidget) if bool(one.focusPolicy() & Qt.FocusPolicy.TabFocus)
        ]
        return next((one for one in inside if one.isEnabled()), self.primary)

    def place(self, area: QRect) -> QRect:
        width = min(self._look.px(self._width), area.width() - 32)
        chrome = self._look.px(52 + 60) + 4
        self._middle.setMaximumWidth(width)
        wanted = self._look.px(self._height) or chrome + self._wanted_height(width)
        height = min(wanted, area.height() - 24)
        return QRect((area.width() - width) // 2, max(12, (area.height() - height) // 2), width, height)

    def _wanted_height(self, width: int) -> int:
        layout = self._middle.layout()
        if layout is not None and layout.hasHeightForWidth():
            return layout.heightForWidth(width)
        return self._middle.sizeHint().height()


class Drawer(Overlay):
    """A panel over the right side; the list under it stays where it was."""

    def __init__(self, window: QWidget, look: Look, width: int = 484, *, below: int = 48) -> None:
        super().__init__(window, look)
        self._width, self._below = width, below

    def place(self, area: QRect) -> QRect:
        width = min(self._look.px(self._width), area.width())
        top = self._look.px(self._below)
        return QRect(area.width() - width, top, width, area.height() - top)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.panel.geometry().contains(event.position().toPoint()):
            self.step_back()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, top = QPainter(self), self._look.px(self._below)
        painter.fillRect(0, top, self.width(), self.height() - top, self._look.colour("scrim"))
        painter.setPen(QPen(self._look.colour("line_strong"), 1))
        left = self.panel.geometry().left() - 1
        painter.drawLine(left, top, left, self.height())


def scrolled(inner: QWidget) -> QScrollArea:
    """A widget that scrolls up and down when it must, never sideways."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    put_scrolled(area, inner)
    return area


def put_scrolled(area: QScrollArea, inner: QWidget) -> None:
    """Another widget to scroll; it keeps the ground on which the area lies."""
    inner.setObjectName("scrolled")
    area.setWidget(inner)
    inner.setAutoFillBackground(False)


def head_line(look: Look, title: str) -> tuple[QHBoxLayout, QLabel]:
    """The head of a drawer or inspector: its title, and room at the right."""
    line, words = row((20, 0, 12, 0), 8), label(title, "heading")
    line.addWidget(words)
    line.addStretch()
    return line, words
