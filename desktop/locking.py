"""Locks the window: by its key, by itself when nobody has touched it for so long, and with the computer's own lock."""

from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QWindow
from PySide6.QtWidgets import QApplication, QWidget

from desktop.crash import flush_texts
from models.passwords import POLICY
from models.policy import read_policy
from ui.session import Session
from ui.style.look import Look
from ui.text import Words
from ui.widgets.lock import LockScreen

TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress, QEvent.Type.MouseMove, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel,
        QEvent.Type.TouchBegin, QEvent.Type.TabletPress, QEvent.Type.InputMethod,
    }
)  # fmt: skip
"""What a person's hands do; what the program does by itself keeps no screen open."""


class Lockable(Protocol):
    """The window, as it is locked."""

    look: Look
    words: Words

    @property
    def window_widget(self) -> QWidget: ...
    @property
    def own_windows(self) -> Sequence[QWidget]: ...
    def keys_changed(self) -> None: ...


def minutes_in(text: str) -> int:
    """After how many minutes without a touch a desk locks itself, by the policy file's text; 0: never."""
    return int(read_policy(POLICY, text).data.get("desk", {}).get("lock_minutes", 0))


class Locking(QObject):
    """`on` while nothing of the work may be seen, in this window, its title, or another window of ours."""

    changed = Signal(bool)

    def __init__(self, window: Lockable, session: Session, unlock: Callable[[str], bool]) -> None:
        super().__init__(window.window_widget)
        self._window, self._name, self._unlock = window, session.actor.name, unlock
        minutes = minutes_in(session.desk.rules.directory.texts.get(POLICY, ""))
        self.on = False
        self._away: list[QWidget] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(minutes * 60_000)
        self._timer.timeout.connect(self.lock)
        program = QApplication.instance()
        if minutes and isinstance(program, QApplication):
            self._timer.start()
            program.focusWindowChanged.connect(self._on_window)
            program.focusChanged.connect(self._on_focus)

    def _on_window(self, now: QWindow | None) -> None:
        """Hands reach a window of the system first. A filter on every event of the program would be felt."""
        if now is not None:
            now.installEventFilter(self)

    def _on_focus(self, before: QWidget | None, now: QWidget | None) -> None:
        """An input method hands its words to whatever holds the keyboard, past the window."""
        if before is not None:
            before.removeEventFilter(self)
        if now is not None:
            now.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in TOUCHES and not self.on:
            self._timer.start()
        return False

    def lock(self) -> None:
        """Saves what is being written, closes menus, hides other windows, and covers this one."""
        if self.on:
            return
        flush_texts()
        self.on = True
        self._timer.stop()
        while (popup := QApplication.activePopupWidget()) is not None and popup.close():
            pass
        self._away = [one for one in self._window.own_windows if one.isVisible()]
        for one in self._away:
            one.hide()
        self._window.keys_changed()
        screen = LockScreen(self._window.window_widget, self._window.look, self._window.words, self._name, self._unlock)
        screen.closed.connect(self._on_opened)
        screen.open()
        self.changed.emit(True)

    def _on_opened(self, _done: bool) -> None:
        self.on = False
        for one in self._away:
            one.show()
        self._window.keys_changed()
        if self._timer.interval():
            self._timer.start()
        self.changed.emit(False)
