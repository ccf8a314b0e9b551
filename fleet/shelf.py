"""Databases that stay open from run to run, each filled anew from an image, and eyes that look past the program."""

import shutil
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from fleet.disk import Trap, rigged
from fleet.town import scratch
from models.store.connect import Kind
from models.store.desk_tables import DESK
from models.store.portal_tables import PORTAL

_TABLES = {"desk": DESK, "portal": PORTAL}


@dataclass(frozen=True)
class Image:
    """What lies on a disk at one moment: the database, and the files beside it."""

    data: sqlite3.Connection
    files: Mapping[str, bytes]


class Place:
    """A folder with one database. `eye` reads it past all of the program's code."""

    def __init__(self, folder: Path, kind: Kind) -> None:
        self.folder, self.trap = folder, Trap()
        path = folder / f"{kind}.db"
        self.engine = rigged(path, kind, _TABLES[kind], self.trap)
        self.eye = sqlite3.connect(path, isolation_level=None)
        self._seen: dict[str, tuple[int, Any]] = {}

    def fill(self, image: Image) -> None:
        """Makes everything as it was when the image was taken."""
        self.engine.dispose()
        image.data.backup(self.eye)
        for entry in list(self.folder.iterdir()):
            if entry.is_dir():
                shutil.rmtree(entry)
        for name, data in image.files.items():
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        self._seen.clear()

    def image(self) -> Image:
        """What lies here now."""
        self.engine.dispose()
        data = sqlite3.connect(":memory:")
        self.eye.backup(data)
        folders = [entry for entry in self.folder.iterdir() if entry.is_dir()]
        files = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
        return Image(data, {str(path.relative_to(self.folder)): path.read_bytes() for path in files})

    @contextmanager
    def looking(self) -> Iterator[sqlite3.Connection]:
        """One moment of the database."""
        self.eye.execute("BEGIN")
        try:
            yield self.eye
        finally:
            self.eye.execute("COMMIT")

    def change(self, statement: str, *given: Any) -> list[Any]:
        """Something is done to the database past the program; gives what the statement returns."""
        self._seen.clear()
        return self.eye.execute(statement, given).fetchall()

    def seen(self, what: str, read: Any) -> Any:
        """What `read` finds, read again only when somebody committed since."""
        (now,) = self.eye.execute("PRAGMA data_version").fetchone()
        known = self._seen.get(what)
        if known is None or known[0] != now:
            with self.looking() as eye:
                known = self._seen[what] = now, read(eye)
        return known[1]


_FREE: dict[Kind, list[Place]] = {"desk": [], "portal": []}


@cache
def empty(kind: Kind) -> Image:
    """A database as the program makes it."""
    return Place(scratch() / f"empty-{kind}", kind).image()


def lent(kind: Kind, image: Image | None = None) -> Place:
    """A place that nobody uses, filled."""
    free = _FREE[kind]
    place = free.pop() if free else Place(scratch() / f"{kind}{_count(kind)}", kind)
    place.fill(image or empty(kind))
    place.trap.clear()
    place.trap.live = kind == "portal"
    return place


_MADE: dict[Kind, int] = {"desk": 0, "portal": 0}


def _count(kind: Kind) -> int:
    _MADE[kind] += 1
    return _MADE[kind]


def given_back(kind: Kind, place: Place) -> None:
    """Nobody uses it any more."""
    place.trap.clear()
    _FREE[kind].append(place)
