"""What stands behind the sign-in, as shapes: the portal's door, and the room on this computer that it opens."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from models.people import Actor, Post
from sync.client.care import Care
from sync.client.engine import Round
from sync.protocol import Others


@dataclass(frozen=True, slots=True)
class Pass:
    """What a portal gives at sign-in: a token, and who the person is there. `key` opens their store here, in hex."""

    token: str = field(repr=False)
    person: str
    name: str
    posts: tuple[tuple[str, str], ...]
    at: str
    key: str = field(default="", repr=False)

    def actor(self, device: str) -> Actor:
        """The person at this desk."""
        return Actor(self.person, self.name, frozenset(Post(unit, role) for unit, role in self.posts), device)


@dataclass(frozen=True, slots=True)
class Room:
    """One person's work on this computer: the desk, how it is kept in step with the portal, and who else is there."""

    desk: Any
    device: str
    one_round: Callable[[], Round]
    tally: Callable[[], tuple[int, int]]
    pause: Callable[[int], float]
    close: Callable[[], None]
    others: Callable[[Sequence[str]], Others] | None = None
    by_hand: Any = None
    compare_next: Callable[[], None] = lambda: None
    wait: Callable[[], bool] | None = None
    """Comes back when the portal has something new for this person (true), or nothing for a while."""


class Entrance(Protocol):
    """The two doors."""

    def point_to(self, portal: str) -> None:
        """From now on this is the portal."""

    def sign_in(self, account: str, password: str, new: str = "", code: str = "") -> Pass:
        """Asks the portal; where it wants another password first, `new` becomes it. Unreachable without a network,
        Refused when it says no: password_must_change when there is no new one, code_needed, factor_must_enrol with the
        `uri` of the telephone's picture (the next `code` answers it), device_revoked. Off the main thread."""

    def store_key(self, given: Pass, known: str) -> str:
        """The key of the person's store: what this computer knows of it, else what the portal kept, else a new one. The
        portal keeps it for the day on which this computer has lost it. StoreFault store_key when none of them opens the
        store. Off the main thread."""

    def enter(self, given: Pass, account: str) -> Room:
        """Opens the person's store here. Refused lease_ended when it was too long without the portal, or StoreFault."""

    def change_password(self, given: Pass, old: str, new: str) -> Pass:
        """Asks the portal for another password; gives the pass that goes on. Off the main thread."""

    def care(self, given: Pass) -> Care:
        """What the person asks of the portal's doors."""

    def paper(self) -> tuple[str, ...]:
        """The codes for paper that a sign-in has just brought; told once."""

    def empty(self) -> int | None:
        """Goes on emptying this computer where it was revoked: how many texts the portal keeps, None when there is
        nothing to empty. Off the main thread. Unreachable, StoreFault, Refused not_emptied."""

    def sign_out(self, given: Pass) -> None:
        """Tells the portal that the token is no longer wanted. Off the main thread."""
