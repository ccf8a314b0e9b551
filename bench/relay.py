"""Stands on the line between desk and portal and counts what really passes: every byte, heads and all."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from urllib.parse import urlsplit

PIECE = 65_536


@dataclass
class Line:
    """What passed so far; `requests` counts the heads that went up."""

    address: str
    requests: int = 0
    up: int = 0
    down: int = 0

    def clear(self) -> None:
        """Begins to count anew."""
        self.requests = self.up = self.down = 0


@contextmanager
def counting(url: str) -> Iterator[Line]:
    """A line to `url`."""
    target = urlsplit(url)
    listening = socket.create_server(("127.0.0.1", 0))
    line = Line(f"http://127.0.0.1:{listening.getsockname()[1]}")

    def accept() -> None:
        with suppress(OSError):
            while True:
                near, _ = listening.accept()
                far = socket.create_connection((target.hostname or "", target.port or 80))
                for end in (near, far):
                    end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                threading.Thread(target=_pass, args=(near, far, line, True), daemon=True).start()
                threading.Thread(target=_pass, args=(far, near, line, False), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    try:
        yield line
    finally:
        listening.close()


def _pass(source: socket.socket, target: socket.socket, line: Line, upward: bool) -> None:
    with suppress(OSError):
        while piece := source.recv(PIECE):
            if upward:
                line.up += len(piece)
                line.requests += sum(piece.count(verb) for verb in (b"POST /v1/", b"GET /v1/"))
            else:
                line.down += len(piece)
            target.sendall(piece)
    for end in (source, target):
        with suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)
