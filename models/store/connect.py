"""Opens a database as it must be opened, and says in one code why it cannot be."""

import math
import sqlite3
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, Literal

from sqlalchemy import Connection as Connection
from sqlalchemy import Dialect, Engine, MetaData, create_engine, event, inspect, make_url, select
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DatabaseError, DisconnectionError, InterfaceError, OperationalError
from sqlalchemy.pool import ConnectionPoolEntry
from sqlcipher3 import dbapi2 as cipher

from models.late import load
from models.problems import StoreFault
from models.store.sealing import DAMAGES, PLAIN, SEALED, connected, seal_in_place

Kind = Literal["desk", "portal"]
VERSIONS: dict[Kind, int] = {"desk": 4, "portal": 8}
MARKS: dict[Kind, int] = {"desk": PLAIN, "portal": 0x47505331}
"""`application_id`: whose file this is. A file with another mark is never touched."""
BUSY_MS = 10_000
LOG_PAGES = 8000
"""Pages of a desk's log at which a commit stops to bring them into the file, for as long as the disk likes: a step that
a person takes may be that commit. `DeskStore.tidy` is there so that it hardly ever comes to that."""

CACHE_KB = 2000
"""What one connection of a desk keeps of the file. The threads behind the window have one each, and the system keeps
the file once for all of them."""

RESTED = 1.0
"""Seconds of rest after which a connection to a server is asked whether it still lives, before anything else."""

KEPT = 20
"""Connections to a server that are kept, and as many more at most, which go again: one for each of a portal's threads.
To open one costs the server a process. The last one used is used first: each has statements prepared of its own."""

_SAID: tuple[type[Exception], ...] = (DatabaseError, *DAMAGES)
_CODES = {
    sqlite3.SQLITE_FULL: "store_full",
    sqlite3.SQLITE_READONLY: "store_read_only",
    sqlite3.SQLITE_CANTOPEN: "store_read_only",
    sqlite3.SQLITE_PERM: "store_read_only",
    sqlite3.SQLITE_BUSY: "store_locked",
    sqlite3.SQLITE_LOCKED: "store_locked",
    sqlite3.SQLITE_CORRUPT: "store_damaged",
    sqlite3.SQLITE_IOERR: "store_full",
    sqlite3.SQLITE_NOTADB: "store_foreign",
}


_SERVER_CODES = {"53100": "store_full", "53300": "store_away", "25006": "store_read_only"}
_AWAY = ("08", "57P")
"""The classes of SQLSTATE that say: the connection broke, the server goes or comes."""


def fault_of(problem: BaseException, where: str) -> StoreFault | None:
    """The code for what the database said, or None when it is none of the world's faults."""
    cause = problem.orig if isinstance(problem, DatabaseError) else problem
    if isinstance(cause, DAMAGES):
        code = _CODES.get((getattr(cause, "sqlite_errorcode", None) or 0) & 0xFF)
    else:
        code = _server_code(problem, getattr(cause, "sqlstate", None))
    return StoreFault(code, path=where) if code else None


def _server_code(problem: BaseException, state: str | None) -> str | None:
    """A server that is gone says no more, and so leaves no SQLSTATE."""
    if state is None:
        return "store_away" if isinstance(problem, OperationalError | InterfaceError) else None
    return _SERVER_CODES.get(state) or ("store_away" if state.startswith(_AWAY) else None)


@contextmanager
def told(where: str) -> Iterator[None]:
    """Turns what the database says into StoreFault where it is the world's fault; a bug stays a bug."""
    try:
        yield
    except _SAID as problem:
        fault = fault_of(problem, where)
        if fault is None:
            raise
        raise fault from problem


def _pragmas(connection: Any, _entry: ConnectionPoolEntry) -> None:
    connection.isolation_level = None
    for pragma in (
        f"busy_timeout={BUSY_MS}", "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "temp_store=MEMORY",
        "cache_size=-16000", "journal_size_limit=16000000",
    ):  # fmt: skip
        connection.execute(f"PRAGMA {pragma}")


def _seldom(connection: Any, _entry: ConnectionPoolEntry) -> None:
    connection.execute(f"PRAGMA wal_autocheckpoint={LOG_PAGES}")
    connection.execute(f"PRAGMA cache_size=-{CACHE_KB}")


def _begin(connection: Any) -> None:
    """Nobody reads first and then finds that he may not write; who only looks has begun already."""
    if not connection.in_transaction:
        connection.execute("BEGIN IMMEDIATE")


def looking(connection: Connection) -> Connection:
    """The same, seeing one moment of the database from now on, which no writer disturbs. A server begins by itself."""
    if connection.dialect.name == "sqlite":
        raw: Any = connection.connection.driver_connection
        raw.execute("BEGIN")  # cannot fail, and by SQLAlchemy it would take longer than what is asked next
    return connection


def _rested(_connection: DBAPIConnection, entry: ConnectionPoolEntry) -> None:
    entry.info["rests_since"] = time.monotonic()


def _is_alive(connection: DBAPIConnection, entry: ConnectionPoolEntry, dialect: Dialect) -> None:
    """A connection that rested is asked whether it still lives; asking one in constant use would double the way."""
    if time.monotonic() - entry.info.get("rests_since", math.inf) < RESTED:
        return
    try:
        alive = dialect.do_ping(connection)
    except dialect.loaded_dbapi.Error as fault:
        if not dialect.is_disconnect(fault, connection, None):
            raise
        alive = False
    if not alive:
        raise DisconnectionError


