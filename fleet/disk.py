"""Databases that can fail: at the n-th statement the program dies, the disk is full, or the file is locked."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.exc import OperationalError

from models.store.connect import open_store
from models.store.desk import NAME, DeskStore
from models.store.desk_tables import DESK
from models.store.portal import PortalStore
from models.store.portal_tables import PORTAL

_COMPILED: dict[Any, Any] = {}
"""Statements are compiled once for all runs, and not once for each database."""
_SAID = {"full": sqlite3.SQLITE_FULL, "locked": sqlite3.SQLITE_BUSY}


class Killed(BaseException):
    """The program that stood at this statement is no more; nothing in it may catch this."""


class Trap:
    """Waits under one database until a number of statements went by."""

    def __init__(self) -> None:
        self.kind, self.left = "", 0
        self.live = True
        """Whether the program that it waits for is at work; who only looks never springs it."""
        self.between: Callable[[], None] | None = None
        """What happens in the middle of the next reading."""
        self.after = 0

    def set(self, kind: str, after: int) -> None:
        """Arms it: `kind` is kill, full or locked."""
        self.kind, self.left = kind, after

    def clear(self) -> None:
        """Takes it away."""
        self.kind, self.between = "", None

    def step(self, statement: str) -> None:
        """A statement is about to run."""
        if self.between is not None and statement.startswith("SELECT feed.scope"):
            self.after -= 1
            if self.after < 0:
                happens, self.between = self.between, None
                happens()
        if not self.live or not self.kind or not _meets(self.kind, statement):
            return
        self.left -= 1
        if self.left < 0:
            self._spring()

    def _spring(self) -> None:
        kind, self.kind = self.kind, ""
        if kind == "kill":
            raise Killed
        said = sqlite3.OperationalError(kind)
        said.sqlite_errorcode = _SAID[kind]
        raise OperationalError("", None, said)


def _meets(kind: str, statement: str) -> bool:
    if kind == "locked":
        return statement.startswith("BEGIN IMMEDIATE")
    return kind == "kill" or statement.startswith(("INSERT", "UPDATE", "DELETE"))


def _rig(engine: Engine, trap: Trap) -> Engine:
    def before(_c: Any, _cursor: Any, statement: str, *_: Any) -> None:
        trap.step(statement)

    def connected(connection: Any, _entry: Any) -> None:
        connection.execute("PRAGMA synchronous=OFF")

    event.listen(engine, "before_cursor_execute", before)
    event.listen(engine, "commit", lambda _connection: trap.step("COMMIT"))
    event.listen(engine, "connect", connected)
    engine.update_execution_options(compiled_cache=_COMPILED)
    engine.dispose()
    return engine


def open_desk(folder: Path, trap: Trap) -> DeskStore:
    """A desk's database with a trap under it."""
    return DeskStore(_rig(open_store(folder / NAME, "desk", DESK), trap), folder)


def open_portal(folder: Path, trap: Trap) -> PortalStore:
    """The portal's database with a trap under it."""
    return PortalStore(_rig(open_store(folder / "portal.db", "portal", PORTAL), trap))
