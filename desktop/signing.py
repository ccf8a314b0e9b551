"""The sign-in's course: the portal first, without a network this computer's sealed memory, the trial by one click."""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from desktop.entrance import Entrance, Pass
from desktop.paths import Profile
from models.late import load
from models.problems import Refused, Unreachable, unwritable
from ui import work
from ui.presenters import signing_in
from ui.presenters.signing_in import SignInPane, TrialPerson
from ui.settings import Settings
from ui.text import Words

NO_LINE = ("unreachable", "no_network")


class Memory(Protocol):
    """What this computer remembers of people (`desktop.secrets.Secrets`)."""

    def keep(self, account: str, password: str, given: Pass, *, remember: bool) -> None: ...
    def open(self, account: str, password: str) -> Pass | None: ...
    def open_remembered(self, account: str) -> Pass | None: ...
    def key_of(self, account: str, password: str) -> str: ...
    def knows(self, account: str) -> bool: ...
    def remembered(self, account: str) -> str: ...
    def forget(self, account: str) -> None: ...
    def drop(self, account: str) -> None: ...


class People(Protocol):
    """The people of the trial (`desktop.trial.Trial`)."""

    def prepare(self) -> str: ...
    def people(self) -> tuple[TrialPerson, ...]: ...
    def password_of(self, account: str) -> str: ...


@dataclass(frozen=True, slots=True)
class Last:
    """Who signed in here last, and when over the network."""

    account: str = ""
    at: str = ""
    remember: bool = False


class Signing(QObject):
    """`entered(account, pass, offline)` or `refused(field, sentence)`; `enrolling(uri)` comes before the latter
    where the person must first have a second factor."""

    entered = Signal(str, object, bool)
    refused = Signal(str, str)
    prepared = Signal()
    enrolling = Signal(str)

    def __init__(
        self,
        profile: Profile,
        settings: Settings,
        entrance: Entrance,
        memory: Callable[[], Memory],
        trial: People | None,
        now: Callable[[], datetime],
        portal: str,
        version: str,
    ) -> None:
        super().__init__()
        self._profile, self._settings, self._entrance, self._memory = profile, settings, entrance, memory
        self._trial, self._now, self._portal, self._version = trial, now, portal, version

    def pane(self, words: Words) -> SignInPane:
        """What the sign-in shows."""
        last = self.last()
        people = self._trial.people() if self._trial is not None else ()
        return signing_in.pane(
            last.account,
            last.at,
            self._portal,
            self._version,
            people,
            words,
            self._now(),
            remember=last.remember,
            trying=self._trial is not None,
        )

    def prepare(self) -> bool:
        """Starts the trial's portal behind the sign-in; False where there is no trial. `prepared` when it answers."""
        if self._trial is None:
            return False
        work.run(self._trial.prepare, self._on_prepared, self._on_failed, owner=self)
        return True

    def set_portal(self, portal: str) -> None:
        """The address that the person typed, over HTTPS unless it says otherwise; kept once a sign-in succeeded."""
        portal = portal if "://" in portal else f"https://{portal}"
        self._portal = portal
        self._entrance.point_to(portal)

    def go_straight_in(self) -> bool:
        """With the password that the keyring remembers: opens what is sealed here, so that no network is waited for."""
        last = self.last()
        if not last.remember or not last.account:
            return False
        given = self._memory().open_remembered(last.account)
        if given is None:
            return False
        self.entered.emit(last.account, given, False)
        return True

    def ask(self, account: str, password: str, remember: bool, new: str = "", code: str = "") -> None:
        """Asks the portal, off the main thread; without a network, this computer. `new` where it wants another one,
        `code` where the person has a second factor."""
        work.run(
            lambda: self._try(account, password, remember, new, code),
            lambda found: self.entered.emit(account, found[0], found[1]),
            self._on_failed,
            owner=self,
        )

    def try_out(self, account: str) -> None:
        """Enters as a person of the trial."""
        if self._trial is not None:
            self.ask(account, "", False)

    def opens(self, account: str, password: str) -> bool:
        """Whether a password opens the lock of this screen."""
        return self._memory().open(account, password) is not None

    def renew(self, account: str, given: Pass, new: str) -> None:
        """Another password opens from now on what is sealed here. Off the main thread."""
        memory, last = self._memory(), self.last()
        memory.keep(account, new, given, remember=last.remember and last.account == account)

    def forget(self, account: str) -> None:
        """Signed out: the next start shows the sign-in."""
        self._memory().forget(account)
        self._remember(Last(account, self.last().at, False))

    def last(self) -> Last:
        """Who signed in here last."""
        try:
            doc = json.loads(self._profile.signed.read_text(encoding="utf-8"))
            return Last(str(doc["account"]), str(doc["at"]), bool(doc["remember"]))
        except (OSError, ValueError, KeyError, TypeError):
            return Last()

    def _try(self, account: str, password: str, remember: bool, new: str, code: str) -> tuple[Pass, bool]:
        memory = self._memory()
        if self._trial is not None:
            self._entrance.point_to(self._trial.prepare())
            password = password or self._trial.password_of(account)
        try:
            given = self._entrance.sign_in(account, password, new, code)
            known = memory.key_of(account, password)
            given = replace(given, key=self._entrance.store_key(given, known))
        except Unreachable as problem:
            return self._from_memory(account, password, problem), True
        try:
            self._profile.portal.write_text(self._portal, encoding="utf-8")
            memory.keep(account, new or password, given, remember=remember)
            self._remember(Last(account, given.at, remember))
        except OSError as fault:
            raise unwritable(str(self._profile.folder), fault) from fault
        return given, False

    def _from_memory(self, account: str, password: str, problem: Unreachable) -> Pass:
        """What is sealed here. Where nothing is, the reason why the portal was not reached is said, if there is one."""
        memory = self._memory()
        kept = memory.open(account, password)
        if kept is not None:
            return kept
        if memory.knows(account):
            raise Refused("wrong_password")
        raise Refused("offline_first") if problem.code in NO_LINE else problem

    def _remember(self, last: Last) -> None:
        doc = {"account": last.account, "at": last.at, "remember": last.remember}
        self._profile.signed.write_text(json.dumps(doc), encoding="utf-8")

    def _on_prepared(self, portal: str) -> None:
        self.set_portal(portal)
        self.prepared.emit()

    def _on_failed(self, problem: Exception) -> None:
        if not isinstance(problem, Refused):
            raise problem
        if problem.code == "factor_must_enrol":
            self.enrolling.emit(str(problem.facts["uri"]))
        field, sentence = signing_in.error(problem, Words(self._settings["language"]))
        self.refused.emit(field, sentence)


def memory_in(profile: Profile) -> Callable[[], Memory]:
    """The sealed memory of a profile, made when first asked."""
    made: list[Memory] = []

    def find() -> Memory:
        if not made:
            ring = load("desktop.ring").find
            made.append(load("desktop.secrets").Secrets(profile.secrets, ring))
        return made[0]

    return find
