"""The desk's own database: one file in the profile, its transactions, and the matters in it."""

import hmac
import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from threading import RLock
from typing import Any

from sqlalchemy import BindParameter, Connection, Engine, RowMapping, bindparam, func, select
from sqlalchemy.dialects.sqlite import insert

from models.docket import ROW, row_type
from models.facets import Facets, facets
from models.matter import Matter, from_doc
from models.scopes import WRITER_ROW
from models.store.connect import looking, open_store, told
from models.store.desk_tables import DESK, meta, overlay, rows
from models.store.tables import FACETS

NAME = "desk.db"
SOME = 500
"""How many ids one statement names at most."""

# What every round and every step asks is put together once: that costs more than the answer.
_KINDS: BindParameter[str] = bindparam("kinds", expanding=True)
_IDS: BindParameter[str] = bindparam("ids", expanding=True)
_KEPT = select(meta.c.value).where(meta.c.key == bindparam("name"))
_ALL_KEPT = select(meta.c.key, meta.c.value).where(meta.c.key.in_(bindparam("names", expanding=True)))
_KEEP = insert(meta)
_KEEP = _KEEP.on_conflict_do_update(index_elements=["key"], set_={"value": _KEEP.excluded.value})
_VERSIONS = select(rows.c.id, rows.c.version).where(rows.c.type.in_(_KINDS), rows.c.id.in_(_IDS))
_CONFIRMED, _LYING_OVER = (
    select(table.c.type, table.c.id, table.c.version, table.c.doc).where(table.c.type.in_(_KINDS), table.c.id.in_(_IDS))
    for table in (rows, overlay)
)
_LAY_OVER = insert(overlay).prefix_with("OR REPLACE")
_COVERED = select(overlay.c.type, overlay.c.id).where(overlay.c.id.in_(_IDS))
_UNCOVER = overlay.delete().where(overlay.c.id.in_(_IDS))


class DeskStore:
    """The database and the folder that it lies in. Any thread may use it: each transaction has its own connection."""

    def __init__(self, engine: Engine, folder: Path, key: bytes = b"") -> None:
        self._engine = engine
        self.folder = folder
        self.file_key = hmac.digest(key, b"files of a desk", "sha256")
        """Seals the files beside the store: whoever learns it learns nothing of the store's own."""
        self._turn = RLock()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A view of one moment, which no writer disturbs."""
        with told(str(self.folder)), self._engine.connect() as connection:
            yield looking(connection)

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that is on the disk when this ends, or has left no trace.

        Threads take turns here: SQLite would let one that waits look again only after ever longer sleeps."""
        with self._turn, told(str(self.folder)), self._engine.begin() as connection:
            yield connection

    def tidy(self) -> None:
        """Brings the log into the file, beside readers and writers: for threads that nobody waits for."""
        with told(str(self.folder)), self._engine.connect() as connection:
            raw: Any = connection.connection.driver_connection
            raw.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()

    def close(self) -> None:
        """Lets go of the file."""
        self._engine.dispose()


def open_desk(folder: Path, key: bytes = b"") -> DeskStore:
    """The store of a profile folder, sealed where there is a key; StoreFault when it cannot be used as it is."""
    return DeskStore(open_store(folder / NAME, "desk", DESK, key), folder, key)


def remembered(connection: Connection, key: str, default: str = "") -> str:
    """A small thing that the desk keeps between runs."""
    return connection.execute(_KEPT, {"name": key}).scalar() or default


def recalled(connection: Connection, *keys: str) -> tuple[str, ...]:
    """Several such things at once; empty where there is none."""
    values = {row.key: row.value for row in connection.execute(_ALL_KEPT, {"names": keys}).all()}
    return tuple(values.get(key) or "" for key in keys)


def remember(connection: Connection, key: str, value: str) -> None:
    """Keeps a small thing."""
    connection.execute(_KEEP, {"key": key, "value": value})


