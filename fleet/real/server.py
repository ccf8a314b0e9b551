"""A PostgreSQL of its own with full durability, that can be killed."""

import os
import shutil
import signal
import socket
import subprocess
from pathlib import Path

import psutil

from models.problems import Refused


def _tool(name: str) -> str:
    """Debian keeps PostgreSQL's programs off the PATH, newest version last. Refused without one."""
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: int(path.parts[4]))
    path = str(found[-1]) if found else shutil.which(name)
    if path is None:
        raise Refused("not_found", id=name)
    return path


class Server:
    """A server on a free port of the loopback, as shipped: what it commits is on the disk."""

    def __init__(self, home: Path) -> None:
        self._home, self._data = home, home / "data"
        home.mkdir()
        if os.geteuid() == 0:
            home.parent.chmod(0o755)
            shutil.chown(home, "postgres", "postgres")
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self._port = int(probe.getsockname()[1])
        self._run("initdb", "-D", str(self._data), "-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C")
        self.start()

    @property
    def url(self) -> str:
        """Where its first database is."""
        return f"postgresql+psycopg://postgres@127.0.0.1:{self._port}/postgres"

    def start(self) -> None:
        """Starts it on what lies there, and waits until it has recovered."""
        options = f"-p {self._port} -k {self._home} -c listen_addresses=127.0.0.1"
        self._run("pg_ctl", "-D", str(self._data), "-w", "-l", str(self._home / "log"), "-o", options, "start")

    def stop_at_once(self) -> None:
        """As its own immediate stop does: no word to anybody, nothing written down."""
        self._run("pg_ctl", "-D", str(self._data), "-m", "immediate", "-w", "stop")

    def kill(self) -> None:
        """Kills it and all that it forked, as a power cut would."""
        first = psutil.Process(int((self._data / "postmaster.pid").read_text().split()[0]))
        family = [first, *first.children(recursive=True)]
        for one in family:
            if one.is_running():
                one.send_signal(signal.SIGKILL)
        psutil.wait_procs(family, timeout=10)

    def close(self) -> None:
        """Ends it, if it runs."""
        if (self._data / "postmaster.pid").exists():
            self.stop_at_once()

    def _run(self, name: str, *arguments: str) -> None:
        first = [shutil.which("runuser") or "runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        with (self._home / "out").open("ab") as out:
            subprocess.run([*first, _tool(name), *arguments], cwd=self._home, stdout=out, stderr=out, check=True)
