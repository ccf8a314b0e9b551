"""督办台账: what is due, what is late and by whom, and the figures of a month, for those who watch and do not read."""

from ui.host import Host, ScreenView
from ui.session import Session
from ui.views.docket.screen import DocketScreen


def create(session: Session, host: Host) -> ScreenView:
    """The screen of the docket."""
    return DocketScreen(session, host)
