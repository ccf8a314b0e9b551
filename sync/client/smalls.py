"""Which small pictures somebody looks for: forgotten with the program, since whoever looks again asks again."""

from threading import Lock

MOST = 40


class Smalls:
    """Any thread may ask; the next round with the portal answers."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._wanted: dict[str, None] = {}
        self._answered: set[str] = set()

    def want(self, sha256: str) -> None:
        """Somebody looks for this one; what the portal has answered once is not asked again."""
        with self._lock:
            if sha256 not in self._answered:
                self._wanted[sha256] = None

    def wanted(self) -> list[str]:
        """Those to ask for next, the newest first: it is what is on the screen."""
        with self._lock:
            return list(reversed(self._wanted))[:MOST]

    def answered(self, sha256: str) -> None:
        """The portal gave it, or has none."""
        with self._lock:
            self._wanted.pop(sha256, None)
            self._answered.add(sha256)
