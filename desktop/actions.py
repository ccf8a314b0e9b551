"""What can be done everywhere, as data, and the binding of keys; menus, palette and the F1 sheet are made of it."""

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ui.host import Command
from ui.places import PLACES, Place

KEYS_ONLY = (
    ("list", "select", ("Up", "Down")),
    ("list", "open", ("Return",)),
    ("list", "tick", ("Space",)),
    ("list", "copy", ("Ctrl+C",)),
    ("list", "discard", ("Delete",)),
)
"""Keys that widgets handle themselves; the F1 sheet lists them with the others."""


def rail_keys(places: Sequence[Place] = PLACES) -> dict[str, str]:
    """The key of each place in a rail: Alt 1…9 in order, Alt 0 for what was not delivered."""
    numbered = [place.id for place in places if place.id not in ("undelivered", "settings")]
    keys = {id: f"Alt+{at}" for at, id in enumerate(numbered[:9], 1)}
    return {**keys, "undelivered": "Alt+0", "settings": "Ctrl+,"}


class Keys:
    """Binds the keys of commands to a window, anew whenever what is shown changes."""

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self._shortcuts: list[QShortcut] = []
        self.commands: tuple[Command, ...] = ()

    def bind(self, commands: Iterable[Command]) -> None:
        """Of two commands with one key the first keeps it: what is shown comes before what is everywhere."""
        for shortcut in self._shortcuts:
            shortcut.setEnabled(False)
            shortcut.deleteLater()
        self._shortcuts = []
        taken: set[str] = set()
        kept = []
        for command in commands:
            keys = [key for key in command.keys if key not in taken]
            taken.update(keys)
            if command.do is not None:
                self._shortcuts += [self._shortcut(key, command.do) for key in keys]
            kept.append(command)
        self.commands = tuple(kept)

    def _shortcut(self, key: str, do: Callable[[], None]) -> QShortcut:
        shortcut = QShortcut(QKeySequence(key), self._window)
        shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
        shortcut.activated.connect(do)
        return shortcut


def listed_only() -> tuple[Command, ...]:
    """The commands without a `do`, for F1."""
    return tuple(Command(id, group, keys) for group, id, keys in KEYS_ONLY)
