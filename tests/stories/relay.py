"""A bad line: passes bytes between a desk and a portal, and is cut where it was told to be."""

import socket
import struct
import threading
from collections.abc import Iterable
from contextlib import suppress

RESET = struct.pack("ii", 1, 0)


class Relay:
    """`cuts`: after so many bytes of one way, counted over all connections, everything is cut at once and hard.
    `up` and `down` are the bytes that came from either end, sent in vain or not."""

    def __init__(self, url: str, cuts_up: Iterable[int] = (), cuts_down: Iterable[int] = ()) -> None:
        self._to = ("127.0.0.1", int(url.rpartition(":")[2]))
        self.up = self.down = self.cut = 0
        self._cuts = {"up": sorted(cuts_up), "down": sorted(cuts_down)}
        self._lock, self._ends = threading.Lock(), set[socket.socket]()
        self._door = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._door.getsockname()[1]}"
        self._threads = [threading.Thread(target=self._accept)]
        self._threads[0].start()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                desk, _ = self._door.accept()
                portal = socket.create_connection(self._to)
                with self._lock:
                    self._ends |= {desk, portal}
                for one, other, way in ((desk, portal, "up"), (portal, desk, "down")):
                    self._threads.append(threading.Thread(target=self._carry, args=(one, other, way)))
                    self._threads[-1].start()

    def _carry(self, one: socket.socket, other: socket.socket, way: str) -> None:
        with suppress(OSError):
            while data := one.recv(65_536):
                if self._is_cut(way, len(data)):
                    self._cut_all()
                    return
                other.sendall(data)
        for end in (one, other):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def _is_cut(self, way: str, size: int) -> bool:
        with self._lock:
            total = getattr(self, way) + size
            setattr(self, way, total)
            cuts = self._cuts[way]
            if not cuts or total < cuts[0]:
                return False
            while cuts and total >= cuts[0]:
                cuts.pop(0)
            self.cut += 1
            return True

    def _cut_all(self) -> None:
        with self._lock:
            ends, self._ends = self._ends, set()
        for end in ends:
            with suppress(OSError):
                end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
                end.shutdown(socket.SHUT_RDWR)
            end.close()

    def close(self) -> None:
        """Ends the line."""
        with suppress(OSError):
            self._door.shutdown(socket.SHUT_RDWR)
        self._door.close()
        self._cut_all()
        for thread in self._threads:
            thread.join(10)
