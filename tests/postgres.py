"""Brings up a PostgreSQL of the tests' own, so that each store rule is judged on both databases, without set-up."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

# No test asks what survives a power cut of this server, and syncing costs more than all the tests together.
SETTINGS = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=100", "timezone=UTC")


class Absent(Exception):
    """There is no PostgreSQL here, or it did not start; the text says which."""


def tool(name: str) -> str:
    """The path of one of PostgreSQL's programs. Debian keeps them off the PATH, newest version last."""
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: int(path.parts[4]))
    path = str(found[-1]) if found else shutil.which(name)
    if path is None:
        raise Absent(f"{name} is not installed (Debian: apt-get install postgresql)")
    return path


@contextmanager
def serve(settings: Sequence[str] = SETTINGS) -> Iterator[str]:
    """A running server on a free port of the loopback, as the URL of its first database. Raises Absent."""
    home = Path(tempfile.mkdtemp(prefix="yanping-pg-"))
    try:
        if _is_root():
            shutil.chown(home, "postgres", "postgres")
        yield from _started(home, settings)
    except LookupError as fault:
        raise Absent("root may not run PostgreSQL and there is no user postgres to run it") from fault
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _started(home: Path, settings: Sequence[str]) -> Iterator[str]:
    data, port = home / "data", _free_port()
    _run(home, [tool("initdb"), "-D", str(data), "-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C", "-N"])
    options = [f"-p {port}", f"-k {home}", "-c listen_addresses=127.0.0.1", *(f"-c {each}" for each in settings)]
    control = [tool("pg_ctl"), "-D", str(data), "-w"]
    _run(home, [*control, "-l", str(home / "log"), "-o", " ".join(options), "start"])
    try:
        yield f"postgresql+psycopg://postgres@127.0.0.1:{port}/postgres"
    finally:
        _run(home, [*control, "-m", "immediate", "stop"])


def _run(home: Path, command: Sequence[str]) -> None:
    as_postgres = [tool("runuser"), "-u", "postgres", "--"] if _is_root() else []
    with (home / "out").open("ab") as out:
        ended = subprocess.run(
            [*as_postgres, *command], cwd=home, stdin=subprocess.DEVNULL, stdout=out, stderr=out, check=False
        )
    if ended.returncode:
        raise Absent(f"{Path(command[0]).name}: " + (home / "out").read_text("utf-8", "replace").strip()[-600:])


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0
