"""Tells when the computer's own session was locked: then nobody sits here, whatever the minutes of the desk say.

Where there is no message bus (D-Bus) to say so, the desk's own minutes count alone."""

import os
from typing import Any

from PySide6.QtCore import SLOT, QObject, Signal, Slot
from PySide6.QtDBus import QDBusConnection

SCREENS = (
    "org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver", "org.mate.ScreenSaver", "org.cinnamon.ScreenSaver",
    "org.xfce.ScreenSaver",
)  # fmt: skip
"""What desktops call the one who covers the screen; each says ActiveChanged, and answers to several names at once."""
LOGIN, SESSION = "org.freedesktop.login1", "org.freedesktop.login1.Session"


class SystemLock(QObject):
    """`locked` when the session was locked. That it was opened again is no word of the person's to this desk."""

    locked = Signal()

    @Slot()
    def begin(self) -> None:
        """Listens to the buses of this computer, as far as they are there."""
        self.listen(QDBusConnection.sessionBus(), QDBusConnection.systemBus(), os.environ.get("XDG_SESSION_ID", ""))

    def listen(self, session: QDBusConnection, system: QDBusConnection, identity: str) -> None:
        """Listens to these; `identity` is what the computer calls this session among those of all who are signed in."""
        if session.isConnected():
            for each in SCREENS:
                self._hear(session, "", "", each, "ActiveChanged", SLOT("on_covered(bool)"))
        if system.isConnected() and identity:
            self._hear(system, LOGIN, path_of(identity), SESSION, "Lock", SLOT("on_locked()"))

    def _hear(self, bus: QDBusConnection, service: str, path: str, interface: str, name: str, slot: Any) -> None:
        bus.connect(service, path, interface, name, self, slot)  # the stubs want bytes, Qt wants text

    @Slot(bool)
    def on_covered(self, on: bool) -> None:
        """The screen is covered, or seen again."""
        if on:
            self.locked.emit()

    @Slot()
    def on_locked(self) -> None:
        """The session is to be locked."""
        self.locked.emit()


def path_of(identity: str) -> str:
    """Under which path a session speaks: what is neither letter nor digit, and a digit in front, stands in hex."""
    signs = (
        sign if sign.isascii() and (sign.isalpha() or (sign.isdigit() and at)) else f"_{ord(sign):02x}"
        for at, sign in enumerate(identity)
    )
    return f"/org/freedesktop/login1/session/{''.join(signs)}"
