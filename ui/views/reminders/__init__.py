"""提醒: what this person is told, by day, with what became of it on their phone."""

from ui.host import Host, ScreenView
from ui.session import Session
from ui.views.reminders.screen import RemindersScreen


def create(session: Session, host: Host) -> ScreenView:
    """The screen of reminders."""
    return RemindersScreen(session, host)
