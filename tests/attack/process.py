"""The city's portal as its own process on the loopback, and the bytes that anybody may send it."""

import http.client
import json
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from models.people import Actor
from portal.app import DATABASE
from sync.server.policies import now_here
from tests.attack.asking import bearer
from tests.attack.city import City
from tests.house.tree import ROOT

PATIENCE, PAUSE = 20.0, 0.7


@dataclass(frozen=True)
class Process:
    """Where it listens."""

    port: int

    def ask(
        self, method: str, path: str, doc: object = None, headers: dict[str, str] | None = None
    ) -> tuple[int, bytes]:
        """One question over a line of its own; status and body."""
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)) as line:
            line.request(method, path, json.dumps(doc).encode() if doc is not None else None, headers or {})
            answer = line.getresponse()
            return answer.status, answer.read()

    @contextmanager
    def line(self) -> Iterator[socket.socket]:
        """A line on which anything may be said."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE) as line:
            yield line

    def raw(self, *parts: bytes) -> bytes:
        """All that is answered to these bytes."""
        with self.line() as line:
            return heard(line, *parts)


def heard(line: socket.socket, *parts: bytes) -> bytes:
    """Says these bytes; all that comes back until the portal shuts the line, or says nothing more for a while."""
    found = b""
    with suppress(ConnectionError, TimeoutError):
        for part in parts:
            line.sendall(part)
        line.settimeout(PAUSE)
        while piece := line.recv(65_536):
            found += piece
    return found


def statuses(answer: bytes) -> list[int]:
    """The status of each answer in what came back."""
    return [int(found) for found in re.findall(rb"HTTP/1\.1 (\d{3}) ", answer)]


@contextmanager
def started(city: City, people: list[Actor], folder: Path) -> Iterator[Process]:
    """A copy of the city, as of now by the computer's clock, in which these people are signed in."""
    for actor in people:
        bearer(city, actor)
    city.portal.store.finish()
    shutil.copytree(city.folder, folder, ignore=shutil.ignore_patterns(f"{DATABASE}*"))
    with closing(sqlite3.connect(city.folder / DATABASE)) as here, closing(sqlite3.connect(folder / DATABASE)) as there:
        here.backup(there)
    _of_now(folder / DATABASE, now_here())
    command = [sys.executable, "-m", "portal", "serve", "--data", str(folder), "--port", "0"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            told: Any = json.loads(process.stdout.readline())
            yield Process(int(told["url"].rpartition(":")[2]))
        finally:
            process.send_signal(signal.SIGTERM)
            process.communicate(timeout=15)


def _of_now(database: Path, now: datetime) -> None:
    """Passwords and sessions are as old as the city's clock says, which stands still."""
    at, end = (moment.isoformat(timespec="seconds") for moment in (now, now + timedelta(days=1)))
    with closing(sqlite3.connect(database)) as there:
        there.execute("UPDATE account SET changed_at = ?", (at,))
        there.execute("UPDATE session SET created = ?, seen = ?, expires = ?", (at, at, end))
        there.commit()
