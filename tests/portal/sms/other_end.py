"""Starts what stands at the other end of the line as a process of its own, and hears what it tells."""

import json
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[3]
PATIENCE = 20


class OtherEnd:
    """A server of `tests.portal.sms.<name>`; `heard` are its lines so far."""

    def __init__(self, name: str, *options: str) -> None:
        command = [sys.executable, "-m", f"tests.portal.sms.{name}", *options]
        self._process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, encoding="utf-8")
        self.heard: list[dict[str, Any]] = []
        self._ear = threading.Thread(target=self._listen, daemon=True)
        self._ear.start()
        self.port = int(self.until("port")[0]["port"])

    def _listen(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self.heard.append(json.loads(line))

    def told(self, key: str) -> list[dict[str, Any]]:
        """The lines so far that speak of `key`."""
        return [line for line in list(self.heard) if key in line]

    def until(self, key: str, number: int = 1) -> list[dict[str, Any]]:
        """The same, once there are so many."""
        end = time.monotonic() + PATIENCE
        while len(self.told(key)) < number:
            assert time.monotonic() < end, f"{number} of {key} never came: {self.heard}"
            time.sleep(0.01)
        return self.told(key)

    def close(self) -> None:
        """Ends the process."""
        self._process.kill()
        self._process.wait()
        self._ear.join(5)
        assert self._process.stdout is not None
        self._process.stdout.close()


@contextmanager
def other_end(name: str, *options: str) -> Iterator[OtherEnd]:
    """The server as long as the block lasts."""
    server = OtherEnd(name, *options)
    try:
        yield server
    finally:
        server.close()
