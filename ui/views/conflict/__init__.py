"""The conflict window: two people changed the same text."""

from ui.host import Host, MatterView
from ui.session import Session
from ui.views.conflict.view import ConflictView


def create(session: Session, host: Host) -> MatterView:
    """The pane that settles one conflict."""
    return ConflictView(session, host)
