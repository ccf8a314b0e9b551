"""While an input method is composing, keys belong to it: none of them takes a step, closes a sheet or runs anything."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

_ACTING = frozenset(
    {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Delete}
)
_HELD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class Composing(QObject):
    """Listens to whatever holds the keyboard, and to nothing else: a filter on every event would be felt."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.open = False
        app.focusChanged.connect(self._on_focus)

    def _on_focus(self, before: QWidget | None, now: QWidget | None) -> None:
        """A composition ends with the focus, so that no key stays dead after it."""
        self.open = False
        if before is not None:
            before.removeEventFilter(self)
        if now is not None:
            now.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QInputMethodEvent):
            self.open = bool(event.preeditString())
        elif self.open and isinstance(event, QKeyEvent) and event.type() != QEvent.Type.KeyRelease and _acts(event):
            event.accept()
            return True
        return False


def _acts(event: QKeyEvent) -> bool:
    """Whether a key could do something else than write."""
    function = Qt.Key.Key_F1 <= event.key() <= Qt.Key.Key_F35
    return bool(event.modifiers() & _HELD) or function or event.key() in _ACTING
