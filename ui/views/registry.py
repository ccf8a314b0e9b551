"""The table of screens and panes: what the window can show; a new screen is one line here and its words.

A screen stands in the rail; a pane shows one matter. Their modules are imported when first shown, so that the start
pays only for the screen it paints."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import cast

from PySide6.QtWidgets import QWidget

from ui.host import Host, MatterView
from ui.session import Session


@dataclass(frozen=True, slots=True)
class Screen:
    """A place in the rail: its word is `shell.rail_<id>`; `foot` stands at the rail's lower end."""

    id: str
    icon: str
    module: str
    foot: bool = False


SCREENS = (
    Screen("today", "calendar-today-outline", "ui.views.today"),
    Screen("items", "file-document-outline", "ui.views.items"),
    Screen("catalogue", "file-tree-outline", "ui.views.catalogue"),
    Screen("undelivered", "tray-alert", "ui.views.sync", foot=True),
    Screen("settings", "cog-outline", "ui.views.settings", foot=True),
)

PANES = {
    "editor": "ui.views.editor",
    "review": "ui.views.review",
    "conflict": "ui.views.conflict",
    "history": "ui.views.history",
}


def screen_widget(screen: Screen, session: Session, host: Host) -> QWidget:
    """The widget of a screen."""
    create = cast(Callable[[Session, Host], QWidget], import_module(screen.module).create)
    return create(session, host)


def pane_widget(name: str, session: Session, host: Host) -> MatterView:
    """The pane of a matter."""
    create = cast(Callable[[Session, Host], MatterView], import_module(PANES[name]).create)
    return create(session, host)
