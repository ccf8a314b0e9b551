"""The desk's real window over a filled store, without a portal."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from bench import stores
from desktop.window import DeskWindow, Doors
from models.people import Actor
from sync.client.engine import Round
from ui import work
from ui.calm import keep_calm
from ui.courier import Courier
from ui.host import About
from ui.notices import Notices
from ui.session import Session
from ui.settings import Settings
from ui.style.look import Look
from ui.text import Words


@contextmanager
def opened(folder: Path, who: Actor | None = None) -> Iterator[DeskWindow]:
    """A shown window of the person whose profile this is."""
    application = QApplication.instance() or QApplication(sys.argv)
    assert isinstance(application, QApplication)
    application.setQuitOnLastWindowClosed(False)
    seat = stores.seat_in(folder, who)
    courier = Courier(Round, seat.desk.tally, stores.now, lambda _failures: 1e6)
    words, look = Words("zh"), Look("light")
    session = Session(seat.desk, words, who or stores.actor(), stores.now, lambda: None)

    def nothing() -> None:
        """The measured window asks for no more."""

    doors = Doors(nothing, nothing, nothing, lambda _password: True, nothing, About())
    window = DeskWindow(session, courier, look, Notices(words), Settings(), doors)
    window.show()
    keep_calm()
    settle()
    yield window
    work.finish()
    seat.close()


def settle(quiet: float = 0.02, most: float = 10.0) -> None:
    """Lets everything that was begun, behind the window as well, come to its end."""
    work.finish()
    end = calm = time.perf_counter() + most
    calm = time.perf_counter() + quiet
    while time.perf_counter() < min(calm, end):
        before = time.perf_counter()
        QApplication.processEvents()
        # Outside of `exec` Qt keeps what was to be deleted later for ever.
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        if time.perf_counter() - before > 0.002:
            calm = time.perf_counter() + quiet
        time.sleep(0.001)
