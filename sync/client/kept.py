"""What the portal keeps for a person of their refused acts: shown where it is not known yet, and put away there once it
is dealt with here."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from models.intents import Intent
from models.problems import Refused
from models.scopes import KEPT_ROW
from models.store import kept, outbox
from models.store.connect import Connection
from models.store.received import Gone, Put
from sync.codec import intent_of, verdict_of
from sync.protocol import CLEAR

MOST = 100
"""Acts put away with one request."""


def take_in(connection: Connection, puts: Sequence[Put], gone: Sequence[Gone]) -> None:
    """What another desk of this person was refused, or never sent before it was emptied, comes among what did not get
    there; so does what this desk was refused and has forgotten, since it was put back from an image. What was settled
    stays so, and what was settled elsewhere is settled here."""
    docs = [json.loads(put.values["doc"]) for put in puts if put.values["type"] == KEPT_ROW]
    if docs:
        here = kept.known(connection, [str(doc["op"]) for doc in docs])
        for doc in (each for each in docs if each["op"] not in here):
            intent = intent_of(doc.get("intent"))
            outbox.put_away(connection, intent, _problem(doc), str(doc["at"]), str(doc["title"]))
    for each in gone:
        if each.type == KEPT_ROW:
            outbox.clear(connection, each.id.partition(".")[2])


def _problem(doc: Mapping[str, Any]) -> Refused:
    """Why it was refused; a row without a reason comes from a desk that was emptied."""
    why = verdict_of({**doc, "result": "rejected"})
    return Refused(why.code, why.article, **why.facts) if why.code else Refused("left_behind")


def put_away(connection: Connection) -> list[Intent]:
    """The acts by which the portal learns what its person has dealt with here. They wait nowhere: as long as the row
    is here they are made anew, under the same name, so that one that comes twice is judged once."""
    return [Intent(_name(one), CLEAR, one.op) for one in kept.away(connection, MOST)]


def _name(one: kept.Away) -> str:
    return f"s-{hashlib.sha256(f'{one.op}.{one.version}'.encode()).hexdigest()[:32]}"
