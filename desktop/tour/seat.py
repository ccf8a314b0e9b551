"""One desk of the tour: a real program with a profile of its own, a person at it, and what that person sees."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.bootstrap import VERSION, now
from desktop.crash import CrashHandler
from desktop.paths import Profile
from desktop.program import Program
from desktop.rooms import HttpEntrance
from desktop.signing import Signing, memory_in
from desktop.tour.hands import WentWrong, click, named, press, settle, until, write
from desktop.tour.network import Cable
from desktop.trial import Trial
from desktop.window import DeskWindow
from models.matter import Matter
from ui import work
from ui.host import About
from ui.presenters.signing_in import TrialPerson
from ui.settings import Settings
from ui.style.look import Look
from ui.text import Words
from ui.views.sign_in import SignInView


class Guests:
    """The trial's people, met at the end of a cable in place of the portal's own address."""

    def __init__(self, trial: Trial, cable: Cable) -> None:
        self._trial, self._cable = trial, cable

    def prepare(self) -> str:
        """Where the portal is found from here."""
        return self._cable.url

    def people(self) -> tuple[TrialPerson, ...]:
        """Whom the sign-in offers."""
        return self._trial.people()

    def password_of(self, account: str) -> str:
        """What `init` printed."""
        return self._trial.password_of(account)


class Seat:
    """A desk of the tour. `window` is there while somebody is signed in, `door` while nobody is; `folder` is its
    profile. Without `guests` its sign-in offers nobody, as that of an office."""

    def __init__(
        self, folder: Path, look: Look, language: str, trial: Trial, cable: Cable, *, guests: bool = True
    ) -> None:
        self.look, self.cable, self._trial, self._guests = look, cable, trial, guests
        self.folder = folder
        self._profile = Profile(folder).make()
        self._settings = Settings(self._profile.settings)
        for name, value in (("language", language), ("theme", "light"), ("size", 100)):
            self._settings.put(name, value)
        self.words = Words(language)
        self._program = self._made()

    def _made(self) -> Program:
        entrance = HttpEntrance(self.cable.url, self._profile, now)
        guests = Guests(self._trial, self.cable) if self._guests else None
        signing = Signing(
            self._profile, self._settings, entrance, memory_in(self._profile), guests, now, self.cable.url, VERSION
        )
        crash = CrashHandler(self._profile, self.look, lambda: self.words)
        return Program(
            self._profile, self._settings, self.look, entrance, signing, crash, now,
            lambda folder: About(VERSION, folder, self.cable.url), second_desk=lambda: None,
        )  # fmt: skip

    # The way in and out.

    def open(self, *, recovered: bool = False) -> SignInView:
        """Starts the program: the sign-in."""
        self._program.recovered = recovered
        self._program.start()
        until(lambda: self.door.has_people or not self._guests, "the people of the trial at the sign-in")
        self.door.resize(1366, 698)
        return self.door

    @property
    def door(self) -> SignInView:
        """The sign-in that is shown."""
        shown = self._program._door
        if shown is None or not shown.isVisible():
            raise WentWrong("no sign-in is shown")
        return shown

    def sign_in(self, account: str) -> None:
        """Writes name and password and presses Enter; without a network the same."""
        self.knock(account, self.password_of(account))
        self.arrive()

    @property
    def shut(self) -> bool:
        """Whether the window is gone, and the sign-in shown in its place."""
        return self._program.window is None and self._program._door is not None

    def password_of(self, account: str) -> str:
        """What a person of the trial writes."""
        return self._trial.password_of(account)

    def knock(self, account: str, password: str) -> None:
        """Writes name and password and presses Enter; what the sign-in says then is not waited for."""
        line = named(self.door, QLineEdit, self.words("sign_in.account"))
        line.clear()
        write(line, account)
        secret = named(self.door, QLineEdit, self.words("sign_in.password"))
        secret.setText(password)
        press(secret, "Return")

    def try_out(self, account: str) -> None:
        """Enters as a person of the trial by one click on the card."""
        name = next(one.name for one in self._trial.accounts() if one.account == account)
        card = until(
            lambda: next((one for one in self.door.trial.cards if name in one.accessibleName()), None),
            f"the card of {name}",
        )
        card.click()
        self.arrive()

    def enter(self, account: str) -> None:
        """Opens the program and signs in, then waits until the first round has brought everything."""
        self.open()
        self.sign_in(account)
        self.synced()

    def arrive(self) -> None:
        """Waits for the window behind the sign-in."""
        until(lambda: self._program.window is not None, "the window after the sign-in", 60)
        self.window.resize(1366, 698)
        self.window.activateWindow()
        settle()

    def leave(self) -> None:
        """Ends the program in order."""
        self._program.quit()
        settle()
        self._program = self._made()

    def crash(self) -> None:
        """The program dies where it stands: nothing is asked, nothing is committed."""
        window, room = self.window, self._program._room
        window.courier.stop()
        work.finish()
        window.hide()
        if room is not None:
            room.close()
        window.deleteLater()
        settle()
        self._program = self._made()

    # What is seen.

    @property
    def window(self) -> DeskWindow:
        """The window of whoever is signed in."""
        if self._program.window is None:
            raise WentWrong("nobody is signed in")
        return self._program.window

    @property
    def desk(self) -> Any:
        """The person's store, for looking only."""
        return self.window.session.desk

    @property
    def store(self) -> Path:
        """The folder in which this computer keeps the person's rows."""
        return Path(self.desk.store.folder)

    @property
    def name(self) -> str:
        """Who sits here."""
        return self.window.session.actor.name

    def matter(self, id: str) -> Matter:
        """An item as this desk shows it."""
        found: Matter = self.desk.seen(id).matter
        return found

    def sees(self, id: str, state: str) -> str:
        """Waits until this desk shows an item in a state; gives `state` and its version as an outcome."""
        until(lambda: self.matter(id).state == state, f"{state}, but this desk shows {self.matter(id).state}")
        waiting = len(self.desk.seen(id).waiting)
        return f"{state}, {waiting} waiting here" if waiting else f"{state}, version {self.matter(id).version}"

    @property
    def open_id(self) -> str:
        """The item that is open."""
        view = self.window.screen_view
        return view.open_id() if view is not None else ""

    # The network.

    def synced(self, *, refused: int = 0) -> str:
        """F5, and waits until nothing waits; the portal took everything but `refused` acts."""
        if not self.cable.plugged:
            raise WentWrong("the cable is out")
        courier = self.window.courier
        done: list[object] = []
        courier.moved.connect(done.append)
        press(self.window, "F5")
        self._round(done)
        until(lambda: not self.desk.outbox() or self._go_on(done), "an empty outbox", 30)
        found = len(self.desk.undelivered())
        if found != refused:
            codes = [one.problem.code for one in self.desk.undelivered()]
            raise WentWrong(f"{found} acts were refused, {refused} expected: {codes}")
        return "synced, nothing waits"

    def _round(self, done: list[object]) -> None:
        until(lambda: any(getattr(one, "phase", "") == "synced" for one in done), "a round of sync", 60)

    def _go_on(self, done: list[object]) -> bool:
        if self.window.courier.state.phase == "synced" and len(done) > 1:
            done.clear()
            press(self.window, "F5")
        return False

    def offline(self) -> None:
        """Pulls the cable and waits until the desk knows."""
        self.cable.pull()
        press(self.window, "F5")
        until(lambda: self.window.courier.state.phase == "offline", "offline")

    def online(self) -> None:
        """Plugs the cable in again."""
        self.cable.plug()

    # Around.

    def go(self, keys: str, screen: str) -> None:
        """A screen of the rail by its key."""
        press(self.window, keys)
        until(lambda: self.window.current == screen, f"the screen {screen}")

    def in_theme(self, theme: str, size: int, do: Callable[[], None]) -> None:
        """In another theme or text size, and back; at the sign-in as well."""
        shown: QWidget = self._program.window or self.door
        for theme_, size_, then in ((theme, size, do), ("light", 100, settle)):
            self.look.put(theme=theme_, size=size_)
            shown.resize(1366, 698)
            settle()
            then()

    def hush(self) -> None:
        """Closes what the last step said, where it lies over what is looked at."""
        toast = self.window.toast
        if toast.isVisible():
            click(toast, self.words("shell.close"))

    def click(self, words: str) -> None:
        """Clicks a button of the window by its words' key."""
        click(self.window, self.words(words))
