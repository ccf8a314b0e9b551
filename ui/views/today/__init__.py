"""今日: what is to be done, in order of the last day."""

from ui.host import Host, ScreenView
from ui.session import Session
from ui.views.today.screen import TodayScreen


def create(session: Session, host: Host) -> ScreenView:
    """The screen of today."""
    return TodayScreen(session, host)
