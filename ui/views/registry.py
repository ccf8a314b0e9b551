"""The table of screens and panes: what the window can show; a new screen is one line here and one in `ui/places.py`.

A screen stands in the rail; the panes that show one matter stand in `ui/views/panes.py`. Today and the way to the
portal come with the window; the others are loaded when somebody first goes there."""

from collections.abc import Callable, Mapping
from functools import partial

from models.late import load
from ui.host import Host, ScreenView
from ui.session import Session
from ui.views import sync, today

ScreenFactory = Callable[[Session, Host], ScreenView]


def _late(module: str, session: Session, host: Host) -> ScreenView:
    view: ScreenView = load(f"ui.views.{module}").create(session, host)
    return view


SCREENS: Mapping[str, ScreenFactory] = {
    "today": today.create,
    "items": partial(_late, "items"),
    "letters": partial(_late, "letters"),
    "requests": partial(_late, "request_list"),
    "services": partial(_late, "services"),
    "docket": partial(_late, "docket"),
    "catalogue": partial(_late, "catalogue"),
    "reminders": partial(_late, "reminders"),
    "undelivered": sync.create,
    "settings": partial(_late, "settings"),
}
