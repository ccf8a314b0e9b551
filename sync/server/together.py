"""Does in one go what several ask for at the same time: one transaction, and one wait for the disk."""

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from threading import Event, Lock
from typing import Generic, TypeVar

A = TypeVar("A")
B = TypeVar("B")


@dataclass(slots=True, eq=False)
class _Asked(Generic[A, B]):
    parts: Sequence[A]
    answers: Sequence[B] | None = None
    problem: BaseException | None = None
    turn: Event = field(default_factory=Event)
    """Set once this is answered, or has to do the work itself."""

    @property
    def is_done(self) -> bool:
        return self.answers is not None or self.problem is not None


class Together(Generic[A, B]):
    """`do` answers each part that it is given, in their order. Whoever asks while it is at work waits, and the first of
    those does the work of all of them, up to `most` parts in one go: the busier it is, the less each costs."""

    def __init__(self, do: Callable[[Sequence[A]], Sequence[B]], most: int) -> None:
        self._do, self._most = do, most
        self._lock, self._works = Lock(), False
        self._waiting = deque[_Asked[A, B]]()

    def ask(self, parts: Sequence[A]) -> Sequence[B]:
        """The answers to these parts. What `do` raises on them alone is raised here, and nowhere else."""
        mine = _Asked[A, B](parts)
        with self._lock:
            self._waiting.append(mine)
            waits, self._works = self._works, True
        if waits:
            mine.turn.wait()
        if not mine.is_done:
            self._work()
        if mine.problem is not None:
            raise mine.problem
        assert mine.answers is not None
        return mine.answers

    def _work(self) -> None:
        """Does the work of those who came first, who has the turn among them, and gives the turn to the next."""
        some = self._first()
        try:
            self._go(some)
        finally:
            with self._lock:
                heir = self._waiting[0] if self._waiting else None
                self._works = heir is not None
            for one in some:
                one.turn.set()
            if heir is not None:
                heir.turn.set()

    def _first(self) -> list[_Asked[A, B]]:
        with self._lock:
            some = [self._waiting.popleft()]
            size = len(some[0].parts)
            while self._waiting and size + len(self._waiting[0].parts) <= self._most:
                some.append(self._waiting.popleft())
                size += len(some[-1].parts)
        return some

    def _go(self, some: list[_Asked[A, B]]) -> None:
        """Where all in one go failed each goes alone, so that whoever made it fail spoils nothing for the others."""
        try:
            answers = iter(self._do([part for one in some for part in one.parts]))
        except BaseException as problem:  # each of those who asked meets it; who waits must not wait for ever
            if len(some) > 1 and isinstance(problem, Exception):
                for one in some:
                    self._go([one])
                return
            for one in some:
                one.problem = problem
            if not isinstance(problem, Exception):
                raise
        else:
            for one in some:
                one.answers = [next(answers) for _ in one.parts]