def confirmed(connection: Connection, kinds: Iterable[str], ids: Iterable[str]) -> dict[str, Matter]:
    """The matters of these ids as the portal sent them; the docket stands for one that this person may only watch."""
    return _matters(connection, _CONFIRMED, kinds, ids)


def projected(connection: Connection, kinds: Iterable[str], ids: Iterable[str]) -> dict[str, Matter]:
    """The matters of these ids as this desk expects them to become."""
    kinds, ids = tuple(kinds), tuple(ids)
    return confirmed(connection, kinds, ids) | _matters(connection, _LYING_OVER, kinds, ids)


def versions(connection: Connection, kinds: Iterable[str], ids: Iterable[str]) -> dict[str, int]:
    """The versions of these matters as the portal sent them."""
    found, wanted = dict[str, int](), tuple(ids)
    for at in range(0, len(wanted), SOME):
        asked = {"kinds": tuple(kinds), "ids": wanted[at : at + SOME]}
        found |= {row.id: row.version for row in connection.execute(_VERSIONS, asked)}
    return found


def _matters(connection: Connection, lying: Any, kinds: Iterable[str], ids: Iterable[str]) -> dict[str, Matter]:
    found: dict[str, Matter] = {}
    wanted = tuple(dict.fromkeys(ids))
    for at in range(0, len(wanted), SOME):
        for row in connection.execute(lying, {"kinds": (*kinds, ROW), "ids": wanted[at : at + SOME]}):
            if row.type != ROW or row.id not in found:
                found[row.id] = from_doc(row.id, row.version, json.loads(row.doc))
    return found


def writer_of(connection: Connection, matter: str) -> Mapping[str, Any]:
    """Who wrote, and in their own words, where this person may hold it; empty otherwise. Never for lists or search."""
    chosen = select(rows.c.doc).where(rows.c.type == WRITER_ROW, rows.c.id == f"{matter}.{WRITER_ROW}")
    found = connection.execute(chosen).scalar()
    doc = json.loads(found) if found else {}
    return doc if isinstance(doc, dict) else {}


def lay_over(connection: Connection, matters: Iterable[Matter]) -> None:
    """Shows these matters in place of the confirmed ones."""
    values = [row_values(row_type(each), each.id, max(each.version, 0), each.to_doc()) for each in matters]
    if values:
        connection.execute(_LAY_OVER, values)


def uncover(connection: Connection, ids: Iterable[str]) -> list[tuple[str, str]]:
    """Shows the confirmed matters again; gives type and id of those that something lay over."""
    gone, lifted = tuple(ids), list[tuple[str, str]]()
    for at in range(0, len(gone), SOME):
        some = {"ids": gone[at : at + SOME]}
        lifted += [(row.type, row.id) for row in connection.execute(_COVERED, some)]
        connection.execute(_UNCOVER, some)
    return lifted


def row_values(
    type_: str, identity: str, version: int, doc: Mapping[str, Any], doc_text: str | None = None
) -> dict[str, Any]:
    """The columns of a row."""
    text = doc_text if doc_text is not None else json.dumps(doc, ensure_ascii=False, separators=(",", ":"))
    return {"type": type_, "id": identity, "version": version, "doc": text, **_columns(facets(type_, doc))}


def _columns(found: Facets) -> dict[str, Any]:
    return {name: getattr(found, name) for name in FACETS}


def stamp(connection: Connection, type_: str) -> str:
    """Changes whenever a row of this type comes, goes or changes."""
    of_type = select(func.count(), func.max(rows.c.version)).where(rows.c.type == type_)
    return "{}:{}".format(*connection.execute(of_type).one())


def documents(connection: Connection, type_: str, start: str = "", stop: str = "") -> list[RowMapping]:
    """The rows of a type, or those whose ids lie from `start` up to `stop`, with `id`, `version` and `doc` (text)."""
    statement = select(rows.c.id, rows.c.version, rows.c.state, rows.c.doc).where(rows.c.type == type_)
    if start:
        statement = statement.where(rows.c.id >= start, rows.c.id < stop)
    return list(connection.execute(statement.order_by(rows.c.id)).mappings())
