"""Documents that are sealed in a portal's database and come out of it open: who wrote, and under which telephone."""

import json
from collections.abc import Mapping
from contextlib import AbstractContextManager
from typing import Any, Protocol

from sqlalchemy import ColumnElement, Connection, Dialect, Engine, Table, Text, and_, func, or_, select, update
from sqlalchemy.types import TypeDecorator

from models.scopes import KEPT_ROW, WRITER_ROW

VEILED = (WRITER_ROW, "contact", KEPT_ROW)
"""The types of rows that name a private person, or the telephone of anybody; a letter that was refused, and is kept for
whom it was refused, may name its writer too."""
ACTS = ("letter.", "request.", "service.")
"""The kinds of acts whose words the log keeps sealed, by how they begin: what a citizen wrote came with one of them."""
MARK = "sealed:"
PAGE = 500
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
    return _sealed(connection, doc) if type_ in VEILED else doc


def veiled_act(connection: Connection, kind: str, body: str) -> str:
    """The same for what an act said, in the log."""
    return _sealed(connection, body) if kind.startswith(ACTS) and body else body


def _sealed(connection: Connection, plain: str) -> str:
    vault: Vault | None = getattr(connection.dialect, TRIED, None)
    return vault.seal(plain) if vault is not None else plain


def tried_in(connection: Connection, meta: Table) -> str:
    """The sealed word by which the right key is known; empty before there was one."""
    return str(connection.execute(select(meta.c.value).where(meta.c.key == TRIED)).scalar() or "")


def veil_anew(
    connection: Connection, tables: Mapping[str, Table], vault: Vault, gate: AbstractContextManager[None]
) -> int:
    """Seals every such document, and past its guard through `gate` every such word of the log, with the vault's present
    key, those that lay in plain as well; how many there are.

    The counter is taken first: no commit that began with another key comes between, and none waits for the log."""
    rows, log, counter, meta = (tables[name] for name in ("rows", "op_log", "commit_counter", "meta"))
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA secure_delete=ON")
    connection.execute(update(counter).values(value=counter.c.value))
    found = connection.execute(select(rows.c.type, rows.c.id, rows.c.doc).where(rows.c.type.in_(VEILED))).all()
    for row in found:
        where = rows.c.type == row.type, rows.c.id == row.id
        connection.execute(update(rows).where(*where).values(doc=vault.seal(row.doc)))
    with gate:
        said = _said_anew(connection, log, vault)
    connection.execute(meta.delete().where(meta.c.key == TRIED))
    connection.execute(meta.insert().values(key=TRIED, value=vault.seal(json.dumps(TRIED))))
    return len(found) + said


def _said_anew(connection: Connection, log: Table, vault: Vault) -> int:
    done, past = 0, 0
    chosen = select(log.c.n, log.c.body).where(_of_citizens(log)).order_by(log.c.n).limit(PAGE)
    while page := connection.execute(chosen.where(log.c.n > past)).all():
        for row in page:
            connection.execute(update(log).where(log.c.n == row.n).values(body=vault.seal(row.body)))
        done, past = done + len(page), page[-1].n
    return done


def _of_citizens(log: Table) -> ColumnElement[bool]:
    return and_(or_(*(log.c.kind.startswith(begins) for begins in ACTS)), log.c.body != "")


def fold(engine: Engine) -> None:
    """On SQLite: what a log beside the file still held in plain is brought in and wiped."""
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            raw: Any = connection.connection.driver_connection
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def count_plain(connection: Connection, tables: Mapping[str, Table]) -> int:
    """How many of these documents, and of these words in the log, lie in plain."""
    rows, log = tables["rows"], tables["op_log"]
    parts = (rows.c.doc, rows.c.type.in_(VEILED)), (log.c.body, _of_citizens(log))
    return sum(_plain(connection, column, which) for column, which in parts)


def _plain(connection: Connection, column: ColumnElement[str], which: ColumnElement[bool]) -> int:
    raw = func.substr(column, 1, len(MARK), type_=Text())
    return int(connection.execute(select(func.count()).where(which, raw != MARK)).scalar_one())
