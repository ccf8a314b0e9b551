"""办事: consultations and pre-approvals with their materials and results, and the guides by audience (Art. 18-20)."""

from ui.host import Host, ScreenView
from ui.session import Session
from ui.views.services.screen import ServicesScreen


def create(session: Session, host: Host) -> ScreenView:
    """The screen of services."""
    return ServicesScreen(session, host)
