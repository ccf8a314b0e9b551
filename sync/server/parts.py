"""The bytes of files that are still on their way up: one file each, whose size is how far it has come."""

import io
import os
import sys
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from models.problems import StoreFault

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_FAR = 1 << 62


class Parts:
    """Any number of processes may share the folder: who writes to a part holds it, everybody else waits."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def size(self, name: str) -> int:
        """How many bytes are here."""
        try:
            return self._path(name).stat().st_size
        except OSError:
            return 0

    @contextmanager
    def held(self, name: str) -> Iterator[BinaryIO]:
        """A part, made if there is none, while nobody else has it. StoreFault store_full."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            part = io.FileIO(os.open(self._path(name), os.O_RDWR | os.O_CREAT, 0o600), "r+")
        except OSError as fault:
            raise StoreFault("store_full", path=str(self._folder)) from fault
        with part:
            _lock(part)
            yield part

    def append(self, part: BinaryIO, data: bytes) -> None:
        """Adds all of these bytes behind those that are here, or none. StoreFault store_full."""
        here = part.seek(0, os.SEEK_END)
        rest = memoryview(data)
        try:
            while rest:
                rest = rest[part.write(rest) :]
            os.fsync(part.fileno())
        except OSError as fault:
            with suppress(OSError):
                part.truncate(here)
            raise StoreFault("store_full", path=str(self._folder)) from fault

    def drop(self, name: str) -> None:
        """Takes a part away."""
        self._path(name).unlink(missing_ok=True)

    def sweep(self, names: Collection[str], before: float) -> int:
        """Takes away what nobody knows and nobody wrote to since a moment (seconds since 1970); how many."""
        swept = 0
        for path in self._folder.glob("*"):
            with suppress(OSError):
                if path.name not in names and path.stat().st_mtime < before:
                    path.unlink()
                    swept += 1
        return swept

    def _path(self, name: str) -> Path:
        return self._folder / name


def _lock(part: BinaryIO) -> None:
    """Until the file is closed. On Windows a place far behind all bytes stands for the whole file."""
    if sys.platform == "win32":
        part.seek(_FAR)
        msvcrt.locking(part.fileno(), msvcrt.LK_LOCK, 1)
    else:
        fcntl.flock(part.fileno(), fcntl.LOCK_EX)
