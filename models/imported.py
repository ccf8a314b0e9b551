"""Which policy rows may be believed: a notice that was imported, and not shipped, must carry its seal."""

import hashlib
from collections.abc import Mapping
from typing import Any

from models.holidays import FOLDER
from models.late import load

KEY = "keys/calendar.toml"
"""The policy row that tells everybody the public half of the portal's key."""


def shipped_mark(text: str) -> str:
    """What the row of a shipped file says of its text."""
    return hashlib.sha256(text.encode()).hexdigest()


def believed(rows: Mapping[str, Mapping[str, Any]], own: Mapping[str, str]) -> tuple[dict[str, str], tuple[str, ...]]:
    """The texts of policy rows by name, and the names of imported notices whose seal is missing or false. What this
    program brings as its `own` needs no seal, nor what the portal's program brought."""
    texts = {name: doc["text"] for name, doc in rows.items() if isinstance(doc.get("text"), str)}
    sealed = [name for name in texts if name.startswith(FOLDER) and texts[name] != own.get(name)]
    foreign = tuple(name for name in sealed if not _stands(name, rows[name], texts))
    return {name: text for name, text in texts.items() if name not in foreign}, foreign


def _stands(name: str, doc: Mapping[str, Any], texts: Mapping[str, str]) -> bool:
    if doc.get("shipped") == shipped_mark(texts[name]):
        return True
    named = doc.get("name") == name and KEY in texts
    return named and bool(load("models.seals").genuine(texts[KEY], doc))
