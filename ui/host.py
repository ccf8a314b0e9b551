"""What a view may ask of the window that holds it, as a shape: views never reach for a parent."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QWidget

from sync.client.care import Care
from ui.backing_up import BackingUp
from ui.counting import Counting
from ui.courier import Courier
from ui.notices import Notices
from ui.presenters.commands import Command as Command
from ui.presenters.shell import Arrangement
from ui.reminding import Reminding
from ui.settings import Settings
from ui.style.look import Look
from ui.text import Words


class ScreenView(QWidget):
    """A screen of the rail. Its module exposes `create(session, host) -> ScreenView`, see `ui/views/registry.py`."""

    def enter(self, **what: str) -> None:
        """Called when the screen is shown, with what was asked of it (`id=…`, `tab=…`, `column=…`)."""

    def leave(self) -> bool:
        """Called before another screen takes the place. False keeps this one."""
        return True

    def commands(self) -> tuple[Command, ...]:
        """What can be done here by key; the window binds the keys while the screen is shown."""
        return ()

    def arrange(self, how: Arrangement) -> None:
        """The window has another logical width or height."""

    def stops(self) -> tuple[QWidget, ...]:
        """The columns that F6 walks through, from left to right."""
        return (self,)

    def open_id(self) -> str:
        """The matter that is open here, or nothing."""
        return ""

    def subtitle(self) -> str:
        """What stands before the screen's name in the title bar, as the matter that is open."""
        return ""


@dataclass(frozen=True, slots=True)
class About:
    """What the program around the window knows: version, folder, portal, how to change a password, the backups, what is
    carried by hand (`desktop.by_hand.ByHand`), and what is asked of the portal's doors."""

    version: str = ""
    folder: Path = Path()
    portal: str = ""
    change_password: Callable[[str, str], None] | None = None
    backing_up: BackingUp | None = None
    by_hand: Any = None
    care: Callable[[], Care] | None = None


class Host(Protocol):
    """The window, seen from a view."""

    look: Look
    words: Words
    notices: Notices
    settings: Settings
    courier: Courier
    counting: Counting
    reminding: Reminding
    about: About

    @property
    def window_widget(self) -> QWidget:
        """The widget that sheets and drawers lie over."""

    def go(self, screen: str, **what: str) -> None:
        """Shows a screen of the rail (`today`, `items`, `catalogue`, …) and hands it `what`."""

    def open_matter(self, kind: str, id: str, *, pane: str = "", own_window: bool = False) -> None:
        """Opens a matter where its kind lives; `pane` forces editor, review, conflict or history."""

    def run(self, id: str) -> None:
        """Runs the command of an id, as its key would."""

    def relanguage(self) -> None:
        """Makes the window anew in the language now set."""

    def keys_changed(self) -> None:
        """Tells that the commands or the title of what is shown are others now."""

    def back(self) -> None:
        """One step back (`Alt ←`)."""


class MatterView(QWidget):
    """The pane that shows one matter. The window puts `inspector` (may be None) at its right, or into a drawer when
    there is no room, behind a button that says `inspector_word()`.

    A view registers in `ui/views/registry.py`; its module exposes `create(session, host) -> MatterView`."""

    inspector: QWidget | None = None
    begin_at: QWidget | None = None
    """Where the keyboard goes on when the pane is given it; a proxy would move the pane in the order of Tab."""
    inspector_width: int = 300
    list_width: int = 356

    def show_matter(self, id: str) -> None:
        """Shows a matter; called again with the same id when it changed."""

    def inspector_word(self) -> str:
        """What the folded inspector's button says, as `检查 5`."""
        return ""

    def commands(self) -> tuple[Command, ...]:
        """What can be done here by key; the window binds the keys while the view is shown."""
        return ()

    def leave(self) -> bool:
        """Called before another matter or screen takes the place: saves at once. False keeps the view."""
        return True

    def focusInEvent(self, event: QFocusEvent) -> None:
        if self.begin_at is not None:
            self.begin_at.setFocus(event.reason())

    def flush(self) -> None:
        """What is being written goes to the disk before this returns: the program may end."""

    def narrow(self, is_narrow: bool) -> None:
        """The logical width fell below 1000 px, or rose above it."""
