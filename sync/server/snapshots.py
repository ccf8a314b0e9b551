"""Large scopes as files on the disk: written once for all who ask, by a thread of its own and never in a request."""

import os
import secrets
import sys
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
from sync.snapshot import PACKS, QUICK, Pack, Start, frames

BEGUN_FOR = timedelta(hours=1)
"""How old a file may be for a desk that begins: what changed since then comes by the feed."""
KEPT_FOR = timedelta(days=1)
"""How long a desk that was cut off may go on with the same file."""
MOST_KEPT = 400


@dataclass(frozen=True, slots=True)
class Made:
    """A scope as it was at `seq`. Any process that has the file gives the same bytes under the same `etag`."""

    path: Path
    seq: int
    etag: str
    made: float

    @property
    def kind(self) -> str:
        """Its media type."""
        return _pack_of(self.path).kind


@dataclass(frozen=True, slots=True)
class Begun:
    """The first `size` bytes of a file that is still being written, at `path` until it is whole."""

    path: Path
    seq: int
    etag: str
    size: int

    @property
    def kind(self) -> str:
        """Its media type."""
        return _pack_of(self.path).kind

    def read(self, start: int, most: int) -> bytes:
        """At most so many of them. FileNotFoundError when the file was given up."""
        try:
            file = self.path.open("rb")
        except FileNotFoundError:  # whole by now, and under its own name
            file = self.path.with_name(self.etag).open("rb")
        with file:
            file.seek(start)
            return file.read(max(0, min(most, self.size - start)))


class Making:
    """A file on its way: `done` promises it, `begun` tells what there is of it."""

    def __init__(self, write: Callable[[Callable[[Begun], None]], Future[Made]]) -> None:
        self.begun: Begun | None = None
        self._turn, self._waiting = Lock(), list[tuple[int, Future[None]]]()
        self.done = write(self._grew)
        self.done.add_done_callback(lambda _: self._tell(sys.maxsize))

    def reaching(self, size: int) -> Future[None]:
        """Done when the file has so many bytes, or no more are to come."""
        found = Future[None]()
        with self._turn:
            self._waiting.append((size, found))
        there = self.begun.size if self.begun is not None else 0
        self._tell(sys.maxsize if self.done.done() else there)
        return found

    def _grew(self, begun: Begun) -> None:
        self.begun = begun
        self._tell(begun.size)

    def _tell(self, there: int) -> None:
        with self._turn:
            told = [found for size, found in self._waiting if size <= there]
            self._waiting = [one for one in self._waiting if one[0] > there]
        for found in told:
            if found.set_running_or_notify_cancel():
                found.set_result(None)


class Snapshots:
    """The files of one portal, in a folder that its processes may share."""

    def __init__(
        self, store: PortalStore, folder: Path, now: Callable[[], datetime], maker: Executor | None = None
    ) -> None:
        self._store, self._folder, self._now = store, folder, now
        self._turn, self._making = Lock(), dict[tuple[str, str], Making]()
        self._maker = maker or ThreadPoolExecutor(1, "snapshots")

    def known(self, reading: Reading, scope: str, etag: str = "", pack: Pack = QUICK) -> Made | Begun | None:
        """The file of a scope that was begun as `etag`, or one made lately so packed, or what there is of the one being
        made; none of which the scope lost a row since: nobody gets from it what is not theirs any more (Art. 25)."""
        young = (self._now() - BEGUN_FOR).timestamp()
        underway = self._underway(scope)  # looked at first: one that is whole by now is found under its own name
        there: list[Made | Begun] = [*self._there(scope), *underway]
        there = [one for one in there if not lost_since(reading.connection, scope, one.seq)]
        fitting = [one for one in there if one.etag == etag] or [
            one for one in there if one.kind == pack.kind and (isinstance(one, Begun) or one.made >= young)
        ]
        return fitting[0] if fitting else None

    def _underway(self, scope: str) -> list[Begun]:
        with self._turn:
            makings = [self._making.get((scope, pack.name)) for pack in PACKS]
        return [one.begun for one in makings if one is not None and one.begun is not None and not one.done.done()]

    def make(self, scope: str, pack: Pack = QUICK) -> Making:
        """One file after the other; who asks for one that is being made waits for the same."""
        with self._turn:
            known = self._making.get((scope, pack.name))
            if known is None or known.done.done():
                known = Making(lambda grew: self._maker.submit(self._write, scope, pack, grew))
                self._making[scope, pack.name] = known
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
        found = [_made(path, at) for pack in PACKS for path, at in self._files(f"{name}-*.{pack.name}")]
        return sorted(found, key=lambda one: one.seq, reverse=True)

    def _write(self, scope: str, pack: Pack, grew: Callable[[Begun], None]) -> Made:
        with self._store.reading() as reading:
            seq = reading.head()
            path = self._folder / f"{self._name(scope)}-{seq}.{pack.name}"
            if path.exists():  # made already, by another process or for somebody who asked in the same moment
                return _made(path, path.stat().st_mtime)
            start = Start(self._store.epoch, scope, seq, size(reading.connection, scope))
            parts = frames(start, (Row(*one) for one in members(reading.connection, scope)), pack)
            self._keep(path, parts, seq, grew)
        return _made(path, path.stat().st_mtime)

    def _keep(self, path: Path, parts: Iterator[bytes], seq: int, grew: Callable[[Begun], None]) -> None:
        fresh = path.with_name(f"{secrets.token_hex(4)}.{path.name}")
        now, size = self._now().timestamp(), 0
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            with fresh.open("wb") as file:
                for part in parts:
                    size += file.write(part)
                    file.flush()
                    grew(Begun(fresh, seq, path.name, size))
                os.fsync(file.fileno())
            os.utime(fresh, (now, now))
            fresh.replace(path)
        except OSError as fault:
            with suppress(OSError):
                fresh.unlink()
            raise StoreFault("store_full", path=str(self._folder)) from fault


def _pack_of(path: Path) -> Pack:
    return next(pack for pack in PACKS if path.suffix == f".{pack.name}")


def _made(path: Path, at: float) -> Made:
    return Made(path, int(path.stem.rpartition("-")[2]), path.name, at)
