"""The window: puts bar, rail, screens, sheets and toasts together, and holds no rule about matters."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.actions import Keys, listed_only, rail_keys
from desktop.banners import Banners
from desktop.commands import everywhere
from desktop.locking import Locking
from desktop.own_window import MatterWindow
from models.problems import Refused
from ui.counting import Counting
from ui.courier import Courier, SyncState
from ui.host import About, Command, ScreenView
from ui.notices import Notice, Notices, Question
from ui.places import home_of, places_of
from ui.presenters import shell
from ui.presenters.reminders import unread
from ui.reminding import Reminding
from ui.session import Session
from ui.settings import Settings
from ui.style.look import Look
from ui.views.registry import SCREENS
from ui.views.shortcuts import key_words
from ui.views.sync import open_drawer
from ui.widgets.ask import AskSlip
from ui.widgets.panels import column, ground
from ui.widgets.rail import Rail
from ui.widgets.toast import Toast
from ui.widgets.top_bar import TopBar


@dataclass(frozen=True, slots=True)
class Doors:
    """What the window can ask of the program around it."""

    quit: Callable[[], None]
    hide: Callable[[], None]
    sign_out: Callable[[], None]
    unlock: Callable[[str], bool]
    relanguage: Callable[[], None]
    about: About
    second_desk: Callable[[], None] | None = None


class DeskWindow(QWidget):
    """The host of all screens. `shown` is emitted after the first paint."""

    painted = Signal()

    def __init__(
        self, session: Session, courier: Courier, look: Look, notices: Notices, settings: Settings, doors: Doors
    ) -> None:
        super().__init__()
        self.session, self.courier, self.look, self.notices, self.settings = session, courier, look, notices, settings
        self.words, self.doors, self.about = session.words, doors, doors.about
        self._screens: dict[str, ScreenView] = {}
        self._trail: list[str] = []
        self.own_windows: list[MatterWindow] = []
        self._current, self._first = "", True
        self.counting, self.reminding = Counting(session, self), Reminding(session, self)
        self.keys = Keys(self)
        self.locking = Locking(self, session, doors.unlock)
        self._assemble()
        self._wire()
        self.resize(look.px(1366), look.px(698))
        self.setMinimumSize(800, 520)

    # The frame.

    def _assemble(self) -> None:
        look, words, shown = self.look, self.words, places_of(self.session.actor)
        keys = rail_keys(shown)
        ground(self, "canvas")
        self.bar = TopBar(look, words)
        places = [(place, words(f"shell.rail_{place.id}"), key_words(keys.get(place.id, ""))) for place in shown]
        self.rail = Rail(look, words("shell.rail"), words("shell.rail_more"), places)
        self.pages = QStackedWidget()
        self._banners = Banners(look, words)
        page = QWidget()
        right = QVBoxLayout(page)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addLayout(self._banners.lines)
        right.addWidget(self.pages, 1)
        below = QHBoxLayout()
        below.setSpacing(0)
        below.addWidget(self.rail)
        below.addWidget(page, 1)
        outer = column(self, (0, 0, 0, 0), 0)
        outer.addWidget(self.bar)
        outer.addLayout(below, 1)
        self.toast = Toast(self.pages, look, words("shell.close"))
        self._say_person()

    def _wire(self) -> None:
        self.rail.went.connect(self.go)
        self.bar.search_asked.connect(lambda: self.run("search"))
        self.bar.sync_asked.connect(lambda: open_drawer(self.session, self, self.courier))
        self.bar.person_asked.connect(lambda: self.run("person_menu"))
        self.bar.unit_asked.connect(lambda: self.run("unit_menu"))
        self.bar.reminders_asked.connect(lambda: self.go("reminders"))
        self.courier.moved.connect(self._on_moved)
        self.courier.brought.connect(self.session.changed)
        self.courier.warned.connect(self._on_warned)
        self.session.changed.connect(self._on_changed)
        self.counting.counted.connect(self._say_counts)
        self.counting.count()
        self.reminding.told.connect(self._say_counts)
        self.reminding.begin()
        self.notices.toasted.connect(self.toast.tell)
        self.notices.toasted.connect(self._on_done)
        self.notices.bannered.connect(self._banners.show)
        self.notices.asked.connect(self._ask)
        self.look.changed.connect(self._arrange)
        self._on_moved(self.courier.state)

    # What views may ask: the Host.

    @property
    def window_widget(self) -> QWidget:
        return self

    def go(self, screen: str, **what: str) -> None:
        """Shows a screen; the one before it may object, because something could not be saved."""
        before = self._screens.get(self._current)
        if before is not None and self._current != screen and not before.leave():
            self.rail.mark(self._current)
            return
        view = self._screen(screen)
        if self._current and self._current != screen:
            self._trail = [*self._trail[-20:], self._current]
        self._current = screen
        self.pages.setCurrentWidget(view)
        self.rail.mark(screen)
        self._arrange()
        view.enter(**what)
        self.keys_changed()

    def open_matter(self, kind: str, id: str, *, pane: str = "", own_window: bool = False) -> None:
        """Opens a matter on its kind's screen, or in its own window."""
        if own_window:
            window = MatterWindow(self, self.session, id)
            self.own_windows = [one for one in self.own_windows if one.isVisible()] + [window]
            window.show()
        else:
            self.go(home_of(kind, self.session.actor), id=id, pane=pane)

    def back(self) -> None:
        """Alt ←."""
        if self._trail:
            to = self._trail.pop()
            self.go(to)
            self._trail = [one for one in self._trail if one != to] if self._trail[-1:] == [to] else self._trail

    def keys_changed(self) -> None:
        """Binds the keys of what is shown, and says in the title bar what that is."""
        view = self._screens.get(self._current)
        own = view.commands() if view is not None else ()
        self.keys.bind([*own, *everywhere(self), *listed_only()])
        self.setWindowTitle(self._title(view))

    # What the frame does by itself.

    @property
    def current(self) -> str:
        return self._current

    @property
    def screen_view(self) -> ScreenView | None:
        return self._screens.get(self._current)

    def relanguage(self) -> None:
        """Another language: the program makes a new window; what is being written is saved first."""
        if all(view.leave() for view in self._screens.values()):
            self.doors.relanguage()

    def choose_unit(self, unit: str) -> None:
        """Another unit of the same person: lists and new items follow it."""
        self.settings.put("unit", unit)
        self._say_person()
        self.session.changed.emit([])

    def counts(self) -> dict[str, int]:
        """What needs the person, by name."""
        inbox = self.reminding.latest
        return {**self.counting.latest, "reminders": len(unread(inbox)) if inbox is not None else 0}

    def run(self, id: str) -> None:
        """Runs the command of an id, as its key would."""
        found = next((one for one in self.all_commands() if one.id == id and one.do is not None), None)
        if found is not None and found.do is not None:
            found.do()

    def all_commands(self) -> tuple[Command, ...]:
        return self.keys.commands

    def _screen(self, id: str) -> ScreenView:
        if id not in self._screens:
            view = SCREENS[id](self.session, self)
            self._screens[id] = view
            self.pages.addWidget(view)
        return self._screens[id]

    def _title(self, view: ScreenView | None) -> str:
        if self.locking.on:
            return self.words("shell.app")
        screen = self.words(f"shell.rail_{self._current}") if self._current else ""
        matter = view.subtitle() if view is not None else ""
        key = "shell.window_title_matter" if matter else "shell.window_title"
        return self.words(key, screen=screen, title=matter)

    def _say_person(self) -> None:
        actor = self.session.actor
        unit = self.settings["unit"] if self.settings["unit"] in actor.units() else next(iter(actor.units()), "")
        self.bar.put_person(actor.name, shell.role_word(actor, unit, self.words))
        self.bar.put_unit(shell.unit_name(self.session.desk.rules.directory, unit, self.words))

    def _say_counts(self) -> None:
        counts = self.counts()
        self.bar.bell.put(counts["reminders"])
        self.rail.put_badges(shell.badges(counts, self.courier.state))

    def _on_moved(self, state: SyncState) -> None:
        self.bar.put_sync(shell.sync_face(state, self.words))
        self._say_counts()
        if state.phase == "synced":
            self._banners.settle("known")

    def _on_warned(self, problem: Refused) -> None:
        first, rest = self.words.opening(self.words.refusal(problem))
        notice = Notice("explained", first, rest)
        if problem.code == "withheld":
            asked, look = self.session.desk.withheld, partial(self.go, "undelivered")
            notice = replace(notice, holds=lambda: bool(asked()), action=self.words("sync.taken_look"), act=look)
        self.notices.banner(notice)

    def _on_changed(self, ids: list[str]) -> None:
        """Anything may be different: also what the person is, what their unit is called, and what they may begin."""
        self._banners.settle()
        if not ids:
            self._say_person()
            self.keys_changed()

    def _on_done(self, _notice: object) -> None:
        """A step was taken: what stood in the way of the one before is settled."""
        self._banners.settle("act")

    def _ask(self, question: Question) -> None:
        AskSlip(self, self.look, self.words, question).open()

    def _arrange(self) -> None:
        how = shell.arrange(self.width(), self.height(), self.look.size)
        self.rail.set_row(how.rail_row)
        view = self.screen_view
        if view is not None:
            view.arrange(how)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
        self.toast.place()

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if self._first and event.type() == QEvent.Type.Paint:
            self._first = False
            self.painted.emit()
        return done

    def closeEvent(self, event: QCloseEvent) -> None:
        view = self.screen_view
        if view is not None and not view.leave():
            event.ignore()
            return
        event.ignore()
        self.doors.hide()
