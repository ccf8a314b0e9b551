"""Which schemas of documents a portal serves: its own and the two before it; what is older may still upload."""

from models.problems import Refused
from sync.protocol import BEFORE, PROTOCOL, SyncRequest


def served(schema: int) -> tuple[int, int]:
    """The least and the most."""
    return max(1, schema - BEFORE), schema


def uploads_only(request: SyncRequest, schema: int) -> bool:
    """Whether a desk is so old that its acts are judged and nothing is sent to it.

    Refused: portal_old where it is newer than the portal, client_old where its messages are of an earlier protocol."""
    if request.protocol > PROTOCOL or request.schema > schema:
        raise Refused("portal_old", protocol=PROTOCOL, schema=schema)
    if request.protocol < PROTOCOL:
        raise Refused("client_old", protocol=PROTOCOL, schema=schema)
    return request.schema < served(schema)[0]


def other_than(request: SyncRequest, schema: int) -> int:
    """The portal's schema where the desk speaks another, so that it learns of it; else 0."""
    return 0 if request.schema == schema else schema
