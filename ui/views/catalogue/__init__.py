"""目录: the columns of a unit, which are empty or stale, and which draft mends them."""

from ui.host import Host, ScreenView
from ui.session import Session
from ui.views.catalogue.screen import CatalogueScreen


def create(session: Session, host: Host) -> ScreenView:
    """The screen of the catalogue."""
    return CatalogueScreen(session, host)
