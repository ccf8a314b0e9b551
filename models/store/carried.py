"""The bundles that left this desk by hand: what they asked, and the key to their receipts until those came back."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from sqlalchemy import Connection, delete, select, update

from models.store.desk_tables import carried


@dataclass(frozen=True, slots=True)
class Carried:
    """One bundle. `portal` are the public keys of the portal it is for, `key` is the pair that opens its receipt; it
    asked for what comes after `cursor` in the history `epoch`, and whether the acts `known` are there. `clock` is
    this computer's own moment."""

    id: str
    made_at: str
    name: str = ""
    acts: int = 0
    clock: str = ""
    epoch: str = ""
    cursor: Mapping[str, int] = field(default_factory=dict)
    known: tuple[str, ...] = ()
    portal: Mapping[str, str] = field(default_factory=dict)
    key: tuple[str, str] = ("", "")
    back_at: str = ""


def note(connection: Connection, one: Carried) -> None:
    """Notes a bundle that is about to leave."""
    doc = {name: value for name, value in asdict(one).items() if name not in ("id", "made_at", "back_at")}
    connection.execute(carried.insert().values(id=one.id, made_at=one.made_at, doc=json.dumps(doc)))


def every(connection: Connection) -> list[Carried]:
    """All that are remembered, the oldest first."""
    return [_read(row) for row in connection.execute(select(carried).order_by(carried.c.made_at, carried.c.id))]


def named(connection: Connection, identity: str) -> Carried | None:
    """The bundle of this name."""
    row = connection.execute(select(carried).where(carried.c.id == identity)).one_or_none()
    return _read(row) if row else None


def _read(row: Any) -> Carried:
    doc = json.loads(row.doc)
    doc |= {"known": tuple(doc["known"]), "key": tuple(doc["key"])}
    return Carried(row.id, row.made_at, back_at=row.back_at, **doc)


def came_back(connection: Connection, one: Carried, at: str) -> None:
    """Its receipt was taken in; nothing that could open it again is kept."""
    doc = {"name": one.name, "acts": one.acts, "known": [], "key": ["", ""]}
    connection.execute(update(carried).where(carried.c.id == one.id).values(back_at=at, doc=json.dumps(doc)))


def drop(connection: Connection, identity: str) -> None:
    """It was never written."""
    connection.execute(delete(carried).where(carried.c.id == identity))


def forget(connection: Connection, before: str) -> None:
    """Lets go of those made before a moment."""
    connection.execute(delete(carried).where(carried.c.made_at < before))
