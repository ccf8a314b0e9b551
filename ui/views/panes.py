"""The table of panes: which view shows one matter, and under which name the presenters ask for it."""

from collections.abc import Callable, Mapping
from types import ModuleType

from models.late import load
from ui.host import Host, MatterView
from ui.session import Session

PANES: Mapping[str, Callable[[], ModuleType]] = {
    "editor": lambda: load("ui.views.editor"),
    "review": lambda: load("ui.views.review"),
    "conflict": lambda: load("ui.views.conflict"),
    "docket": lambda: load("ui.views.docket.pane"),
    "service": lambda: load("ui.views.services.view"),
    "history": lambda: load("ui.views.history"),
    "letter": lambda: load("ui.views.letter"),
    "request": lambda: load("ui.views.requests"),
}


def open_pane(name: str, session: Session, host: Host) -> MatterView:
    """The view of that name; its modules are loaded with the first matter, since the first screen needs none."""
    view: MatterView = PANES[name]().create(session, host)
    return view
