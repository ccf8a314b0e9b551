"""Whether a desk speaks of the history that this portal has, and what the portal last heard under its name."""

from models.people import Actor
from models.records import RECORDS
from models.store.portal import PortalStore
from models.store.portal_log import last_acts
from sync.protocol import SyncRequest

SOME = 20


def is_from_another(store: PortalStore, request: SyncRequest) -> bool:
    """Whether the desk speaks to the portal that was here before this one was put back from a copy: its acts may stand
    on what is not here any more, and are judged once it has offered that again."""
    if request.epoch not in ("", store.epoch):
        return True
    with store.glance() as reading:
        return max(request.cursor.values(), default=0) > reading.head()


def last_act(store: PortalStore, actor: Actor) -> str:
    """The act of this person's desk that was judged last, before any of the request at hand; empty for a new desk."""
    with store.glance() as reading:
        found = last_acts(reading.connection, actor.person, actor.device, SOME)
    return next((op for op, kind in found if kind.partition(".")[0] in RECORDS), "")
