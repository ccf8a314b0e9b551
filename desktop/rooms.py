"""The two doors of the window: the portal's over HTTP, and the person's own store on this computer."""

import random
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from desktop.by_hand import ByHand
from desktop.entrance import Pass, Room
from desktop.paths import Profile
from desktop.seat import Keeper, device_of, open_seat, store_key
from models.late import load
from models.names import on_disk
from models.problems import Refused
from sync.client.backoff import pacer
from sync.client.engine import Engine, Round
from sync.client.lease import days_of
from sync.protocol import Others, Portal

SHOWN = "opened"


class Remote(Portal, Keeper, Protocol):
    """What `sync.client.remote.Remote` is to a window."""


class HttpEntrance:
    """An `Entrance` to a portal behind an address. Nothing of the network is loaded before it is needed."""

    def __init__(self, portal: str, profile: Profile, now: Callable[[], datetime]) -> None:
        self._portal, self._profile, self._now = portal, profile, now
        self._leases: dict[str, int] = {}

    def point_to(self, portal: str) -> None:
        """From now on this is the portal."""
        self._portal = portal

    def _remote(self, token: str = "") -> Remote:
        if not self._portal:
            raise Refused("no_portal")
        remote: Remote = load("sync.client.remote").Remote(self._portal, token, self._profile.authority)
        return remote

    def sign_in(self, account: str, password: str, new: str = "") -> Pass:
        """Asks the portal; where it wants another password first, `new` becomes it."""
        remote = self._remote()
        info = remote.session(account, password, device_of(self._profile.folder, self._now))
        if info.must_change and not new:
            raise Refused("password_must_change")
        if info.must_change:
            remote.change_password(password, new)
        self._leases[info.token] = days_of(info, self._now())
        posts = tuple((post.unit, post.role) for post in info.posts)
        return Pass(info.token, info.person, info.name, posts, self._now().isoformat(timespec="seconds"))

    def store_key(self, given: Pass, known: str) -> str:
        """The key of the person's store: what this computer knows of it, else what the portal kept, else a new one."""
        return store_key(self._profile.folder, given.person, self._remote(given.token), known)

    def enter(self, given: Pass, account: str) -> Room:
        """Opens the person's store here. Refused lease_ended when it was too long without the portal, or StoreFault."""
        device = device_of(self._profile.folder, self._now)
        lease = self._leases.pop(given.token, 0)
        seat = open_seat(
            self._profile.folder, given.actor(device), self._now, self._show, lease, bytes.fromhex(given.key)
        )
        portals: dict[str, Engine] = {}
        hand, greeted = ByHand(seat), list[bool]()

        def one_round() -> Round:
            if self._portal not in portals:
                portals[self._portal] = Engine(seat.desk, self._remote(given.token), device)
            try:
                done = seat.follow(portals[self._portal].round(to_the_end=False))
            except Refused:
                seat.desk.lease.check()
                raise
            if not greeted:
                greeted.extend([True] * hand.greet(self._remote(given.token), anew=bool(lease)))
            return done

        asking: dict[str, Portal] = {}

        def others(open_: Sequence[str]) -> Others:
            """Over a line of its own, so that no round is waited for."""
            if self._portal not in asking:
                asking[self._portal] = self._remote(given.token)
            return asking[self._portal].presence(open_)

        return Room(seat.desk, device, one_round, seat.desk.tally, pacer(random.random), seat.close, others, hand)

    def change_password(self, given: Pass, old: str, new: str) -> None:
        """Asks the portal for another password."""
        self._remote(given.token).change_password(old, new)

    def sign_out(self, given: Pass) -> None:
        """Tells the portal that the token is no longer wanted."""
        self._remote(given.token).sign_out()

    def _show(self, path: Path, name: str) -> None:
        """Shows a copy under its own name, so that no other program writes into the store."""
        place = self._profile.folder / SHOWN
        place.mkdir(exist_ok=True)
        copy = place / f"{path.name[:8]}-{on_disk(name)}"
        copy.write_bytes(path.read_bytes())
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(copy)))
