"""Backs one person's store up beside their work, keeps some of each day and week, and puts one back without losing
what was typed after it."""

import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from models.problems import StoreFault, unwritable
from models.scopes import WRITER_ROW
from models.store.connect import VERSIONS, open_store, told
from models.store.desk import NAME
from models.store.desk_tables import DESK
from models.store.sealing import DAMAGES, PLAIN, SEALED, attach, connected, mark_of, seal_in_place

FORM = "%Y-%m-%dT%H%M%S%z"
COUNTED = ("rows", "outbox", "draft", "kept_draft", "journal", "undelivered", "conflict")
"""The tables whose rows a copy must hold to the last one: all that a person wrote, and what the portal sent."""
_OWN = (
    ("undelivered", "op"),
    ("journal", "op"),
    ("kept_draft", "id || saved_at"),
    ("conflict", "id"),
    ("blob", "sha256"),
)
"""What a person's store holds besides drafts and acts that wait, and by what one entry is known again."""
_AHEAD = 1_000_000_000_000


@dataclass(frozen=True, slots=True)
class Rotation:
    """How many are kept: all of the last day, the newest of each of so many days, and of each of so many weeks."""

    daily: int
    weekly: int


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup of a store. `sound` once all of it was read after it was written."""

    path: Path
    at: datetime
    size: int
    sound: bool


def listed(place: Path, key: bytes = b"") -> list[Backup]:
    """The backups in a folder, the newest first. A name is given only to what was read and found whole."""
    found = []
    for path in place.glob("*.db"):
        with suppress(ValueError, OSError):
            at = datetime.strptime(path.stem, FORM)
            found.append(Backup(path, at, path.stat().st_size, is_sound(path, key)))
    return sorted(found, key=lambda one: one.at, reverse=True)


def is_sound(path: Path, key: bytes = b"") -> bool:
    """Whether a file is a store of this program or an older one, as far as its first page tells."""
    try:
        _looked_at(path, key)
    except StoreFault:
        return False
    return True


def make(folder: Path, place: Path, at: datetime, key: bytes = b"") -> Backup:
    """Copies the store of a profile as of one moment, beside readers and writers, and reads the copy. Its key opens it.

    StoreFault when the store is damaged or the place is full: then no backup appears."""
    place.mkdir(parents=True, exist_ok=True, mode=0o700)
    path, fresh = place / f"{at:{FORM}}.db", place / f".{at:{FORM}}.{os.getpid()}"
    try:
        with told(str(folder / NAME)):
            counts = _copy(folder / NAME, fresh, key)
            examine(fresh, counts, key)
            _forget_writers(fresh, key)
        fresh.chmod(0o600)
        fresh.replace(path)
    except OSError as fault:
        raise unwritable(str(place), fault) from fault
    finally:
        fresh.unlink(missing_ok=True)
    return Backup(path, at, path.stat().st_size, sound=True)


def _copy(source: Path, target: Path, key: bytes) -> dict[str, int]:
    """One moment of a database in a new file; how many rows each table had at it."""
    with closing(connected(source, key)) as here, closing(connected(target, key)) as there:
        here.execute("PRAGMA busy_timeout=10000")
        here.execute("BEGIN")
        counts = _counts(here)
        here.backup(there)
        there.execute("PRAGMA journal_mode=DELETE")
    return counts


def _forget_writers(copy: Path, key: bytes) -> None:
    """Who wrote is never put by for weeks: a letter may leave the unit meanwhile (Art. 25). A copy that is put back
    lists again from the beginning, which brings those that are still this person's."""
    with closing(connected(copy, key)) as there:
        there.execute("PRAGMA secure_delete=ON")
        known = there.execute("DELETE FROM rows WHERE type = ?", (WRITER_ROW,)).rowcount
        there.execute("DELETE FROM held WHERE type = ?", (WRITER_ROW,))
        if known:
            there.execute("DELETE FROM cursor")
            there.execute("VACUUM")


def _counts(connection: Any) -> dict[str, int]:
    return {name: connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in COUNTED}


def examine(path: Path, counts: dict[str, int] | None = None, key: bytes = b"") -> None:
    """Reads every page of a copy. StoreFault store_foreign, store_newer, or store_damaged."""
    _looked_at(path, key)
    with told(str(path)), closing(_opened(path, key)) as copy:
        whole = copy.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        if not whole or (counts is not None and _counts(copy) != counts):
            raise StoreFault("store_damaged", path=str(path))


def _opened(path: Path, key: bytes) -> Any:
    """A backup; one of before the store was sealed lies in plain."""
    return connected(path, key, plain=mark_of(path) == PLAIN)


def _looked_at(path: Path, key: bytes) -> None:
    with told(str(path)), closing(_opened(path, key)) as copy:
        mark = copy.execute("PRAGMA application_id").fetchone()[0]
        version = copy.execute("PRAGMA user_version").fetchone()[0]
    if mark not in (PLAIN, SEALED):
        raise StoreFault("store_foreign", path=str(path))
    if version > VERSIONS["desk"]:
        raise StoreFault("store_newer", path=str(path), version=version, known=VERSIONS["desk"])


