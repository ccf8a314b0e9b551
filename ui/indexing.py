"""Lets the search index follow what changed, a few entries at a time behind the window, until it has caught up."""

from PySide6.QtCore import QObject, QTimer

from sync.client.lists import MANY
from ui import work
from ui.session import Session

AT_ONCE = 10
"""Entries of one step while a text is being written: entering them holds up its saving by some 5 ms."""
REST_MS = 10
"""Between two steps the processor belongs to the person."""
TIDIED_EVERY = 500
"""Entries after which what was written is brought into its place, before a person's own commit must do it."""
FIRST_MS = 2000
"""What an earlier run left behind waits until the window has been painted and the first round has begun."""


class Indexing(QObject):
    """Follows from its start and after every change. One step at a time; no step holds a thread while it rests."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._desk, self._session = session.desk, session
        self._busy, self._again, self._stopped, self._untidy = False, False, False, 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._step)
        self._timer.start(FIRST_MS)
        session.changed.connect(self.follow)

    def follow(self) -> None:
        """Something changed."""
        if self._busy:
            self._again = True
        elif not self._stopped and not self._timer.isActive():
            self._timer.start(REST_MS)

    def stop(self) -> None:
        """No further step; one under way ends by itself."""
        self._stopped = True
        self._timer.stop()

    def _step(self) -> None:
        self._busy, self._again = True, False
        work.run(self._follow, self._on_followed, self._on_failed, owner=self, slow=True)

    def _follow(self) -> int:
        most = AT_ONCE if self._desk.is_written else MANY
        behind = int(self._desk.index(most))
        self._untidy += most
        if self._untidy >= TIDIED_EVERY:
            self._desk.tidy()
            self._untidy = 0
        return behind

    def _on_followed(self, behind: int) -> None:
        self._busy, self._session.unindexed = False, behind
        if behind or self._again:
            self.follow()
        else:
            self._session.indexed.emit()

    def _on_failed(self, problem: Exception) -> None:
        self._busy = False
        raise problem
