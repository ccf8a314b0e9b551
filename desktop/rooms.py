"""The two doors of the window: the portal's over HTTP, and the person's own store on this computer."""

import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from platform import node
from typing import Any, BinaryIO

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from desktop.by_hand import ByHand
from desktop.emptying import Order, empty, order, pending
from desktop.entrance import Pass, Room
from desktop.opened import Opened
from desktop.paths import Profile
from desktop.seat import Seat, device_of, open_seat, own_name, store_key
from desktop.signing import memory_in
from models.late import load
from models.problems import Refused
from sync.client.backoff import pacer
from sync.client.care import Care
from sync.client.desk import Desk
from sync.client.ear import Ear
from sync.client.engine import Engine, Round
from sync.client.lease import days_of
from sync.protocol import Others, SessionInfo

Key = tuple[str, str]


class HttpEntrance:
    """An `Entrance` to a portal behind an address. Nothing of the network is loaded before it is needed."""

    def __init__(self, portal: str, profile: Profile, now: Callable[[], datetime]) -> None:
        self._portal, self._profile, self._now = portal, profile, now
        self._opened = Opened(profile.folder)
        self._opened.clear()
        self._leases: dict[str, int] = {}
        self._tokens: dict[str, str] = {}
        self._keys: dict[str, str] = {}
        """By account, while the program runs: no file holds the key of a store."""
        self._enrolling: tuple[str, Pass] | None = None
        self._paper: tuple[str, ...] = ()

    def point_to(self, portal: str) -> None:
        """From now on this is the portal."""
        self._portal = portal

    def _remote(self, token: str = "", portal: str = "") -> Any:
        if not (portal or self._portal):
            raise Refused("no_portal")
        now = self._tokens.get(token, token)
        return load("sync.client.remote").Remote(portal or self._portal, now, self._profile.authority)

    def sign_in(self, account: str, password: str, new: str = "", code: str = "") -> Pass:
        """Asks the portal; where it wants another password first, `new` becomes it."""
        if code and self._enrolling is not None and self._enrolling[0] == account:
            return self._enrolled(self._enrolling[1], code)
        remote = self._remote()
        info = remote.session(account, password, device_of(self._profile.folder, self._now), code, node())
        if info.revoked:
            self._keys[account] = memory_in(self._profile)().key_of(account, password)
            self._revoked(account, info.person, info.token)
            raise Refused("device_revoked")
        if info.must_change and not new:
            raise Refused("password_must_change")
        token = remote.change_password(password, new) if info.must_change else info.token
        given = self._pass(replace(info, token=token))
        if info.must_enrol:
            self._enrolling = account, given
            raise Refused("factor_must_enrol", uri=self.care(given).begin_factor(new or password))
        return given

    def _enrolled(self, given: Pass, code: str) -> Pass:
        """The first code of the telephone came: the session that asked for it goes on."""
        self._paper = self.care(given).confirm_factor(code)
        self._enrolling = None
        return given

    def _pass(self, info: SessionInfo) -> Pass:
        self._leases[info.token] = days_of(info, self._now())
        posts = tuple((post.unit, post.role) for post in info.posts)
        return Pass(info.token, info.person, info.name, posts, self._now().isoformat(timespec="seconds"))

    def store_key(self, given: Pass, known: str) -> str:
        """The key of the person's store: what this computer knows of it, else what the portal kept, else a new one."""
        return store_key(self._profile.folder, given.person, self._remote(given.token), known)

    def paper(self) -> tuple[str, ...]:
        """The codes for paper that a sign-in has just brought; told once."""
        told, self._paper = self._paper, ()
        return told

    def care(self, given: Pass) -> Care:
        """What the person asks of the portal's doors."""
        return Care(self._remote(given.token))

    def _revoked(self, account: str, person: str, token: str) -> None:
        order(self._profile.folder, Order(account, person, token, self._portal))

    def empty(self) -> int | None:
        """Goes on emptying this computer where it was revoked."""
        done = empty(
            self._profile.folder, memory_in(self._profile)(),
            lambda known: Care(self._remote(known.token, known.portal)), self._keys,
        )  # fmt: skip
        return None if done is None else done.kept

    def _check(self, given: Pass) -> None:
        known = pending(self._profile.folder)
        if known is not None and known.person == given.person:
            raise Refused("device_revoked")

    def enter(self, given: Pass, account: str) -> Room:
        """Opens the person's store here. Refused lease_ended when it was too long without the portal, device_revoked,
        or StoreFault."""
        self._check(given)
        device = device_of(self._profile.folder, self._now)
        lease = self._leases.pop(given.token, 0)
        seat = open_seat(
            self._profile.folder, given.actor(device), self._now, self._show, lease, bytes.fromhex(given.key)
        )
        self._keys[account] = given.key
        ways = _Ways(lambda: (self._portal, self._token(given)), lambda: self._remote(given.token), seat.desk, device)
        hand, greeted = ByHand(seat), list[bool]()

        def one_round() -> Round:
            try:
                done = seat.follow(ways.round())
                own_name(self._profile.folder, device, self._now, done)
            except Refused as no:
                if no.code == "device_revoked":
                    self._revoked(account, given.person, self._token(given))
                seat.desk.lease.check()
                raise
            if not greeted:
                greeted.extend([True] * hand.greet(self._remote(given.token), anew=bool(lease)))
            return done

        pace, leave = pacer(random.random), partial(self._leave, seat)
        return Room(
            seat.desk, device, one_round, seat.desk.tally, pace, leave, ways.others, hand, ways.compare_next, ways.wait
        )

    def _leave(self, seat: Seat) -> None:
        seat.close()
        self._opened.clear()

    def change_password(self, given: Pass, old: str, new: str) -> Pass:
        """Asks the portal for another password; from now on all that speaks for this pass has the new token."""
        before = self._token(given)
        fresh: str = self._remote(given.token).change_password(old, new)
        earlier = [name for name, now in self._tokens.items() if now == before]
        self._tokens |= dict.fromkeys((*earlier, given.token), fresh)
        return replace(given, token=fresh)

    def _token(self, given: Pass) -> str:
        """The token that speaks for a pass since the last change of the password."""
        return self._tokens.get(given.token, given.token)

    def sign_out(self, given: Pass) -> None:
        """Tells the portal that the token is no longer wanted."""
        self._remote(given.token).sign_out()

    def _show(self, file: BinaryIO, name: str) -> None:
        """Shows a copy under its own name, so that no other program writes into the store."""
        copy = self._opened.put(file, name)
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(copy)))


