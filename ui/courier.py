"""Keeps the rounds of sync going behind the window: one at a time, off the main thread, and says where it stands."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from models.problems import Refused, Unreachable
from ui import work
from ui.listening import Listening

SETTLE_MS = 300
FIRST_MS = 400
"""The first round lets the window be painted: loading the network's libraries holds up everything else."""
PAUSE_S, LISTENING_S = 20, 60
"""How often the portal is asked by itself: where nothing tells that something changed, and where a line is held that
does."""
LONGEST_S = 300


@dataclass(frozen=True, slots=True)
class Compared:
    """When what is here was compared with the portal, and how much was fetched anew and let go."""

    at: datetime
    fetched: int = 0
    let_go: int = 0


@dataclass(frozen=True, slots=True)
class SyncState:
    """Where sync stands. `phase` is new, syncing, synced, offline or sign_in; `comparing` while a comparison that was
    asked for has not been made."""

    phase: str = "new"
    last: datetime | None = None
    next_try: datetime | None = None
    waiting: int = 0
    undelivered: int = 0
    problem: Refused | None = None
    compared: Compared | None = None
    comparing: bool = False


class Repair(Protocol):
    """What a comparison put right."""

    @property
    def let_go(self) -> int: ...
    @property
    def fetched(self) -> int: ...


class Asked(Protocol):
    """What the portal took away in a mass, of which the person is asked."""

    @property
    def rows(self) -> int: ...
    @property
    def of(self) -> int: ...


class Round(Protocol):
    """What a round brought: which matters look different now, whether other rules are in force, whether there is more
    to fetch or bring at once, whether files came that somebody looked for, what a comparison put right, what the portal
    took away in a mass, whether this program or the portal is too old for the other, and how many acts a portal that
    was put back had forgotten."""

    @property
    def changed(self) -> tuple[str, ...]: ...
    @property
    def rules(self) -> bool: ...
    @property
    def passed_over(self) -> Refused | None: ...
    @property
    def more(self) -> bool: ...
    @property
    def files(self) -> bool: ...
    @property
    def repaired(self) -> Repair | None: ...
    @property
    def asks(self) -> Sequence[Asked]: ...
    @property
    def outdated(self) -> bool: ...
    @property
    def behind(self) -> bool: ...
    @property
    def again(self) -> int | None: ...


class Courier(QObject):
    """`moved(state)` after every change of state; `brought(ids)` when a round changed rows here, with no id when it
    changed the rules; `warned(problem)` for what should be known although the round went well."""

    moved = Signal(object)
    brought = Signal(list)
    warned = Signal(object)

    def __init__(
        self,
        one_round: Callable[[], Round],
        tally: Callable[[], tuple[int, int]],
        now: Callable[[], datetime],
        pause: Callable[[int], float],
        compare_next: Callable[[], None] = lambda: None,
        wait: Callable[[], bool] | None = None,
    ) -> None:
        super().__init__()
        self._listening = Listening(wait, self.now) if wait is not None else None
        self._alone = False
        self._round, self._tally, self._now, self._pause = one_round, tally, now, pause
        self._compare_next = compare_next
        self._busy, self._again, self._fails, self._stopped = False, False, 0, False
        self.state = SyncState()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._go)

    def start(self) -> None:
        """Begins with a round as soon as the window stands, and goes on by itself."""
        self._alone = True
        self._timer.start(FIRST_MS)

    def stop(self) -> None:
        """No further rounds; one under way ends by itself, and nobody is told of it any more."""
        self._stopped = True
        self._timer.stop()
        if self._listening is not None:
            self._listening.stop()

    def now(self) -> None:
        """A round as soon as the person's hands rest; asked during a round, another follows it."""
        if self._busy:
            self._again = True
        elif not self._stopped:
            self.recount()
            self._timer.start(SETTLE_MS)

    def compare(self) -> None:
        """A round in which all that is here is compared with the portal."""
        self._compare_next()
        self._move(replace(self.state, comparing=True))
        self.now()

    def recount(self) -> None:
        """Tells anew how much waits."""
        waiting, undelivered = self._tally()
        self._move(replace(self.state, waiting=waiting, undelivered=undelivered))

    def _go(self) -> None:
        if self._busy or self._stopped:
            return
        self._busy, self._again = True, False
        if self.state.phase != "offline":
            self._move(replace(self.state, phase="syncing"))
        work.run(self._round, self._on_done, self._on_failed, slow=True)

    def _on_done(self, result: Round) -> None:
        self._busy, self._fails = False, 0
        if self._stopped:
            return
        waiting, undelivered = self._tally()
        phase = "syncing" if result.more else "synced"
        compared, found = self.state.compared, result.repaired
        if found is not None:
            compared = Compared(self._now(), found.fetched, found.let_go)
        comparing = self.state.comparing and found is None and not result.outdated
        hint = Refused("desk_outdated") if result.outdated else Refused("portal_behind") if result.behind else None
        self._move(SyncState(phase, self._now(), None, waiting, undelivered, hint, compared, comparing))
        if result.changed or result.rules or result.files:
            self.brought.emit([] if result.rules or result.files else list(result.changed))
        if result.passed_over is not None:
            self.warned.emit(result.passed_over)
        if result.again is not None:
            self.warned.emit(Refused("portal_put_back", n=result.again))
        for one in result.asks:
            self.warned.emit(Refused("withheld", rows=one.rows, of=one.of))
        if self._listening is not None and self._alone and not result.more:
            self._listening.begin()
        self._next(0 if result.more else SETTLE_MS / 1000 if self._again else self._rest())

    def _on_failed(self, problem: Exception) -> None:
        self._busy = False
        if self._stopped:
            return
        if not isinstance(problem, Refused):
            self._next(LONGEST_S)
            raise problem
        self._fails += 1
        seconds = min(self._pause(self._fails), LONGEST_S)
        phase = "offline" if isinstance(problem, Unreachable) else "sign_in" if _session_over(problem) else "offline"
        waiting, undelivered = self._tally()
        later = self._now() + timedelta(seconds=seconds)
        kept, before = (self.state.compared, self.state.comparing), self.state.problem
        self._move(SyncState(phase, self.state.last, later, waiting, undelivered, problem, *kept))
        if problem.code == "desk_copied" and (before is None or before.code != problem.code):
            self.warned.emit(problem)
        self._next(seconds)

    def _rest(self) -> float:
        return LISTENING_S if self._listening is not None and self._listening.holds else PAUSE_S

    def _next(self, seconds: float) -> None:
        if not self._stopped:
            self._timer.start(int(seconds * 1000))

    def _move(self, state: SyncState) -> None:
        if state != self.state:
            self.state = state
            self.moved.emit(state)


def _session_over(problem: Refused) -> bool:
    codes = "signed_out", "device_wrong", "account_disabled", "password_must_change", "desk_copied"
    return problem.code in codes
