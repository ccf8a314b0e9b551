"""Stands on the line between desk and portal: counts every byte that passes, heads and all, and can be a slow line."""

import queue
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from urllib.parse import urlsplit

PIECE = 65_536
SMALL_PIECE = 4_096
QUEUED = 64
"""Pieces that may lie before a slow line, as in the memory of a modem; who sends more must wait."""


@dataclass
class Pace:
    """One direction of a slow line: bits a second, seconds on the way, and when the bytes before these are through.

    All connections share it. A piece is `through` when the line has had time for it after all that came before."""

    rate: float
    delay: float
    free_at: float = 0.0
    turn: threading.Lock = field(default_factory=threading.Lock)

    def arrives(self, size: int) -> float:
        """When so many bytes, given now, are at the other end (time.monotonic)."""
        with self.turn:
            self.free_at = max(self.free_at, time.monotonic()) + size * 8 / self.rate
            return self.free_at + self.delay


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
def counting(url: str, rate: float = 0.0, delay: float = 0.0) -> Iterator[Line]:
    """A line to `url`; with a `rate` in bits a second and a `delay` in seconds, each for either way, a slow one.

    A connection over a slow line takes a way there and back before anything passes, as TCP's handshake does."""
    target = urlsplit(url)
    listening = socket.create_server(("127.0.0.1", 0))
    line = Line(f"http://127.0.0.1:{listening.getsockname()[1]}")
    paces = (Pace(rate, delay), Pace(rate, delay)) if rate else (None, None)

    def accept() -> None:
        with suppress(OSError):
            while True:
                near, _ = listening.accept()
                far = socket.create_connection((target.hostname or "", target.port or 80))
                for end in (near, far):
                    end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                for ends, pace, upward in (((near, far), paces[0], True), ((far, near), paces[1], False)):
                    threading.Thread(target=_pass, args=(*ends, line, upward, pace), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    try:
        yield line
    finally:
        listening.close()


def _pass(source: socket.socket, target: socket.socket, line: Line, upward: bool, pace: Pace | None) -> None:
    with suppress(OSError):
        if pace is None:
            while piece := source.recv(PIECE):
                _count(line, piece, upward)
                target.sendall(piece)
        else:
            _pass_slowly(source, target, line, upward, pace)
    for end in (source, target):
        with suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)


def _pass_slowly(source: socket.socket, target: socket.socket, line: Line, upward: bool, pace: Pace) -> None:
    on_the_way: queue.Queue[tuple[float, bytes]] = queue.Queue(QUEUED)

    def deliver() -> None:
        with suppress(OSError):
            while (piece := on_the_way.get())[1]:
                time.sleep(max(0.0, piece[0] - time.monotonic()))
                target.sendall(piece[1])
        with suppress(OSError):
            target.shutdown(socket.SHUT_WR)

    far_end = threading.Thread(target=deliver, daemon=True)
    far_end.start()
    if upward:
        time.sleep(2 * pace.delay)
    while piece := source.recv(SMALL_PIECE):
        _count(line, piece, upward)
        on_the_way.put((pace.arrives(len(piece)), piece))
    on_the_way.put((0.0, b""))
    far_end.join()


def _count(line: Line, piece: bytes, upward: bool) -> None:
    if upward:
        line.up += len(piece)
        line.requests += sum(piece.count(verb) for verb in (b"POST /v1/", b"GET /v1/"))
    else:
        line.down += len(piece)
