"""The table of screens and panes: what the window can show; a new screen is one line here and one in `ui/places.py`.

A screen stands in the rail; the panes that show one matter stand in `ui/views/panes.py`."""

from collections.abc import Callable, Mapping

from ui.host import Host, ScreenView
from ui.session import Session
from ui.views import catalogue, docket, items, letters, reminders, request_list, services, settings, sync, today

ScreenFactory = Callable[[Session, Host], ScreenView]

SCREENS: Mapping[str, ScreenFactory] = {
    "today": today.create,
    "items": items.create,
    "letters": letters.create,
    "requests": request_list.create,
    "services": services.create,
    "docket": docket.create,
    "catalogue": catalogue.create,
    "reminders": reminders.create,
    "undelivered": sync.create,
    "settings": settings.create,
}
