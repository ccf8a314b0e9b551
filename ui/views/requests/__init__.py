"""依申请公开: the pane of one disclosure request (loaded with the first that is opened)."""

from ui.host import Host, MatterView
from ui.session import Session
from ui.views.requests.view import RequestView


def create(session: Session, host: Host) -> MatterView:
    """The pane of a request."""
    return RequestView(session, host)
