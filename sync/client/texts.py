"""Reads the kept texts of a matter out of their rows."""

import json
from typing import Any

from models.steps import Version
from models.store.connect import Connection
from models.store.desk import documents

TYPE = "version"


def version_of(doc: dict[str, Any]) -> Version:
    """The kept text that a row's document describes."""
    names = ("item", "digest", "why", "by", "name", "at")
    return Version(fields=doc.get("fields", {}), **{name: str(doc.get(name, "")) for name in names})


def kept_texts(connection: Connection, identity: str) -> list[Version]:
    """The texts kept of a matter, the oldest first."""
    found = [version_of(json.loads(row["doc"])) for row in documents(connection, TYPE, f"{identity}.", f"{identity}/")]
    return sorted(found, key=lambda each: each.at)
