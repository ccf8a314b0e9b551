"""Whether this desk is one of two: put back from an image of the computer, or copied to another one."""

from datetime import datetime, timedelta

from models.ids import new_id
from models.store.journal import made_here
from sync.client.desk import Desk

REMEMBERED = timedelta(days=25)
"""Acts that are older may have left the journal; they say nothing."""


def acts_elsewhere(desk: Desk, last: str) -> bool:
    """Whether the portal judged an act under this desk's name of which this desk knows nothing."""
    if not last or last < _at(desk.clock() - REMEMBERED):
        return False
    with desk.store.reading() as connection:
        return not made_here(connection, last)


def _at(moment: datetime) -> str:
    """The least id that is made at a moment."""
    return new_id(max(0, int(moment.timestamp() * 1000)), 0)
