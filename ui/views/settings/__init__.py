"""设置: what a person chooses for this computer; every line acts at once."""

from ui.host import Host, ScreenView
from ui.session import Session
from ui.views.settings.screen import SettingsScreen


def create(session: Session, host: Host) -> ScreenView:
    """The screen of settings."""
    return SettingsScreen(session, host)
