"""同步 as a drawer, and 未送达 over the whole page: the same panel in two places."""

from ui.courier import Courier
from ui.host import Host, ScreenView
from ui.session import Session
from ui.views.sync.drawer import SyncDrawer
from ui.views.sync.page import UndeliveredScreen


def create(session: Session, host: Host) -> ScreenView:
    """The page of what was not delivered."""
    return UndeliveredScreen(session, host)


def open_drawer(session: Session, host: Host, courier: Courier) -> None:
    """The drawer over the right side."""
    SyncDrawer(session, host, courier).open()
