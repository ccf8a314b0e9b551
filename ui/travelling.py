"""Looks every second how far files and large parts are that go up or come, as long as somebody looks and any does."""

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from ui.presenters.travelling import FileLine, file_lines, listing_lines
from ui.session import Session

EVERY_MS = 1000


class Travelling(QObject):
    """`told` carries a line for each file on its way; the last one, once all have arrived, is empty."""

    told = Signal(tuple)

    def __init__(self, session: Session, shown: QWidget) -> None:
        super().__init__(shown)
        self._session, self._shown = session, shown
        self._lines: tuple[FileLine, ...] = ()
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.look)
        session.changed.connect(self.look)

    def again(self) -> None:
        """What is shown is new: it is told even if nothing has moved."""
        self._lines = ()
        self.look()

    def look(self) -> None:
        """Looks now, and again until nothing is on its way."""
        desk, words = self._session.desk, self._session.words
        listed = listing_lines(desk.coming(), desk.rules.directory, words)
        lines = (*listed, *file_lines(desk.travelling(), words))
        if lines != self._lines:
            self._lines = lines
            self.told.emit(lines)
        if lines and self._shown.isVisible():
            self._timer.start()
        else:
            self._timer.stop()
