"""Knows which scopes changed last, so that a waiting desk is woken by what concerns it and by nothing else."""

from collections.abc import Callable, Iterable, Mapping
from threading import Condition

from models.store.portal import PortalStore


class Watch:
    """Told of each commit of this process, and asked now and then to look for those of other processes."""

    def __init__(self, store: PortalStore) -> None:
        self._store, self._turn = store, Condition()
        self._scopes: dict[str, int] = {}
        self.wakers: list[Callable[[], None]] = []
        with store.reading() as reading:
            self._head = reading.head()
        self._floor = self._head
        store.listeners.append(self._on_commit)

    def _on_commit(self, head: int, scopes: Iterable[str]) -> None:
        self._learn(head, dict.fromkeys(scopes, head))

    def look(self) -> None:
        """Learns of what other processes committed."""
        with self._store.reading() as reading:
            head = reading.head()
            moved = reading.moved_since(self._head) if head > self._head else {}
        if moved:
            self._learn(head, moved)

    def _learn(self, head: int, moved: Mapping[str, int]) -> None:
        with self._turn:
            for scope, seq in moved.items():
                self._scopes[scope] = max(seq, self._scopes.get(scope, 0))
            self._head = max(head, self._head)
            self._turn.notify_all()
        for wake in tuple(self.wakers):
            wake()

    def newest(self, scopes: Iterable[str]) -> int:
        """The last sequence that concerns these scopes; what lay before this process began counts for all."""
        return max((self._scopes.get(scope, self._floor) for scope in scopes), default=self._floor)

    def wait(self, scopes: Iterable[str], head: int, seconds: float) -> int:
        """`newest`, as soon as it is above `head`, at the latest after some seconds."""
        mine = tuple(scopes)
        with self._turn:
            self._turn.wait_for(lambda: self.newest(mine) > head, seconds)
        return self.newest(mine)
