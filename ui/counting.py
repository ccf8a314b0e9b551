"""Counts what needs the person, off the main thread: over 100,000 matters a count takes longer than a frame."""

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal

from ui import work
from ui.session import Session


class Counting(QObject):
    """`counted` after every change that a count saw; of changes that come meanwhile only one more count is made."""

    counted = Signal()

    def __init__(self, session: Session, window: QObject) -> None:
        """Ends with the window that it counts for."""
        super().__init__(window)
        self._session = session
        self._busy, self._again = False, False
        self.latest: Mapping[str, int] = {}
        session.changed.connect(self.count)

    def count(self) -> None:
        """Counts anew, soon."""
        if self._busy:
            self._again = True
            return
        self._busy, self._again = True, False
        work.run(self._session.desk.counts, self._on_counted, self._on_failed, owner=self, slow=True)

    def _on_counted(self, counts: Mapping[str, int]) -> None:
        self._busy = False
        if counts != self.latest:
            self.latest = counts
            self.counted.emit()
        if self._again:
            self.count()

    def _on_failed(self, problem: Exception) -> None:
        self._busy = False
        raise problem