def engine_for(url: str, key: bytes = b"") -> Engine:
    """An engine with the pragmas of the house. On SQLite a transaction begins as a writer unless `looking` began it.
    With a key the file is one that it alone opens."""
    sealed: dict[str, Any] = {}
    if key:
        path = Path(make_url(url).database or "")
        sealed = {"module": cipher, "creator": lambda: connected(path, key, check_same_thread=False)}
    server = (
        {}
        if make_url(url).get_backend_name() == "sqlite"
        else {"pool_size": KEPT, "max_overflow": KEPT, "pool_use_lifo": True}
    )
    engine = create_engine(url, **sealed, **server)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _pragmas)
        engine.dialect.do_begin = _begin  # type: ignore[method-assign, assignment]  # an event costs each statement a look
    else:
        event.listen(engine, "checkin", _rested)
        event.listen(engine, "checkout", lambda raw, entry, _: _is_alive(raw, entry, engine.dialect))
    return engine


def open_store(where: str | Path, kind: Kind, meta: MetaData, key: bytes = b"") -> Engine:
    """The database of `kind` at a path or URL, made if there is none, migrated if it is older; with a key it is sealed,
    and one that lay in plain becomes so.

    StoreFault store_foreign, store_damaged, store_newer, store_read_only, store_full, store_locked, store_key or, of a
    server, store_away otherwise."""
    url = str(where) if "://" in str(where) else f"sqlite:///{where}"
    path = make_url(url).database or ""
    engine = engine_for(url, key)
    if kind == "desk":
        event.listen(engine, "connect", _seldom)
    with ExitStack() as failing, told(path):
        failing.callback(engine.dispose)
        if engine.dialect.name == "sqlite":
            _open_file(engine, kind, meta, path, key)
        else:
            _open_server(engine, kind, meta)
        failing.pop_all()
    return engine


def _open_file(engine: Engine, kind: Kind, meta: MetaData, path: str, key: bytes) -> None:
    if path and path != ":memory:":
        _look(Path(path), kind, key)
        seal_in_place(Path(path), key)
    with _by_key(path, key), engine.connect() as connection:
        mark = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
        version = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
        if mark == 0:
            _make(connection, kind, meta, SEALED if key else MARKS[kind])
            version = VERSIONS[kind]
        connection.rollback()
    _bring_up(engine, kind, version)


@contextmanager
def _by_key(path: str, key: bytes) -> Iterator[None]:
    """What is ours by its mark and yet reads as no database was sealed by another key, or its first page is gone."""
    try:
        yield
    except _SAID as problem:
        fault = fault_of(problem, path) if key else None
        if fault is not None and fault.code == "store_foreign":
            raise StoreFault("store_key", path=path) from problem
        raise


def _bring_up(engine: Engine, kind: Kind, version: int) -> None:
    if version > VERSIONS[kind]:
        raise StoreFault("store_newer", path=str(engine.url.database), version=version, known=VERSIONS[kind])
    if version < VERSIONS[kind]:
        load("models.store.migrate").upgrade(engine, kind, version)


def _make(connection: Connection, kind: Kind, meta: MetaData, mark: int) -> None:
    meta.create_all(connection)
    connection.exec_driver_sql(f"PRAGMA application_id={mark}")
    connection.exec_driver_sql(f"PRAGMA user_version={VERSIONS[kind]}")
    connection.commit()
    raw: Any = connection.connection.driver_connection
    raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _look(path: Path, kind: Kind, key: bytes) -> None:
    """Reads the file's head before SQLite touches it: a foreign file must stay exactly as it is.

    A file without a mark is ours only while its first transaction still lies in the log beside it."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        head = _head(path)
    except OSError as fault:
        raise StoreFault("store_read_only", path=str(path)) from fault
    if not head:
        return
    if len(head) < 100 or not head.startswith(b"SQLite format 3\0"):
        raise StoreFault("store_foreign", path=str(path))
    mark = int.from_bytes(head[68:72], "big")
    if mark == SEALED and kind == "desk":
        if not key:
            raise StoreFault("store_key", path=str(path))
        return
    if mark != MARKS[kind] and (mark or not path.with_name(path.name + "-wal").exists()):
        raise StoreFault("store_foreign", path=str(path))


def _head(path: Path) -> bytes:
    if not path.exists():
        return b""
    with path.open("rb") as file:
        return file.read(100)


def _open_server(engine: Engine, kind: Kind, meta: MetaData) -> None:
    """A server's database has no header to mark: the table `meta` says how new it is."""
    stamp = meta.tables["meta"]
    with engine.begin() as connection:
        there = set(inspect(connection).get_table_names())
        if "meta" not in there:
            if there:
                raise StoreFault("store_foreign", path=str(engine.url.database))
            meta.create_all(connection)
            connection.execute(stamp.insert().values(key="schema", value=str(VERSIONS[kind])))
        version = connection.execute(select(stamp.c.value).where(stamp.c.key == "schema")).scalar()
    _bring_up(engine, kind, int(version or 0))