class _Ways:
    """One person's ways to the portal: begun anew with another address, or after another password."""

    def __init__(self, key: Callable[[], Key], remote: Callable[[], Any], desk: Desk, device: str) -> None:
        self._key, self._remote, self._desk, self._device = key, remote, desk, device
        self._lines, self._engines, self._asking = dict[Key, Any](), dict[Key, Engine](), dict[Key, Any]()
        self._ear = Ear()

    def round(self) -> Round:
        """One round, as far as a piece of a large scope."""
        key = self._key()
        if key not in self._engines:
            self._lines[key] = self._remote()
            self._engines[key] = Engine(self._desk, self._lines[key], self._device)
        done = self._engines[key].round(to_the_end=False)
        self._ear.reached = done.reached
        return done

    def wait(self) -> bool:
        """By the connections of the rounds: the one that told of something fetches it."""
        return self._ear.hears(self._lines[self._key()].wait)

    def others(self, open_: Sequence[str]) -> Others:
        """Over a line of its own, so that no round is waited for."""
        key = self._key()
        if key not in self._asking:
            self._asking[key] = self._remote()
        found: Others = self._asking[key].presence(open_)
        return found

    def compare_next(self) -> None:
        """Whichever of them has the next round compares all that is here."""
        for engine in self._engines.values():
            engine.compare_next()
