"""The review: a text beside its last edition, to be signed off or sent back."""

from ui.host import Host, MatterView
from ui.session import Session
from ui.views.review.view import ReviewView


def create(session: Session, host: Host) -> MatterView:
    """The pane that reviews one item."""
    return ReviewView(session, host)
