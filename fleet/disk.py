"""Databases that can fail: at the n-th statement the program dies, the disk is full, or the file is locked."""

import sqlite3
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

from sqlalchemy import Engine, MetaData, event
from sqlalchemy.exc import OperationalError

from models.store.connect import Kind, open_store

_COMPILED: dict[Any, Any] = {}
"""Statements are compiled once for all runs, and not once for each database."""
_SAID = {"full": sqlite3.SQLITE_FULL, "locked": sqlite3.SQLITE_BUSY}
_STORE = str(Path("models") / "store")
COMMITTED = "COMMITTED"
"""The moment after a commit, as if it were one more statement."""


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
        self.hits = Counter[str]()
        """The calls of the store at which it sprang, with the kind."""
        self.calls: Counter[str] | None = None
        """All calls of the store, where somebody counts them."""

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
        if self.live and self.calls is not None:
            self.calls[call(statement)] += 1
        if not self.live or not self.kind or not _meets(self.kind, statement):
            return
        self.left -= 1
        if self.left < 0:
            self._spring(statement)

    def _spring(self, statement: str) -> None:
        kind, self.kind = self.kind, ""
        self.hits[f"{kind} {call(statement)}"] += 1
        if kind == "kill":
            raise Killed
        said = sqlite3.OperationalError(kind)
        said.sqlite_errorcode = _SAID[kind]
        raise OperationalError("", None, said)


def call(statement: str) -> str:
    """The call of the store that a statement belongs to: its function, with the statement's verb."""
    frame: FrameType | None = sys._getframe(2)
    inner = ""
    while frame is not None:
        file = frame.f_code.co_filename
        if _STORE in file and not file.endswith("connect.py") and frame.f_code.co_name not in _AROUND:
            inner = f"{Path(file).stem}.{frame.f_code.co_name}"
            break
        if "/sync/" in file and not inner:
            inner = f"{Path(file).stem}.{frame.f_code.co_name}"
            break
        frame = frame.f_back
    return f"{inner} {statement.partition(' ')[0].strip()}"


_AROUND = ("reading", "writing", "apart", "looking")


def _meets(kind: str, statement: str) -> bool:
    if kind == "locked":
        return statement.startswith("BEGIN IMMEDIATE")
    if kind == "full":
        return statement.startswith(("INSERT", "UPDATE", "DELETE")) or statement == "COMMIT"
    return True


def rigged(path: Path, kind: Kind, meta: MetaData, trap: Trap) -> Engine:
    """A database with a trap under it."""
    engine = open_store(path, kind, meta)

    def connected(connection: Any, _entry: Any) -> None:
        connection.execute("PRAGMA synchronous=OFF")
        connection.execute("PRAGMA wal_autocheckpoint=1000")

    event.listen(engine, "connect", connected)
    _lay(engine.dialect, trap)
    engine.update_execution_options(compiled_cache=_COMPILED)
    engine.dispose()
    return engine


def _lay(dialect: Any, trap: Trap) -> None:
    """Whatever goes to the database passes here: events would tell no commit, and cost more than the statements."""
    begin, commit = dialect.do_begin, dialect.do_commit

    def beginning(connection: Any) -> None:
        if not connection.in_transaction:
            trap.step("BEGIN IMMEDIATE")
        begin(connection)

    def committing(connection: Any) -> None:
        trap.step("COMMIT")
        commit(connection)
        trap.step(COMMITTED)

    def one(cursor: Any, statement: str, given: Any, _context: Any = None) -> None:
        trap.step(statement)
        cursor.execute(statement, given)

    def many(cursor: Any, statement: str, given: Any, _context: Any = None) -> None:
        trap.step(statement)
        cursor.executemany(statement, given)

    dialect.do_begin, dialect.do_commit = beginning, committing
    dialect.do_execute, dialect.do_executemany = one, many
