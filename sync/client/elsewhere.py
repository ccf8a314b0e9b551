"""A sign-in of the same account at a desk that is new to it, as the portal's rows tell it."""

import json
from dataclasses import dataclass

from models.store.desk import DeskStore, documents, remember, remembered

TOLD, ROW, NEW_DESK = "account_told", "account", "session.new_desk"


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """When it was, and what the computer calls itself."""

    at: str
    label: str


def elsewhere(store: DeskStore, device: str) -> Elsewhere | None:
    """The last that was not told here yet and was not at this desk; each is told once."""
    with store.reading() as connection:
        docs = [json.loads(row["doc"]) for row in documents(connection, ROW)]
        told = remembered(connection, TOLD)
    fresh = [one for one in docs if one["why"] == NEW_DESK and one["device"] != device and one["at"] > told]
    if not fresh:
        return None
    last = max(fresh, key=lambda one: str(one["at"]))
    with store.writing() as connection:
        remember(connection, TOLD, str(last["at"]))
    return Elsewhere(str(last["at"]), str(last.get("label") or ""))
