"""The history of a matter: every text that was kept."""

from ui.host import Host, MatterView
from ui.session import Session
from ui.views.history.view import HistoryView


def create(session: Session, host: Host) -> MatterView:
    """The pane that shows the history of one item."""
    return HistoryView(session, host)
