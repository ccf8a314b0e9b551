"""Documents that are sealed in a portal's database and come out of it open: who wrote, and under which telephone."""

import json
from collections.abc import Mapping
from typing import Any, Protocol

from sqlalchemy import Connection, Dialect, Engine, Table, Text, func, select, update
from sqlalchemy.types import TypeDecorator

from models.scopes import KEPT_ROW, WRITER_ROW

VEILED = (WRITER_ROW, "contact", KEPT_ROW)
"""The types of rows that name a private person, or the telephone of anybody; a letter that was refused, and is kept for
whom it was refused, may name its writer too."""
MARK = "sealed:"
TRIED = "vault"
"""Under this name `meta` holds a sealed word by which a key is known to be the right one."""


class Vault(Protocol):
    """Seals a text into one that begins with MARK. Opening raises Refused vault_key where its key is not there."""

    def seal(self, plain: str) -> str: ...
    def open(self, sealed: str) -> str: ...


class Veiled(TypeDecorator[str]):
    """A text that may be sealed where it lies; whoever reads it through the tables finds it open."""

    impl = Text
    cache_ok = True

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        """What was sealed, opened by the vault of this database."""
        if value is None or not value.startswith(MARK):
            return value
        vault: Vault = getattr(dialect, TRIED)
        return vault.open(value)


def fit(engine: Engine, vault: Vault) -> None:
    """From now on this database's veiled documents are sealed and opened by this vault."""
    setattr(engine.dialect, TRIED, vault)


def veiled(connection: Connection, type_: str, doc: str) -> str:
    """A document as it is to lie in the database; plain where it has no vault, or is none of those."""
    vault: Vault | None = getattr(connection.dialect, TRIED, None)
    return vault.seal(doc) if vault is not None and type_ in VEILED else doc


def tried_in(connection: Connection, meta: Table) -> str:
    """The sealed word by which the right key is known; empty before there was one."""
    return str(connection.execute(select(meta.c.value).where(meta.c.key == TRIED)).scalar() or "")


def veil_anew(connection: Connection, tables: Mapping[str, Table], vault: Vault) -> int:
    """Seals every such document with the vault's present key, those that lay in plain as well; how many there are.

    The counter is taken first: no commit that began with another key comes between."""
    rows, counter, meta = (tables[name] for name in ("rows", "commit_counter", "meta"))
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA secure_delete=ON")
    connection.execute(update(counter).values(value=counter.c.value))
    found = connection.execute(select(rows.c.type, rows.c.id, rows.c.doc).where(rows.c.type.in_(VEILED))).all()
    for row in found:
        where = rows.c.type == row.type, rows.c.id == row.id
        connection.execute(update(rows).where(*where).values(doc=vault.seal(row.doc)))
    connection.execute(meta.delete().where(meta.c.key == TRIED))
    connection.execute(meta.insert().values(key=TRIED, value=vault.seal(json.dumps(TRIED))))
    return len(found)


def fold(engine: Engine) -> None:
    """On SQLite: what a log beside the file still held in plain is brought in and wiped."""
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            raw: Any = connection.connection.driver_connection
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def count_plain(connection: Connection, rows: Table) -> int:
    """How many of these documents lie in plain."""
    raw = func.substr(rows.c.doc, 1, len(MARK), type_=Text())
    chosen = select(func.count()).select_from(rows).where(rows.c.type.in_(VEILED), raw != MARK)
    return int(connection.execute(chosen).scalar_one())
