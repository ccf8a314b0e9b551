"""One program for each profile: a second start raises the first one's window and ends."""

import hashlib
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

PATIENCE_MS = 500


def name_of(folder: Path) -> str:
    """The name under which the program of a profile listens."""
    return "yanping-desk-" + hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:16]


class SingleInstance(QObject):
    """`raised` when another start of the same profile asked for the window."""

    raised = Signal()

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._name = name_of(folder)
        self._server: QLocalServer | None = None

    def claim(self) -> bool:
        """True when this is the first; otherwise the first was asked to show itself."""
        if self._ask():
            return False
        QLocalServer.removeServer(self._name)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_asked)
        return self._server.listen(self._name)

    def release(self) -> None:
        """Lets the name go at the end."""
        if self._server is not None:
            self._server.close()

    def _ask(self) -> bool:
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(PATIENCE_MS):
            return False
        socket.write(b"show\n")
        socket.waitForBytesWritten(PATIENCE_MS)
        socket.disconnectFromServer()
        return True

    def _on_asked(self) -> None:
        if self._server is not None:
            socket = self._server.nextPendingConnection()
            if socket is not None:
                socket.deleteLater()
            self.raised.emit()
