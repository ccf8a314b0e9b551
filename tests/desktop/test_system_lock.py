"""The desk covers itself with the computer's own lock; buses of the test's own stand for those of the computer."""

import shutil
import subprocess
from collections.abc import Iterator

import pytest
from PySide6.QtDBus import QDBusConnection, QDBusMessage
from pytestqt.qtbot import QtBot

from desktop.system_lock import LOGIN, SCREENS, SESSION, SystemLock, path_of
from tests.ui.frame import overlay, window
from ui.widgets.lock import LockScreen

pytestmark = pytest.mark.skipif(shutil.which("dbus-daemon") is None, reason="no message bus on this computer")


class Bus:
    """A message bus of its own, the desk's end of it and another's."""

    def __init__(self) -> None:
        words = ["dbus-daemon", "--session", "--nofork", "--print-address=1"]
        self._daemon = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        assert self._daemon.stdout is not None
        address = self._daemon.stdout.readline().strip()
        self.desk = QDBusConnection.connectToBus(address, "the desk")
        self.other = QDBusConnection.connectToBus(address, "another")

    def say(self, path: str, interface: str, name: str, *values: object) -> None:
        message = QDBusMessage.createSignal(path, interface, name)
        message.setArguments(list(values))
        assert self.other.send(message)

    def close(self) -> None:
        for name in ("the desk", "another"):
            QDBusConnection.disconnectFromBus(name)
        self._daemon.terminate()
        self._daemon.communicate()


@pytest.fixture
def bus(qtbot: QtBot) -> Iterator[Bus]:
    made = Bus()
    yield made
    made.close()


@pytest.mark.parametrize("screen", SCREENS)
def test_a_covered_screen_locks_the_desk_and_one_that_is_seen_again_does_not(
    bus: Bus, qtbot: QtBot, screen: str
) -> None:
    with window() as made:
        lock = SystemLock(made)
        lock.locked.connect(made.locking.lock)
        lock.listen(bus.desk, bus.desk, "")
        heard = list[bool]()
        lock.locked.connect(lambda: heard.append(True))
        bus.say("/ScreenSaver", screen, "ActiveChanged", False)
        bus.say("/ScreenSaver", screen, "ActiveChanged", True)
        qtbot.waitUntil(lambda: made.locking.on)
        assert heard == [True]
        assert isinstance(overlay(made), LockScreen)


def test_only_the_own_session_counts_and_only_the_computers_word(bus: Bus, qtbot: QtBot) -> None:
    lock, heard = SystemLock(), list[str]()
    lock.locked.connect(lambda: heard.append("locked"))
    lock.listen(bus.desk, bus.desk, "2")
    bus.say(path_of("2"), SESSION, "Lock")
    bus.say("/nothing", SCREENS[0], "ActiveChanged", False)
    assert bus.other.registerService(LOGIN)
    bus.say(path_of("3"), SESSION, "Lock")
    bus.say(path_of("2"), SESSION, "Unlock")
    qtbot.wait(100)
    assert heard == []
    bus.say(path_of("2"), SESSION, "Lock")
    qtbot.waitUntil(lambda: heard == ["locked"])


def test_without_a_bus_nothing_is_heard_and_nothing_fails(qtbot: QtBot) -> None:
    nowhere = QDBusConnection.connectToBus("unix:path=/nonexistent/bus", "nowhere")
    SystemLock().listen(nowhere, nowhere, "2")


@pytest.mark.parametrize(("identity", "path"), [("2", "_32"), ("c1", "c1"), ("12", "_312"), ("a-b", "a_2db")])
def test_a_session_speaks_under_its_name(identity: str, path: str) -> None:
    assert path_of(identity) == f"/org/freedesktop/login1/session/{path}"
