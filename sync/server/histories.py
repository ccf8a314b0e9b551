"""Whether a desk speaks of the history that this portal has, and what the portal last heard under its name."""

from models.people import Actor
from models.records import RECORDS
from models.store.portal import PortalStore, Reading
from models.store.portal_log import last_acts
from sync.protocol import SyncRequest

SOME = 20


def is_from_another(reading: Reading, epoch: str, request: SyncRequest) -> bool:
    """Whether the desk speaks to the portal that was here before this one, of this `epoch`, was put back from a copy:
    its acts may stand on what is not here any more, and are judged once it has offered that again."""
    return request.epoch not in ("", epoch) or max(request.cursor.values(), default=0) > reading.head()


def last_act(reading: Reading, actor: Actor) -> str:
    """The act of this person's desk that was judged last; empty for a new desk."""
    found = last_acts(reading.connection, actor.person, actor.device, SOME)
    return next((op for op, kind in found if kind.partition(".")[0] in RECORDS), "")


def before_acts(store: PortalStore, request: SyncRequest, actor: Actor) -> tuple[str, bool]:
    """`last_act` before those of the request, and whether they speak to another history; nothing where it has none."""
    if not request.ops:
        return "", False
    with store.glance() as reading:
        return last_act(reading, actor), is_from_another(reading, store.epoch, request)
