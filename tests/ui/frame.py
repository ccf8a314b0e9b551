"""Builds the desk's window around a desk of sample matters, for tests and for looking at it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from desktop.window import DeskWindow, Doors
from models.people import Actor
from models.problems import Refused
from tests.ui.fakes import CLERK, NOW, FakeDesk
from ui import work
from ui.courier import Courier, SyncState
from ui.host import About
from ui.notices import Notices
from ui.session import Session
from ui.settings import Settings
from ui.style.look import Look
from ui.style.ring import RingStyle
from ui.text import Words
from ui.widgets.overlay import Overlay


@dataclass(frozen=True, slots=True)
class Brought:
    """What a round brought."""

    changed: tuple[str, ...] = ()
    rules: bool = False
    passed_over: Refused | None = None
    more: bool = False
    files: bool = False
    repaired: Any = None
    asks: tuple[Any, ...] = ()
    outdated: bool = False
    behind: bool = False
    again: int | None = None


@dataclass
class Called:
    """Remembers which doors were used."""

    names: list[str] = field(default_factory=list)

    def door(self, name: str) -> Any:
        return lambda *_given: self.names.append(name)


@contextmanager
def window(
    *,
    language: str = "zh",
    theme: str = "light",
    size: int = 100,
    desk: FakeDesk | None = None,
    actor: Actor = CLERK,
    state: SyncState | None = None,
    called: Called | None = None,
    by_hand: Any = None,
) -> Iterator[DeskWindow]:
    """A window of 1366×698 pixels, shown."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    look, held = Look(theme, size), desk or FakeDesk()
    style = RingStyle(look)
    app.setStyle(style)
    look.apply()
    settings = Settings()
    for name, value in (("language", language), ("theme", theme), ("size", size)):
        settings.put(name, value)
    made = _composed(look, settings, held, actor, state, called or Called(), by_hand)
    # A test waits for no first moment of rest.
    made.reminding.look()
    made.resize(1366, 698)
    _alone(app)
    made.show()
    made.activateWindow()
    QTest.qWaitForWindowActive(made)
    try:
        yield made
    finally:
        _end(made)
        app.setStyle("Fusion")


def _alone(app: QApplication) -> None:
    """What an earlier test left on the screen must not hold the focus."""
    for one in app.topLevelWidgets():
        if one.isVisible():
            one.hide()


def _composed(
    look: Look, settings: Settings, held: FakeDesk, actor: Actor, state: SyncState | None, doors: Called, by_hand: Any
) -> DeskWindow:
    words = Words(settings["language"])
    courier = Courier(Brought, lambda: (len(held.sent), len(held.refused)), lambda: NOW, lambda _n: 60.0)
    courier.state = state or SyncState("synced", NOW, waiting=len(held.sent), undelivered=len(held.refused))
    session = Session(held, words, actor, lambda: NOW, lambda: None)
    named = {name: doors.door(name) for name in ("quit", "hide", "sign_out", "relanguage", "second_desk")}
    about = About("1.0.0", Path("/tmp/延平门户"), "https://portal.yanping.example", by_hand=by_hand)
    return DeskWindow(
        session,
        courier,
        look,
        Notices(words),
        settings,
        Doors(unlock=lambda password: password == "right", about=about, **named),
    )


def _end(made: DeskWindow) -> None:
    """Deferred deletions wait for an event loop that a test never enters; they are sent on their way here."""
    work.finish()
    made.courier.stop()
    made.hide()
    for one in (*made.own_windows, made):
        one.deleteLater()
    settle()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def settle() -> None:
    """Lets everything that was begun or posted happen."""
    app = QApplication.instance()
    assert app is not None
    for _ in range(3):
        work.finish()
        app.processEvents()


def overlay(made: QWidget) -> Overlay:
    """The sheet, drawer or question that lies over a window now."""
    return next(one for one in made.findChildren(Overlay) if one.isVisible())


def cut_labels(root: QWidget) -> list[str]:
    """Every visible label that is narrower or lower than its words need, or letters under 13 px."""
    found = []
    for label in root.findChildren(QLabel):
        if not label.isVisible() or not label.text():
            continue
        if label.fontInfo().pixelSize() < 13:
            found.append(f"{label.text()!r} in letters of {label.fontInfo().pixelSize()} px")
        elif label.wordWrap():
            if label.heightForWidth(label.width()) > label.height() + 2:
                found.append(f"{label.text()!r} lower than its words")
        elif label.sizeHint().width() > label.width() + 2:
            found.append(f"{label.text()!r} {label.width()} of {label.sizeHint().width()} px")
    return found


def nameless(root: QWidget) -> list[str]:
    """Every widget that takes the keyboard and has no name to be read out."""
    return [
        f"{type(one).__name__} in {type(one.parentWidget()).__name__}"
        for one in root.findChildren(QWidget)
        if one.isVisible() and one.focusPolicy().value & 1 and not one.accessibleName() and not _own_parts(one)
    ]


def _own_parts(widget: QWidget) -> bool:
    return widget.objectName().startswith("qt_") or type(widget).__name__ in ("QScrollBar", "QHeaderView")
