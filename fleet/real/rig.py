"""What all kills need: forked processes that tell what they did, a list that is on the disk, a portal."""

import os
import re
import select
import shutil
import signal
import sqlite3
import tempfile
import traceback
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Any

from sqlalchemy import Engine, event

from models.people import Actor, Post
from models.store.portal import open_portal
from portal.accounts import Newcomer
from portal.app import DATABASE, open_up
from portal.serving import serve

Tell = Callable[[str], None]
POSTS = frozenset({Post("wangtai", "clerk")})
CLERKS = tuple(Actor(f"p_real{n}", name, POSTS) for n, name in enumerate(("林晓梅", "周敏", "吴桂英")))
SEAL = bytes(range(32))
"""The key of the desks' stores: they lie sealed on the disk, as a person's do."""
MARK = re.compile(r"§\d{9}§")
_FRESH = {"column": "0703", "disclosure": "proactive", "body": "<p>各村：请做好防汛准备。</p>"}


class Lost(AssertionError):
    """Something that was acknowledged is nowhere."""


def mark(number: int) -> str:
    """A mark that occurs in one text only."""
    return f"§{number:09d}§"


def item(number: int) -> dict[str, object]:
    """The fields of a new item under its mark."""
    return {**_FRESH, "title": f"防汛工作{mark(number)}"}


class Listed:
    """The oracle's own list of what was acknowledged: every line is on the disk before the next one is read."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("ab", buffering=0)
        self.lines: set[str] = set()

    def note(self, line: str) -> None:
        """Keeps a line."""
        self._file.write(f"{line}\n".encode())
        os.fsync(self._file.fileno())
        self.lines.add(line)


@dataclass
class Child:
    """A forked process and what it tells. Everything is imported by then, so that it is at work at once."""

    pid: int
    ear: int
    rest: bytes = b""
    status: int = -1

    def heard(self, seconds: float) -> list[str]:
        """The lines that it told within this time; those that are there already at least."""
        end, lines = monotonic() + seconds, list[str]()
        while True:
            ready, _, _ = select.select([self.ear], [], [], max(0.0, end - monotonic()))
            data = os.read(self.ear, 65_536) if ready else b""
            *whole, self.rest = (self.rest + data).split(b"\n")
            lines += [line.decode() for line in whole]
            if not data:
                return lines

    def until(self, word: str, seconds: float = 120.0) -> list[str]:
        """The lines up to the first that begins with a word. Lost when it ends or the time is over before."""
        end, lines = monotonic() + seconds, list[str]()
        while not any(line.startswith(word) for line in lines):
            if monotonic() > end or (not (more := self.heard(0.05)) and self.ended()):
                raise Lost(f"it never said {word}, but {(lines + self.heard(0.0))[-3:]}, and ended with {self.status}")
            lines += more
        return lines

    def ended(self) -> bool:
        """Whether it is no more."""
        pid, status = os.waitpid(self.pid, os.WNOHANG)
        self.status = status if pid else self.status
        return pid != 0

    def kill(self, how: int = signal.SIGKILL) -> list[str]:
        """Kills it, as a power cut would, and gives what it had told by then."""
        os.kill(self.pid, how)
        os.waitpid(self.pid, 0)
        lines = self.heard(0.0)
        os.close(self.ear)
        return lines


def born(work: Callable[[Tell], None]) -> Child:
    """A process that does this and tells of it."""
    ear, mouth = os.pipe()

    def tell(line: str) -> None:
        os.write(mouth, f"{line}\n".encode())

    pid = os.fork()
    if not pid:
        os.close(ear)
        try:
            work(tell)
        except BaseException:  # noqa: BLE001  # the end of a forked process: it must never go on as its parent
            tell(f"fault {traceback.format_exc()[-3000:]!r}")
        os._exit(0)
    os.close(mouth)
    return Child(pid, ear)


@dataclass(frozen=True)
class Town:
    """A portal with some clerks: its folder, its database if that is on a server, and everybody's password."""

    data: Path
    passwords: dict[str, str]
    database: str = ""

    def begun(self, port: int = 0, pages: int = 0) -> Child:
        """The portal in a process of its own, which has only begun; at most so many pages more for its database."""

        def work(tell: Tell) -> None:
            portal = open_up(self.data, self.database)
            if pages:
                limited(portal.store.engine, pages)
            serve(portal, "127.0.0.1", port, lambda url: tell(f"up {url}"))

        return born(work)

    def serve(self, port: int = 0, pages: int = 0) -> tuple[Child, str]:
        """The portal once it answers, and its address."""
        child = self.begun(port, pages)
        return child, next(line for line in child.until("up") if line.startswith("up")).split()[1]


def limited(engine: Engine, pages: int) -> None:
    """From now on this database may grow by so many pages: then its disk is full."""

    def connected(connection: Any, _entry: Any) -> None:
        (now,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count={now + pages}")

    event.listen(engine, "connect", connected)
    engine.dispose()


def founded(data: Path, database: str = "") -> Town:
    """A portal with the clerks' accounts; made in a process of its own, so that nothing of it stays in this one."""

    def work(tell: Tell) -> None:
        portal = open_up(data, database)
        new = [Newcomer(one.person, one.person, one.name, one.posts) for one in CLERKS]
        for login, password in portal.accounts.add(new, must_change=False).items():
            tell(f"account {login} {password}")
        portal.store.finish()
        portal.close()
        tell("done")

    child = born(work)
    lines = child.until("done")
    child.kill()
    found = [line.split() for line in lines if line.startswith("account")]
    return Town(data, {login: password for _, login, password in found}, database)


def sound(path: Path) -> None:
    """Lost when a database is not what it should be."""
    with closing(sqlite3.connect(path)) as connection:
        found = connection.execute("PRAGMA integrity_check").fetchall()
    if found != [("ok",)]:
        raise Lost(f"{path.name}: {found[:3]}")


def judged(town: Town, taken: set[str]) -> int:
    """Reads the portal's log: Lost when an act whose yes a desk has read is not in it, or its chain is wrong."""
    store = open_portal(town.database or town.data / DATABASE)
    try:
        with store.reading() as reading:
            audit = reading.audit()
            there = set[str]()
            for some in (sorted(taken)[at : at + 500] for at in range(0, len(taken), 500)):
                there |= {op for op, found in reading.judged(some).items() if '"ok"' in found.verdict}
    finally:
        store.close()
    if audit.wrong:
        raise Lost(f"the log is {audit.wrong} at {audit.at}")
    if taken - there:
        raise Lost(f"{len(taken - there)} acts that were acknowledged are not in the log: {min(taken - there)}")
    return len(taken)


@contextmanager
def ground() -> Iterator[Path]:
    """A folder on a real disk that goes with the run."""
    made = Path(tempfile.mkdtemp(prefix="kills-"))
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)
