"""A desk's store as its key alone opens it (SQLCipher), and how one that lay in plain becomes so.

The first 80 bytes stay readable, as they hold no word of content: whose file it is can be told before it is touched."""

import hashlib
import os
import secrets
import sqlite3
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as cipher

from models.problems import StoreFault, unwritable

KEY = 32
"""Bytes of a key: random, so that nothing need be stretched when it opens."""
SEALED = 0x47445332
"""`application_id` of a desk's store that a key opens."""
PLAIN = 0x47445331
DAMAGES: tuple[type[Exception], ...] = (sqlite3.DatabaseError, cipher.DatabaseError)
_LOOKS = {"page_size": "8192", "plaintext_header_size": "80", "hmac_algorithm": "HMAC_SHA256"}
"""Pages of 8 KB hold a row whole and cost least to open (measured: docs/performance.md)."""


def mark_of(path: Path) -> int:
    """Whose file it says it is; 0 where there is none, or it does not say yet.

    Never for a file that this process has open: closing it here would let go of the locks that SQLite holds on it."""
    head = b""
    if path.exists():
        with path.open("rb") as file:
            head = file.read(72)
    return int.from_bytes(head[68:72], "big")


def fresh_key() -> str:
    """A new key, in hex."""
    return secrets.token_hex(KEY)


def is_sealed(path: Path) -> bool:
    """Whether a file that nobody has open is a store that a key opens."""
    return mark_of(path) == SEALED


def opens(path: Path, key: bytes) -> bool:
    """Whether this is the key of a sealed store."""
    try:
        with closing(connected(path, key)) as store:
            store.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except cipher.DatabaseError:
        return False
    return True


def connected(path: Path, key: bytes, *, plain: bool = False, **how: Any) -> Any:
    """A connection to a store by its key; `plain`: by the same library, yet to one that lies in plain. A wrong key
    shows at the first reading. Without a key by the library of Python: never both on one file in one process."""
    if not key:
        return sqlite3.connect(path, isolation_level=None, **how)
    connection = cipher.connect(str(path), isolation_level=None, **how)
    connection.execute("PRAGMA cipher_log_level=NONE")
    for name, value in _LOOKS.items():
        connection.execute(f"PRAGMA cipher_default_{name}={value}")
    if not plain:
        connection.execute(f'PRAGMA key="{_spelt(key)}"')
        connection.execute("PRAGMA cipher_memory_security=OFF")
    return connection


def attach(connection: Any, path: Path, key: bytes, name: str) -> None:
    """Another store, that nobody has open, beside the one that is."""
    if not key:
        connection.execute(f"ATTACH ? AS {name}", (str(path),))
        return
    spelt = "" if mark_of(path) == PLAIN else _spelt(key)
    connection.execute(f'ATTACH ? AS {name} KEY "{spelt}"', (str(path),))


def _spelt(key: bytes) -> str:
    """Key and salt as SQLCipher reads them. The salt must not lie in the readable head, and need not be a secret."""
    salt = hashlib.sha256(b"salt of a desk's store" + key).digest()[:16]
    return f"x'{key.hex()}{salt.hex()}'"


def seal_in_place(path: Path, key: bytes) -> bool:
    """Makes a store that lay in plain one that the key alone opens; False where there was nothing to do.

    All is written into a file beside it and read again before that takes its place: a machine switched off midway
    leaves the one or the other whole. StoreFault when it is damaged, locked or the disk is full: it is as it was."""
    if not key or mark_of(path) != PLAIN:
        return False
    fresh = path.with_name(f"{path.name}.sealing")
    with ExitStack() as leaving:
        leaving.callback(fresh.unlink, missing_ok=True)
        fresh.unlink(missing_ok=True)
        counts = _exported(path, key, fresh)
        if _counts(fresh, key) != counts:
            raise StoreFault("store_damaged", path=str(path))
        try:
            _settle(fresh, path)
        except OSError as fault:
            raise unwritable(str(path.parent), fault) from fault
    return True


def _exported(path: Path, key: bytes, fresh: Path) -> dict[str, int]:
    counts = _counts(path, key, plain=True)
    with closing(connected(path, key, plain=True, timeout=0)) as plain:
        # only who has it alone may fold the log in; what is left beside it would be foreign to the new file
        plain.execute("PRAGMA journal_mode=DELETE").fetchone()
        version = plain.execute("PRAGMA user_version").fetchone()[0]
        plain.execute(f'ATTACH ? AS fresh KEY "{_spelt(key)}"', (str(fresh),))
        plain.execute("SELECT sqlcipher_export('fresh')").fetchone()
        plain.execute(f"PRAGMA fresh.user_version={version}")
        plain.execute(f"PRAGMA fresh.application_id={SEALED}")
        plain.execute("DETACH fresh")
    return counts


def _counts(path: Path, key: bytes, *, plain: bool = False) -> dict[str, int]:
    """How many rows each table has, after every page was read."""
    with closing(connected(path, key, plain=plain)) as store:
        if store.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
            raise StoreFault("store_damaged", path=str(path))
        # what a virtual table holds lies in tables beside it, and some cannot be counted themselves
        own = "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name"
        names = [row[0] for row in store.execute(own)]
        return {name: store.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}


def _settle(fresh: Path, path: Path) -> None:
    """The new file on the disk first, then in the place of the old one."""
    fresh.chmod(0o600)
    with fresh.open("rb") as file:
        os.fsync(file.fileno())
    fresh.replace(path)
