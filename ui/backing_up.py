"""Backs the person's store up beside the window: soon after the start, then every few hours of work."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from models.problems import Refused
from models.store.backup import Backup
from ui import work

FIRST_MS = 60_000
"""The first one waits until the window is there and the first round is through."""
HOUR_MS = 3_600_000


class BackingUp(QObject):
    """`moved` when there are others now, or one failed; `backups` are the newest first, `problem` the last failure."""

    moved = Signal()

    def __init__(
        self,
        place: Path,
        listed: Callable[[], tuple[Backup, ...]],
        make: Callable[[], Backup],
        restore: Callable[[Path], None],
        hours: float,
    ) -> None:
        super().__init__()
        self.place, self.restore = place, restore
        self.backups: tuple[Backup, ...] = ()
        self.problem: Refused | None = None
        self.busy = False
        self._listed, self._make, self._hours = listed, make, hours
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.now)

    def start(self) -> None:
        """Reads which there are, and makes the next one in a while."""
        self._timer.start(FIRST_MS)
        work.run(self._listed, self._on_listed, owner=self, slow=True)

    def stop(self) -> None:
        """No further one; one under way ends by itself."""
        self._timer.stop()

    def now(self) -> None:
        """Makes one; one that is being made is not made twice."""
        if self.busy:
            return
        self.busy = True
        self._timer.start(round(self._hours * HOUR_MS))
        self.moved.emit()
        work.run(self._make_one, self._on_made, self._on_failed, owner=self, slow=True)

    def _make_one(self) -> tuple[Backup, ...]:
        self._make()
        return self._listed()

    def _on_made(self, backups: tuple[Backup, ...]) -> None:
        self.busy, self.problem = False, None
        self._on_listed(backups)

    def _on_listed(self, backups: tuple[Backup, ...]) -> None:
        self.backups = backups
        self.moved.emit()

    def _on_failed(self, problem: Exception) -> None:
        self.busy = False
        if not isinstance(problem, Refused):
            raise problem
        self.problem = problem
        self.moved.emit()
