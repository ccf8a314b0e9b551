"""Keeps what the person is to be told, reckoned behind the window after every change and as the hours pass."""

from PySide6.QtCore import QObject, QTimer, Signal

from sync.client.reminding import Inbox
from ui import work
from ui.session import Session

SETTLE_MS = 800
"""Changes come in runs; the looking through all that is open waits until they rest."""
EVERY_MS = 300_000
FIRST_MS = 1500
"""The first look lets the window be used: it reads through all that is open."""


class Reminding(QObject):
    """`told` after each look; `latest` is None before the first."""

    told = Signal()

    def __init__(self, session: Session, window: QObject) -> None:
        """Ends with the window in which it is told."""
        super().__init__(window)
        self._session = session
        self._busy, self._again = False, False
        self.latest: Inbox | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SETTLE_MS)
        self._soon.timeout.connect(self.look)
        self._hours = QTimer(self)
        self._hours.setInterval(EVERY_MS)
        self._hours.timeout.connect(self.look)
        self._hours.start()
        session.changed.connect(lambda _ids: self._soon.start())

    def begin(self) -> None:
        """The first look, soon."""
        QTimer.singleShot(FIRST_MS, self, self.look)

    def look(self) -> None:
        """Reckons anew; asked meanwhile, another look follows."""
        if self._busy:
            self._again = True
            return
        self._busy, self._again = True, False
        work.run(self._session.desk.reminding.inbox, self._on_looked, self._on_failed, owner=self)

    def _on_looked(self, inbox: Inbox) -> None:
        self._busy = False
        if inbox != self.latest:
            self.latest = inbox
            self.told.emit()
        if self._again:
            self.look()

    def _on_failed(self, problem: Exception) -> None:
        self._busy = False
        raise problem
