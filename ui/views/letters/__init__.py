"""来信: the list of letters, and beside it the pane of the one that is open."""

from ui.host import Host, ScreenView
from ui.session import Session
from ui.views.items.screen import MatterScreen
from ui.views.letters.entry import enter_letter


def create(session: Session, host: Host) -> ScreenView:
    """The screen of letters."""
    return MatterScreen(session, host, "letter", enter_letter)
