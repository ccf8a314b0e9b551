"""Notes which files this desk has, which of them the portal has too, and which are wanted from there."""

from collections.abc import Iterable

from sqlalchemy import Connection, bindparam, select, update
from sqlalchemy.dialects.sqlite import insert

from models.store.desk_tables import blob

_WANTED = select(blob.c.sha256).where(blob.c.state == "remote").limit(bindparam("most"))


def note(connection: Connection, sha256: str, name: str, size: int, state: str) -> None:
    """Notes a file; one that is noted already keeps its state."""
    values = {"sha256": sha256, "name": name, "size": size, "state": state}
    connection.execute(insert(blob).values(**values).on_conflict_do_nothing())


def states(connection: Connection, fingerprints: Iterable[str]) -> dict[str, tuple[str, str]]:
    """State and name of the files noted among these."""
    statement = select(blob.c.sha256, blob.c.state, blob.c.name).where(blob.c.sha256.in_(tuple(fingerprints)))
    return {row.sha256: (row.state, row.name) for row in connection.execute(statement)}


def local(connection: Connection) -> dict[str, str]:
    """The files that are only here, each with its name."""
    statement = select(blob.c.sha256, blob.c.name).where(blob.c.state == "local")
    return {row.sha256: row.name for row in connection.execute(statement)}


def set_state(connection: Connection, sha256: str, state: str) -> None:
    """`local`: only here; `sent`: the portal has it as well; `remote`: wanted from there."""
    connection.execute(update(blob).where(blob.c.sha256 == sha256).values(state=state))


def wanted(connection: Connection, most: int) -> list[str]:
    """Files to fetch from the portal."""
    return list(connection.execute(_WANTED, {"most": most}).scalars())
