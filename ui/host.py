"""What a view may ask of the window that holds it, as a shape: views never reach for a parent."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtWidgets import QWidget

from ui.notices import Notices
from ui.settings import Settings
from ui.style.look import Look
from ui.text import Words


@dataclass(frozen=True, slots=True)
class Command:
    """One thing that can be done, as data: menus, keys, the palette and the F1 sheet are all made of these.

    `id` names its words `<area>.<id>` in `shortcuts.toml`; `group` is everywhere, list, matter, text or conflict;
    `keys` are Qt key texts (`Ctrl+Return`); `do` is None for a key that a widget handles itself and F1 only lists."""

    id: str
    group: str
    keys: tuple[str, ...] = ()
    do: Callable[[], None] | None = None
    icon: str = ""


class Host(Protocol):
    """The window, seen from a view."""

    look: Look
    words: Words
    notices: Notices
    settings: Settings

    @property
    def window_widget(self) -> QWidget:
        """The widget that sheets and drawers lie over."""

    def go(self, screen: str, **what: str) -> None:
        """Shows a screen of the rail (`today`, `items`, `catalogue`, …) and hands it `what`."""

    def open_matter(self, kind: str, id: str, *, pane: str = "", own_window: bool = False) -> None:
        """Opens a matter where its kind lives; `pane` forces editor, review, conflict or history."""

    def back(self) -> None:
        """One step back (`Alt ←`)."""


class MatterView(QWidget):
    """The pane that shows one matter. The window puts `inspector` (may be None) at its right, or into a drawer when
    there is no room, behind a button that says `inspector_word()`.

    A view registers in `ui/views/registry.py`; its module exposes `create(session, host) -> MatterView`."""

    inspector: QWidget | None = None
    inspector_width: int = 300
    list_width: int = 356

    def show_matter(self, id: str) -> None:
        """Shows a matter; called again with the same id when it changed."""
        raise NotImplementedError

    def inspector_word(self) -> str:
        """What the folded inspector's button says, as `检查 5`."""
        return ""

    def commands(self) -> tuple[Command, ...]:
        """What can be done here by key; the window binds the keys while the view is shown."""
        return ()

    def leave(self) -> bool:
        """Called before another matter or screen takes the place: saves at once. False keeps the view."""
        return True

    def narrow(self, is_narrow: bool) -> None:
        """The logical width fell below 1000 px, or rose above it."""
