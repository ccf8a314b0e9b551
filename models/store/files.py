"""Notes which files this desk has, which of them the portal has too, which are wanted from there, and how far."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, delete, select, update
from sqlalchemy.dialects.sqlite import insert

from models.problems import Refused
from models.store.desk_tables import blob
from models.store.outbox import dumps, problem_of


@dataclass(frozen=True, slots=True)
class Noted:
    """A file of this desk: `local` only here, `sent` at the portal as well, `remote` wanted from there. `moved` of its
    `size` bytes have gone or come; `problem` is what keeps it."""

    sha256: str
    name: str
    size: int
    state: str
    moved: int = 0
    problem: Refused | None = None


_ALL = select(blob.c.sha256, blob.c.name, blob.c.size, blob.c.state, blob.c.moved, blob.c.problem).order_by(
    blob.c.sha256
)
_LOCAL, _WANTED = (_ALL.where(blob.c.state == state) for state in ("local", "remote"))


def note(connection: Connection, sha256: str, name: str, size: int, state: str) -> None:
    """Notes a file; one that is noted already keeps its state."""
    values = {"sha256": sha256, "name": name, "size": size, "state": state}
    connection.execute(insert(blob).values(**values).on_conflict_do_nothing())


def found(connection: Connection, fingerprints: Iterable[str]) -> dict[str, Noted]:
    """What is noted of these files."""
    return _noted(connection, _ALL.where(blob.c.sha256.in_(tuple(fingerprints))))


def local(connection: Connection) -> dict[str, Noted]:
    """The files that are only here."""
    return _noted(connection, _LOCAL)


def wanted(connection: Connection) -> dict[str, Noted]:
    """Files to fetch from the portal."""
    return _noted(connection, _WANTED)


def set_state(connection: Connection, sha256: str, state: str) -> None:
    """The file is in that state from now on, and nothing keeps it."""
    connection.execute(update(blob).where(blob.c.sha256 == sha256).values(state=state, moved=0, problem=""))


def move(connection: Connection, sha256: str, moved: int, size: int) -> None:
    """So many bytes have gone or come, of so many; nothing keeps it."""
    connection.execute(update(blob).where(blob.c.sha256 == sha256).values(moved=moved, size=size, problem=""))


def keep_back(connection: Connection, sha256: str, problem: Refused) -> None:
    """The file stays where it is for now, and this is why."""
    facts = {name: list(value) if isinstance(value, tuple) else value for name, value in problem.facts.items()}
    said = dumps({"code": problem.code, "facts": facts})
    connection.execute(update(blob).where(blob.c.sha256 == sha256).values(problem=said))


def forget(connection: Connection, sha256: str) -> None:
    """Nothing is known of the file any more."""
    connection.execute(delete(blob).where(blob.c.sha256 == sha256))


def _noted(connection: Connection, chosen: Select[Any]) -> dict[str, Noted]:
    return {
        row.sha256: Noted(row.sha256, row.name, row.size, row.state, row.moved, _problem(row.problem))
        for row in connection.execute(chosen)
    }


def _problem(text: str) -> Refused | None:
    said = json.loads(text) if text else None
    return problem_of(said["code"], dumps(said["facts"]), "[]") if said else None
