"""What waited for another program: rows of types that were unknown here come anew, acts that were unknown there go."""

import json
from collections.abc import Collection

from models.docket import ROW
from models.records import RECORDS
from models.scopes import CHILDREN, DIRECTORY, OWN
from models.store import outbox
from models.store.agreement import doubt
from models.store.connect import Connection
from models.store.desk import remember, remembered
from sync.client.desk import Desk

KNOWN = frozenset({*RECORDS, ROW, *CHILDREN, *DIRECTORY, *OWN})
"""The types of rows that this program reads; others are kept as they came."""
UNKNOWN = "unknown_types"
THERE = ("kind_unknown", "step_unknown")
"""Why the portal kept an act for later: it was older than the act."""


def note_unknown(connection: Connection, types: Collection[str]) -> None:
    """Remembers the types among these that this program does not read."""
    if fresh := set(types) - KNOWN:
        known = set(json.loads(remembered(connection, UNKNOWN, "[]")))
        remember(connection, UNKNOWN, json.dumps(sorted(known | fresh)))


def look_again(desk: Desk) -> None:
    """Before a comparison: what came in a type that this program has learnt since counts as not fetched yet, and what
    the portal did not know goes up once more."""
    with desk.store.writing() as connection:
        types = set(json.loads(remembered(connection, UNKNOWN, "[]")))
        if learnt := types & KNOWN:
            doubt(connection, learnt)
            remember(connection, UNKNOWN, json.dumps(sorted(types - KNOWN)))
        parked = [one.intent.op for one in outbox.waiting(connection) if one.state == "parked" and one.error in THERE]
        if parked:
            outbox.mark(connection, parked, "waiting", error="")
