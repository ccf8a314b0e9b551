"""依申请: the list of disclosure requests, and beside it the pane of the one that is open."""

from ui.host import Host, ScreenView
from ui.session import Session
from ui.views.request_list.screen import RequestScreen


def create(session: Session, host: Host) -> ScreenView:
    """The screen of requests."""
    return RequestScreen(session, host)
