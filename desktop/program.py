"""The program's course: sign-in, window, tray, sign-out; it owns what lives longer than a window."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop import keeping
from desktop.at_door import AtDoor
from desktop.backups import Backups
from desktop.crash import CrashHandler, flush_texts
from desktop.entrance import Entrance, Pass, Room
from desktop.greeting import greet, say_elsewhere
from desktop.opened import Opened
from desktop.paths import Profile
from desktop.signing import Signing
from desktop.tray import Tray, app_icon
from desktop.window import DeskWindow, Doors
from models.problems import Refused
from ui import work
from ui.backing_up import BackingUp
from ui.company import Company
from ui.courier import Courier, SyncState
from ui.host import About
from ui.indexing import Indexing
from ui.notices import Notice, Notices
from ui.presenters import signing_in
from ui.session import Session
from ui.settings import Settings
from ui.style.look import Look
from ui.text import Words
from ui.views.sign_in import SignInView


class Program(QObject):
    """`ready` once a window can be used, `ended` when the program should go."""

    ready = Signal()
    ended = Signal()

    def __init__(
        self,
        profile: Profile,
        settings: Settings,
        look: Look,
        entrance: Entrance,
        signing: Signing,
        crash: CrashHandler,
        now: Callable[[], datetime],
        about: Callable[[Path], About],
        second_desk: Callable[[], None] | None = None,
    ) -> None:
        super().__init__()
        self._profile, self._settings, self._look = profile, settings, look
        self._entrance, self._signing, self._crash = entrance, signing, crash
        self._now, self._about, self._second_desk = now, about, second_desk
        self._door: SignInView | None = None
        self._room: Room | None = None
        self._given: Pass | None = None
        self._courier: Courier | None = None
        self._session: Session | None = None
        self._indexing: Indexing | None = None
        self._backing_up: BackingUp | None = None
        self._tray: Tray | None = None
        self._account, self.recovered, self._told_tray = "", False, False
        self.window: DeskWindow | None = None
        signing.entered.connect(self._on_entered)
        signing.refused.connect(self._on_refused)
        signing.prepared.connect(self._on_prepared)
        self._at_door = AtDoor(entrance, signing, lambda: self._door, self._words)

    # Sign-in.

    def start(self) -> None:
        """Goes straight in where this computer remembers the person, else to the sign-in."""
        preparing = self._signing.prepare()
        if not self._signing.go_straight_in():
            self.show_door()
            if preparing and self._door is not None and not self._door.has_people:
                self._door.busy(True, self._words()("sign_in.starting"))

    def show_door(self) -> None:
        """The sign-in screen."""
        view = SignInView(self._look, self._words(), self._signing.pane(self._words()))
        view.setWindowIcon(app_icon(self._look, self._words()("shell.mark")))
        view.asked.connect(self._signing.ask)
        view.portal_given.connect(self._signing.set_portal)
        view.tried.connect(self._signing.try_out)
        view.language_asked.connect(self._other_language_at_door)
        self._swap_door(view)
        view.show()
        self._at_door.empty()
        self.ready.emit()

    def show(self) -> None:
        """Brings whatever window there is to the front."""
        front: QWidget | None = self.window or self._door
        if front is not None:
            front.show()
            front.setWindowState(front.windowState() & ~Qt.WindowState.WindowMinimized)
            front.raise_()
            front.activateWindow()

    def _words(self) -> Words:
        return Words(self._settings["language"])

    def _swap_door(self, view: SignInView | None) -> None:
        if self._door is not None:
            self._door.close()
            self._door.deleteLater()
        self._door = view

    def _other_language_at_door(self) -> None:
        self._settings.put("language", "en" if self._settings["language"] == "zh" else "zh")
        self.show_door()

    def _on_prepared(self) -> None:
        if self._door is not None and not self._door.has_people:
            self.show_door()
        elif self._courier is not None:
            self._courier.now()

    def _on_refused(self, field: str, sentence: str) -> None:
        if self._door is None:
            self.show_door()
        if self._door is not None:
            self._door.say(field, sentence)

    def _back_to_door(self, problem: Refused) -> None:
        """The person's store cannot be used: the sign-in says why."""
        self.show_door()
        self._on_refused(*signing_in.error(problem, self._words()))

    def _on_courier_moved(self, state: SyncState) -> None:
        problem = state.problem
        if problem is not None and problem.code in ("lease_ended", "device_revoked") and self.leave_room():
            self._back_to_door(problem)
        elif state.phase == "synced" and self.window is not None and self._room is not None:
            say_elsewhere(self.window, self._room)

    # The desk.

    def _on_entered(self, account: str, given: Pass, offline: bool) -> None:
        try:
            self._given, self._account = given, account
            self._room = room = self._entrance.enter(given, account)
        except Refused as problem:
            self._back_to_door(problem)
            if problem.code == "store_damaged" and self._door is not None:
                keeping.offer(self._door, self._look, self._words(), self._kept(given), self._put_back)
            return
        self._courier = Courier(room.one_round, room.tally, self._now, room.pause, room.compare_next, room.wait)
        actor = given.actor(room.device)
        self._courier.moved.connect(self._on_courier_moved)
        courier = self._courier
        company = Company(room.others, lambda: courier.state.phase in ("synced", "syncing"))
        self._session = Session(room.desk, self._words(), actor, self._now, courier.now, company)
        self._indexing = Indexing(self._session)
        self._backing_up = keeping.beside(self._kept(given), self._put_back)
        self._courier.moved.connect(self._indexing.follow)
        self._make_window(self._settings["start_screen"])
        self._swap_door(None)
        if self.window is None:
            return
        greet(self.window, self._entrance, offline=offline, recovered=self.recovered)
        self._courier.recount()
        if self._settings["sync_alone"]:
            self._courier.start()

    def _kept(self, given: Pass) -> Backups:
        return Backups(self._profile.folder, given.person, self._now, bytes.fromhex(given.key))

    def _put_back(self, path: Path) -> None:
        """Goes back to a backup: the window closes over it and opens again, whatever comes of it."""
        given, account = self._given, self._account
        if given is None or not self.leave_room():
            return
        problem: Refused | None = None
        try:
            self._kept(given).restore(path)
        except Refused as fault:
            problem = fault
        self._on_entered(account, given, False)
        if self.window is not None and problem is None:
            self.window.notices.banner(Notice("verified", self._words()("settings.restored")))
        elif self.window is not None and problem is not None:
            self.window.notices.problem(problem)

    def _make_window(self, screen: str) -> None:
        session, courier, old = self._session, self._courier, self.window
        if session is None or courier is None or self._room is None:
            return
        session.words = self._words()
        notices = Notices(session.words)
        window = DeskWindow(session, courier, self._look, notices, self._settings, self._doors())
        window.setWindowIcon(app_icon(self._look, session.words("shell.mark")))
        self.window = window
        window.locking.changed.connect(lambda _on: Opened(self._profile.folder).clear())
        self._crash.serve(window, notices)
        window.go(screen)
        if old is not None:
            window.setGeometry(old.geometry())
            old.hide()
            old.deleteLater()
        window.show()
        self._make_tray(session, courier)
        self.ready.emit()

    def _doors(self) -> Doors:
        return Doors(
            quit=self.quit,
            hide=self.hide,
            sign_out=self.sign_out,
            unlock=lambda password: self._signing.opens(self._account, password),
            relanguage=lambda: self._make_window("settings"),
            about=self._described(),
            second_desk=self._second_desk,
        )

    def _described(self) -> About:
        given, about = self._given, self._about(self._profile.folder)
        if given is None:
            return about
        changing, care = self._change_password, partial(self._entrance.care, given)
        by_hand = self._room.by_hand if self._room is not None else None
        return replace(about, change_password=changing, backing_up=self._backing_up, by_hand=by_hand, care=care)

    def _change_password(self, old: str, new: str) -> None:
        """Off the main thread. The new one opens what is sealed here, and this screen's lock."""
        if self._given is not None:
            self._given = self._entrance.change_password(self._given, old, new)
            self._signing.renew(self._account, self._given, new)

    def _make_tray(self, session: Session, courier: Courier) -> None:
        if self._tray is not None:
            self._tray.stop()
        self._tray = Tray(self._look, session.words, self._settings, self.show, courier.now, self.quit)
        self._tray.start()
        courier.moved.connect(self._tell_tray)
        if self.window is not None:
            self.window.counting.counted.connect(self._tell_tray)
            self.window.reminding.told.connect(self._tell_tray)

    def _tell_tray(self, _state: Any = None) -> None:
        if self._tray is not None and self.window is not None and self._courier is not None:
            self._tray.quiet = self.window.locking.on
            away = not self.window.isActiveWindow()
            self._tray.tell(self.window.counts(), self._courier.state, away=away)

    # The end.

    def hide(self) -> None:
        """Into the tray, where there is one and the person wants it; else the end."""
        if self.window is None or self._tray is None or not self._tray.there or not self._settings["close_to_tray"]:
            self.quit()
            return
        self.window.hide()
        if not self._told_tray:
            self._told_tray = True
            self._tray.say_here()

    def sign_out(self) -> None:
        """Back to the sign-in; drafts and what waits stay here."""
        given = self._given
        if given is not None and self.leave_room():
            work.run(lambda: self._entrance.sign_out(given), failed=lambda _problem: None)
            self._signing.forget(self._account)
            self.show_door()

    def leave_room(self) -> bool:
        """Closes window and store; False when something on the screen could not be saved."""
        view = self.window.screen_view if self.window is not None else None
        if view is not None and not view.leave():
            return False
        flush_texts()
        if self._session is not None:
            self._session.company.stop()
        for one in (self._courier, self._indexing, self._backing_up, self._tray):
            if one is not None:
                one.stop()
        if self.window is not None:
            self.window.hide()
            self.window.deleteLater()
        work.finish()
        if self._room is not None:
            self._room.close()
        self.window, self._courier, self._room, self._session, self._tray = None, None, None, None, None
        self._indexing, self._backing_up = None, None
        return True

    def quit(self) -> None:
        """The end: saves, stops, and says so."""
        if self.leave_room():
            self._swap_door(None)
            self.ended.emit()
