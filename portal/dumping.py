"""Carries a database on a server by PostgreSQL's own tools, which alone know how."""

import shutil
import subprocess
from pathlib import Path

from models.problems import Refused


def tool(name: str) -> str:
    """The path of one of PostgreSQL's programs, the newest there is. Refused backup_no_tool."""
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: int(path.parts[4]))
    path = str(found[-1]) if found else shutil.which(name)
    if path is None:
        raise Refused("backup_no_tool", name=name)
    return path


def dump(url: str, moment: str, target: Path) -> None:
    """Writes the database as of a moment that is held open, and reads the list of what was written."""
    _run("pg_dump", "--format=custom", "--no-owner", f"--snapshot={moment}", f"--file={target}", _plain(url))
    check(target)


def check(dumped: Path) -> None:
    """Reads a dump's list of contents."""
    _run("pg_restore", "--list", str(dumped))


def put_back(url: str, dumped: Path) -> None:
    """Fills an empty database, whole or not at all."""
    _run("pg_restore", "--no-owner", "--exit-on-error", "--single-transaction", f"--dbname={_plain(url)}", str(dumped))


def _plain(url: str) -> str:
    return url.replace("postgresql+psycopg://", "postgresql://", 1)


def _run(name: str, *arguments: str) -> None:
    """Runs a tool. What it complains of is told, the address with its password is not."""
    ended = subprocess.run([tool(name), *arguments], capture_output=True, text=True, check=False)
    if ended.returncode:
        lines = ended.stderr.strip().splitlines()
        raise Refused("backup_tool_failed", name=name, reason=lines[-1][:200] if lines else str(ended.returncode))
