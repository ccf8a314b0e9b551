"""Large scopes as files on the disk: written once for all who ask, by a thread of its own and never in a request."""

import os
import secrets
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from threading import Lock

from models.problems import StoreFault
from models.store.portal import PortalStore, Reading
from models.store.portal_scopes import lost_since, members, size
from models.version import VERSION
from sync.protocol import Row
from sync.snapshot import Start, frames

BEGUN_FOR = timedelta(hours=1)
"""How old a file may be for a desk that begins: what changed since then comes by the feed."""
KEPT_FOR = timedelta(days=1)
"""How long a desk that was cut off may go on with the same file."""
MOST_KEPT = 400
_ENDING = ".ndjson.zst"


@dataclass(frozen=True, slots=True)
class Made:
    """A scope as it was at `seq`. Any process that has the file gives the same bytes under the same `etag`."""

    path: Path
    seq: int
    etag: str
    made: float


class Snapshots:
    """The files of one portal, in a folder that its processes may share."""

    def __init__(
        self, store: PortalStore, folder: Path, now: Callable[[], datetime], maker: Executor | None = None
    ) -> None:
        self._store, self._folder, self._now = store, folder, now
        self._turn, self._making = Lock(), dict[str, Future[Made]]()
        self._maker = maker or ThreadPoolExecutor(1, "snapshots")

    def known(self, reading: Reading, scope: str, etag: str = "") -> Made | None:
        """The file of a scope that was begun as `etag`, or one made lately. None of which the scope lost a row since:
        nobody gets from a file what is not theirs any more (Art. 25)."""
        young = (self._now() - BEGUN_FOR).timestamp()
        there = [one for one in self._there(scope) if not lost_since(reading.connection, scope, one.seq)]
        fitting = [one for one in there if one.etag == etag] or [one for one in there if one.made >= young]
        return fitting[0] if fitting else None

    def make(self, scope: str) -> Future[Made]:
        """One file after the other; who asks for one that is being made waits for the same."""
        with self._turn:
            known = self._making.get(scope)
            if known is None or known.done():
                known = self._making[scope] = self._maker.submit(self._write, scope)
            return known

    def tidy(self) -> None:
        """Throws away what is older than a day, and the oldest where there are too many."""
        oldest = (self._now() - KEPT_FOR).timestamp()
        found = sorted(self._files("*"), key=lambda one: one[1], reverse=True)
        for number, (path, made) in enumerate(found):
            if made < oldest or number >= MOST_KEPT:
                with suppress(OSError):
                    path.unlink()

    def close(self) -> None:
        """Makes no more."""
        self._maker.shutdown(cancel_futures=True)

    def _name(self, scope: str) -> str:
        return sha256(f"{self._store.epoch}\n{VERSION}\n{scope}".encode()).hexdigest()[:32]

    def _files(self, pattern: str) -> Iterator[tuple[Path, float]]:
        for path in self._folder.glob(pattern):
            with suppress(OSError):
                yield path, path.stat().st_mtime

    def _there(self, scope: str) -> list[Made]:
        """The files of a scope, the newest first."""
        name = self._name(scope)
        found = [_made(path, at) for path, at in self._files(f"{name}-*{_ENDING}")]
        return sorted(found, key=lambda one: one.seq, reverse=True)

    def _write(self, scope: str) -> Made:
        with self._store.reading() as reading:
            seq = reading.head()
            path = self._folder / f"{self._name(scope)}-{seq}{_ENDING}"
            if path.exists():  # made already, by another process or for somebody who asked in the same moment
                return _made(path, path.stat().st_mtime)
            start = Start(self._store.epoch, scope, seq, size(reading.connection, scope))
            self._keep(path, frames(start, (Row(*one) for one in members(reading.connection, scope))))
        return _made(path, path.stat().st_mtime)

    def _keep(self, path: Path, parts: Iterator[bytes]) -> None:
        fresh = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
        now = self._now().timestamp()
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            with fresh.open("wb") as file:
                file.writelines(parts)
                file.flush()
                os.fsync(file.fileno())
            os.utime(fresh, (now, now))
            fresh.replace(path)
        except OSError as fault:
            with suppress(OSError):
                fresh.unlink()
            raise StoreFault("store_full", path=str(self._folder)) from fault


def _made(path: Path, at: float) -> Made:
    etag = path.name.removesuffix(_ENDING)
    return Made(path, int(etag.rpartition("-")[2]), etag, at)
