"""Keeps the portal told of what is open in the windows, and hears who else has it open; nobody is ever locked out."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from models.problems import Refused
from sync.protocol import Other, Others
from ui import work

SOON_MS = 300
PING_MS = 10_000


class Company(QObject):
    """`told` when somebody came or went. Without a portal to ask, or without a network, nobody is there."""

    told = Signal()

    def __init__(
        self, ask: Callable[[Sequence[str]], Others] | None = None, online: Callable[[], bool] = lambda: False
    ) -> None:
        super().__init__()
        self._ask, self._online = ask, online
        self._open: dict[QObject, str] = {}
        self._others: Others = {}
        self._busy, self._said = False, frozenset[str]()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._speak)

    def enter(self, pane: QObject, id: str) -> None:
        """A pane shows this matter now."""
        if self._open.get(pane) != id:
            self._open[pane] = id
            self._timer.start(SOON_MS)

    def leave(self, pane: QObject) -> None:
        """A pane was closed, or is hidden."""
        if self._open.pop(pane, None) is not None:
            self._timer.start(SOON_MS)

    def at(self, id: str) -> tuple[Other, ...]:
        """Who else has a matter open."""
        return tuple(self._others.get(id, ()))

    def stop(self) -> None:
        """Takes leave, if the portal hears it; otherwise it forgets this desk by itself."""
        ask, self._ask = self._ask, None
        self._timer.stop()
        if ask is not None and self._said and self._online():
            work.run(lambda: ask(()), failed=_let_be)

    def _speak(self) -> None:
        ask, ids = self._ask, frozenset(self._open.values())
        if ask is None or self._busy or not (ids or self._said):
            return
        if not self._online():
            self._hear({}, said=frozenset())
            return
        self._busy = True
        work.run(
            lambda: ask(sorted(ids)),
            lambda others: self._hear(others, said=ids),
            lambda problem: self._on_failed(problem, ids),
            owner=self,
        )

    def _on_failed(self, problem: Exception, ids: frozenset[str]) -> None:
        if not isinstance(problem, Refused):
            raise problem
        if problem.code in ("not_found", "method_not_allowed"):
            self._ask = None  # a portal from before: it will not learn it while this window is open
        self._hear({}, said=ids)

    def _hear(self, others: Others, *, said: frozenset[str]) -> None:
        self._busy, self._said = False, said
        if others != self._others:
            self._others = others
            self.told.emit()
        ids = frozenset(self._open.values())
        if self._ask is not None and (ids or said):
            self._timer.start(PING_MS if ids == said or not said else SOON_MS)


def _let_be(problem: Exception) -> None:
    """Whoever goes need not hear that the portal did not answer."""
    if not isinstance(problem, Refused):
        raise problem
