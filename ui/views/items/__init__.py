"""信息: the list of items, and beside it the pane of the one that is open."""

from ui.host import Host, ScreenView
from ui.session import Session
from ui.views.items.new import begin_item
from ui.views.items.screen import MatterScreen


def create(session: Session, host: Host) -> ScreenView:
    """The screen of items."""
    return MatterScreen(session, host, "item", begin_item)
