"""Reads the kept texts of a matter out of their rows."""

import json
from typing import Any

from models.matter import Matter
from models.people import Actor
from models.records import digest
from models.steps import Version
from models.store import drafts
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


def put_by_texts(connection: Connection, matter: Matter, writer: Actor) -> list[Version]:
    """What this person was writing, as it was put by every ten minutes, each laid over the text as it stands; the
    oldest first. They are on this desk alone."""
    found = []
    for at, fields in reversed(drafts.earlier(connection, matter.id)):
        whole = {**matter.fields, **fields}
        print_ = digest(whole, matter.kind)
        found.append(Version(matter.id, print_, whole, "writing", writer.person, writer.name, at))
    return found
