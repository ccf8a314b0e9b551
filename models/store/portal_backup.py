"""Copies a portal's database as of one moment while it serves, tells what a copy holds, begins a new history in it."""

import json
import secrets
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, func, inspect, select, update

from models.problems import StoreFault
from models.store.connect import MARKS, VERSIONS, engine_for, looking, told
from models.store.portal import PortalStore
from models.store.portal_log import RESTORE, Act, Audit, audit
from models.store.portal_tables import PORTAL, blob, commit_counter, device_key, meta, session
from models.store.portal_write import Writing

LEAP = 1_000_000_000
"""By so much the counter goes ahead in a new history: no version that a desk remembers of the one that was lost may be
taken for one of those to come."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What lies in a portal's database at one moment. `files` are fingerprint and size of every attachment."""

    schema: int
    epoch: str
    sequence: int
    entries: int
    head: str
    counts: Mapping[str, int]
    files: tuple[tuple[str, int], ...]


def contents(connection: Connection) -> Contents:
    """What this moment of a database holds."""
    there = set(inspect(connection).get_table_names())
    tables = [table for name, table in sorted(PORTAL.tables.items()) if name in there]
    counts = {
        table.name: int(connection.execute(select(func.count()).select_from(table)).scalar_one()) for table in tables
    }
    known = {row.key: row.value for row in connection.execute(select(meta.c.key, meta.c.value))}
    end = connection.execute(select(commit_counter)).one()
    files = connection.execute(select(blob.c.sha256, blob.c.size).order_by(blob.c.sha256)).all()
    schema = int(known.get("schema", 0)) or int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
    return Contents(
        schema, str(known.get("epoch", "")), end.value, end.log_n, end.log_hash, counts, tuple(map(tuple, files))
    )


def copy_file(source: Path, target: Path) -> None:
    """A copy of a database in one file, as of one moment, beside whoever reads and writes it."""
    with told(str(source)), closing(sqlite3.connect(source)) as here, closing(sqlite3.connect(target)) as there:
        here.execute("PRAGMA busy_timeout=10000")
        here.backup(there)
        # in one file alone: a log beside a copy would be left behind when somebody carries the copy away
        there.execute("PRAGMA journal_mode=DELETE")


def examine_file(path: Path) -> tuple[Contents, Audit]:
    """What a copy holds, after every page and the whole log were read.

    StoreFault store_foreign, store_newer or store_damaged."""
    _marked(path)
    engine = engine_for(f"sqlite:///{path}")
    try:
        with told(str(path)), engine.connect() as connection:
            looking(connection)
            if connection.exec_driver_sql("PRAGMA integrity_check").scalar_one() != "ok":
                raise StoreFault("store_damaged", path=str(path))
            found = contents(connection), audit(connection)
    finally:
        engine.dispose()
    with closing(sqlite3.connect(path)) as plain:
        plain.execute("PRAGMA journal_mode=DELETE")
    return found


def _marked(path: Path) -> None:
    with told(str(path)), closing(sqlite3.connect(path)) as plain:
        mark = plain.execute("PRAGMA application_id").fetchone()[0]
        version = plain.execute("PRAGMA user_version").fetchone()[0]
    if mark != MARKS["portal"]:
        raise StoreFault("store_foreign", path=str(path))
    if version > VERSIONS["portal"]:
        raise StoreFault("store_newer", path=str(path), version=version, known=VERSIONS["portal"])


@contextmanager
def shared_moment(store: PortalStore) -> Iterator[tuple[str, Contents]]:
    """One moment of a database on a server, under the name by which its own tools can read the same moment."""
    with store.looking() as connection:
        name = str(connection.exec_driver_sql("SELECT pg_export_snapshot()").scalar_one())
        yield name, contents(connection)


def is_filled(url: str) -> bool:
    """Whether a database on a server holds anything."""
    engine = engine_for(url)
    try:
        return bool(inspect(engine).get_table_names())
    finally:
        engine.dispose()


def set_aside(url: str, name: str) -> None:
    """On a server: what was there keeps all it holds, under another schema's name."""
    engine = engine_for(url)
    try:
        with engine.begin() as connection:
            connection.exec_driver_sql(f'ALTER SCHEMA public RENAME TO "{name}"')
            connection.exec_driver_sql("CREATE SCHEMA public")
    finally:
        engine.dispose()


def is_alone(path: Path) -> bool:
    """Whether nobody else has the file open: only then may a log beside it be folded into it, which this does."""
    with closing(sqlite3.connect(path, timeout=0)) as plain:
        try:
            plain.execute("PRAGMA journal_mode=DELETE").fetchone()
        except sqlite3.OperationalError:
            return False
        except sqlite3.DatabaseError:
            # damaged: there is nobody who could work with it
            return True
    return True


def begin_anew(store: PortalStore, at: str) -> str:
    """A new history from here on, noted in the log of acts; its name. Nobody is signed in: who was shut out after the
    copy was made must not be let in again by it."""
    epoch = secrets.token_hex(8)
    with store.apart() as connection:
        connection.execute(update(meta).where(meta.c.key == "epoch").values(value=epoch))
        connection.execute(update(commit_counter).values(value=commit_counter.c.value + LEAP))
        connection.execute(session.delete())
        connection.execute(device_key.delete())
    body = json.dumps({"before": store.epoch, "epoch": epoch})
    act = Act(f"restore-{epoch}", "portal", "portal", RESTORE, "portal", body=body, received=at)

    def job(writing: Writing) -> None:
        writing.note(act)

    store.write(job)
    store.epoch = epoch
    return epoch
