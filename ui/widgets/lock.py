"""The lock over the window: nothing of the work is seen until the password is given."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.style.look import Look
from ui.text import Words
from ui.widgets.buttons import ActionButton
from ui.widgets.fields import Field
from ui.widgets.marks import Picture
from ui.widgets.overlay import Overlay
from ui.widgets.panels import column, label


class LockScreen(Overlay):
    """Covers everything; `Esc` does not open it."""

    def __init__(self, window: QWidget, look: Look, words: Words, name: str, unlock: Callable[[str], bool]) -> None:
        super().__init__(window, look)
        self._words, self._unlock = words, unlock
        self.setAccessibleName(words("shell.locked"))
        layout = column(self.panel, (32, 28, 32, 28), 10)
        layout.addWidget(Picture(look, "lock-outline", "primary", 40), 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(label(words("shell.locked"), "title"))
        layout.addWidget(label(words("shell.locked_text", name=name), "body2", wrap=True))
        self._line = QLineEdit()
        self._line.setEchoMode(QLineEdit.EchoMode.Password)
        self._line.returnPressed.connect(self._try)
        self._field = Field(look, words("shell.password"), self._line)
        layout.addWidget(self._field)
        layout.addStretch()
        button = ActionButton(look, words("shell.unlock"), "primary", key="Enter")
        button.clicked.connect(self._try)
        layout.addWidget(button, 0, Qt.AlignmentFlag.AlignRight)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Whatever opens in the window meanwhile opens beneath the lock."""
        if event.type() == QEvent.Type.ChildAdded and watched is self.parent():
            QTimer.singleShot(0, self, self._on_top)
        return super().eventFilter(watched, event)

    def _on_top(self) -> None:
        self.raise_()
        self._line.setFocus()

    def first_focus(self) -> QWidget | None:
        return self._line

    def step_back(self) -> None:
        """Nothing: a lock that Esc opens is none."""

    def place(self, area: QRect) -> QRect:
        width, height = self._look.px(400), self._look.px(320)
        return QRect((area.width() - width) // 2, (area.height() - height) // 2, width, height)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.colour("canvas"))
        painter.setPen(self._look.colour("line_strong"))
        painter.drawRect(self.panel.geometry().adjusted(-1, -1, 0, 0))

    def offer(self, password: str) -> None:
        """As if a password were typed and Enter pressed."""
        self._line.setText(password)
        self._try()

    def _try(self) -> None:
        if self._unlock(self._line.text()):
            self.dismiss(True)
        else:
            self._line.clear()
            self._field.say(self._words("shell.locked_wrong"))