def rotate(place: Path, rotation: Rotation, key: bytes = b"") -> list[Path]:
    """Lets go of what is kept no longer, and gives its names; what lies there in plain is sealed."""
    backups = listed(place, key)
    kept = {one.path for one in _kept(backups, rotation)}
    gone = [one.path for one in backups if one.path not in kept]
    for path in gone:
        path.unlink(missing_ok=True)
    for path in kept:
        with suppress(StoreFault):  # one that is damaged stays as it is, and is offered to nobody
            seal_in_place(path, key)
    return gone


def _kept(backups: Iterable[Backup], rotation: Rotation) -> Iterator[Backup]:
    days, weeks = dict[object, Backup](), dict[object, Backup]()
    last = None
    for one in backups:
        last = last or one.at.date()
        if one.at.date() == last:
            yield one
        days.setdefault(one.at.date(), one)
        weeks.setdefault(one.at.isocalendar()[:2], one)
    yield from list(days.values())[: rotation.daily]
    yield from list(weeks.values())[: rotation.weekly]


def restore(folder: Path, source: Path, place: Path, at: datetime, key: bytes = b"") -> Path | None:
    """Puts a backup in the store's place; gives where the store lies now that was there before. Nobody has it open.

    Drafts, acts and refusals that the backup does not know come along. StoreFault when the backup is not sound or
    another program holds the store: then nothing was touched."""
    examine(source, None, key)
    store, fresh = folder / NAME, folder / f"{NAME}.new"
    shutil.copyfile(source, fresh)
    open_store(fresh, "desk", DESK, key).dispose()
    before = _set_aside(folder, place, at, key) if store.exists() else None
    if before is not None:
        with suppress(*(DAMAGES if before.parent != place else ())):
            # a damaged store gives what can still be read of it; the rest lies aside as it is
            _carry_over(before, fresh, key)
    examine(fresh, None, key)
    for log in ("-wal", "-shm"):
        (folder / f"{NAME}{log}").unlink(missing_ok=True)
    fresh.replace(store)
    return before


def _set_aside(folder: Path, place: Path, at: datetime, key: bytes) -> Path:
    """A backup of what is there; of a damaged store a copy of its bytes, in a folder of its own."""
    try:
        seal_in_place(folder / NAME, key)
        _fold(folder / NAME, key)
        return make(folder, place, at, key).path
    except StoreFault as fault:
        if fault.code not in ("store_damaged", "store_foreign"):
            raise
    aside = place / f"damaged-{at:{FORM}}"
    aside.mkdir(parents=True, exist_ok=True, mode=0o700)
    for path in folder.glob(f"{NAME}*"):
        if path.name != f"{NAME}.new":
            shutil.copyfile(path, aside / path.name)
    return aside / NAME


def _fold(store: Path, key: bytes) -> None:
    """Brings the log into the file, which only works where nobody else has it open. StoreFault store_locked."""
    with told(str(store)), closing(connected(store, key, timeout=0)) as alone:
        alone.execute("PRAGMA journal_mode=DELETE").fetchone()


def _carry_over(before: Path, fresh: Path, key: bytes) -> None:
    """What the person wrote after the backup: it is newer than what the backup says of it, or the backup has none."""
    with closing(connected(fresh, key)) as new:
        attach(new, before, key, "old")
        new.execute("BEGIN IMMEDIATE")
        new.execute(
            "INSERT OR REPLACE INTO draft SELECT * FROM old.draft o WHERE NOT EXISTS"
            " (SELECT 1 FROM draft d WHERE d.id = o.id AND d.saved_at >= o.saved_at)"
        )
        for known in ("old.journal", "old.outbox"):
            new.execute(f"DELETE FROM outbox WHERE op IN (SELECT op FROM {known})")
        # what only the backup knows is the oldest, and its places may have been given to others since
        new.execute("UPDATE outbox SET seq = seq - ?", (_AHEAD,))
        new.execute("INSERT INTO outbox SELECT * FROM old.outbox")
        for name, known_by in _OWN:
            _carry(new, name, known_by)
        new.execute("INSERT OR REPLACE INTO overlay SELECT * FROM old.overlay")
        new.execute("INSERT OR IGNORE INTO search_todo (type, id) SELECT type, id FROM overlay")
        new.execute("COMMIT")


def _carry(new: Any, name: str, key: str) -> None:
    names = ", ".join(f'"{row[1]}"' for row in new.execute(f"PRAGMA table_info({name})") if row[1] != "n")
    new.execute(f"DELETE FROM {name} WHERE {key} IN (SELECT {key} FROM old.{name})")
    new.execute(f"INSERT INTO {name} ({names}) SELECT {names} FROM old.{name} ORDER BY rowid")
