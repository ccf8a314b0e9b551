"""Knows which scopes changed last, so that a waiting desk is woken by what concerns it and by nothing else."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from threading import Condition

from models.store.portal import PortalStore

Wake = Callable[[], object]


class Watch:
    """Told of each commit of this process, and asked now and then to look for those of other processes.

    Who waits stands under each scope of theirs: a commit costs what it wakes, however many wait besides."""

    def __init__(self, store: PortalStore) -> None:
        self._store, self._turn = store, Condition()
        self._scopes: dict[str, int] = {}
        self.ended = False
        """Whether nobody should wait any longer."""
        self._waiting: dict[str, set[Wake]] = {}
        with store.reading() as reading:
            self._looked = reading.head()
        store.listeners.append(self._on_commit)

    def _on_commit(self, head: int, scopes: Iterable[str]) -> None:
        self._learn(dict.fromkeys(scopes, head))

    def look(self) -> None:
        """Learns of what other processes committed, from where the last look ended: what this process committed
        meanwhile may lie above what another did."""
        with self._store.reading() as reading:
            head = reading.head()
            moved = reading.moved_since(self._looked) if head > self._looked else {}
        self._looked = head
        self._learn({scope: seq for scope, seq in moved.items() if seq > self._scopes.get(scope, 0)})

    def _learn(self, moved: Mapping[str, int]) -> None:
        with self._turn:
            for scope, seq in moved.items():
                self._scopes[scope] = max(seq, self._scopes.get(scope, 0))
            woken = set[Wake]().union(*(self._waiting.get(scope, ()) for scope in moved))
            self._turn.notify_all()
        for wake in woken:
            wake()

    def end(self) -> None:
        """The portal stops: whoever waits is answered."""
        self.ended = True
        with self._turn:
            woken = set[Wake]().union(*self._waiting.values())
            self._turn.notify_all()
        for wake in woken:
            wake()

    def meet(self, scopes: Iterable[str]) -> tuple[str, ...]:
        """These scopes, each with the sequence of its last change known from here on."""
        mine = tuple(scopes)
        new = [scope for scope in mine if scope not in self._scopes]
        if new:
            with self._store.reading() as reading:
                self._learn(reading.last_in(new))
        return mine

    def near(self, cursor: Mapping[str, int], steps: int) -> bool:
        """Whether these places are known, and at most so many steps of the portal behind."""
        return all(scope in self._scopes and self._scopes[scope] - seq <= steps for scope, seq in cursor.items())

    def has_passed(self, cursor: Mapping[str, int]) -> bool:
        """Whether a scope is known to have moved beyond its place here: true is sure, false says nothing."""
        return any(self._scopes.get(scope, 0) > seq for scope, seq in cursor.items())

    @contextmanager
    def waking(self, scopes: Iterable[str], wake: Wake) -> Iterator[None]:
        """Meanwhile `wake` is called, from whatever thread, after each change in these scopes."""
        mine = tuple(scopes)
        with self._turn:
            for scope in mine:
                self._waiting.setdefault(scope, set()).add(wake)
        try:
            yield
        finally:
            with self._turn:
                for scope in mine:
                    self._waiting[scope].discard(wake)
                    if not self._waiting[scope]:
                        del self._waiting[scope]

    def newest(self, scopes: Iterable[str]) -> int:
        """The last sequence that concerns these scopes, which have been met."""
        return max((self._scopes.get(scope, 0) for scope in scopes), default=0)

    def wait(self, scopes: Iterable[str], head: int, seconds: float) -> int:
        """`newest`, as soon as it is above `head`, at the latest after some seconds."""
        mine = self.meet(scopes)
        with self._turn:
            self._turn.wait_for(lambda: self.ended or self.newest(mine) > head, seconds)
        return self.newest(mine)
