"""Counts wrong passwords so that nobody can try them all, and nobody can shut another person out by trying."""

import hashlib
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from models.store.portal_people import Guesses

Limit = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Throttle:
    """How many guesses are heard in `window` seconds, and for how many seconds none is heard after that."""

    known_device: int
    account_and_address: int
    account: int
    address: int
    window: int
    lock: int

    @classmethod
    def of(cls, table: Mapping[str, Any]) -> "Throttle":
        """The limits in a `[throttle]` table."""
        limits = {name: int(table[name]) for name in ("known_device", "account_and_address", "account", "address")}
        return cls(**limits, window=60 * int(table["window_minutes"]), lock=60 * int(table["lock_minutes"]))

    def keys(self, login: str, device: str, address: str, known: bool, recent: bool) -> tuple[Limit, ...]:
        """Under which keys this guess counts. A desk that the person has used (`known`) counts for itself alone, a new
        one at an address they have used (`recent`) for that account there; a stranger counts by account and address,
        by account over all strange places, and by address over all accounts."""
        if known:
            return ((_key("device", login, device), self.known_device),)
        here = (_key("both", login, address), self.account_and_address)
        if recent:
            return (here,)
        return (here, (_key("account", login), self.account), (_key("address", address), self.address))

    def counted(
        self, before: Sequence[Guesses], limits: Sequence[Limit], clock: float
    ) -> tuple[tuple[Guesses, ...], int]:
        """The counts with one guess more, and how many are left; when none is heard, no counts and minus the seconds
        still to wait."""
        until = max((one.until for one in before), default=0.0)
        if until > clock:
            return (), -math.ceil(until - clock)
        after = tuple(self._more(one, most, clock) for one, (_, most) in zip(before, limits, strict=True))
        return after, min(most - one.tries for one, (_, most) in zip(after, limits, strict=True))

    def _more(self, one: Guesses, most: int, clock: float) -> Guesses:
        tries = one.tries + 1 if clock - one.at < self.window and one.tries < most else 1
        return Guesses(one.key, tries, clock + self.lock if tries >= most else 0.0, clock)

    def forgiven(self, before: Sequence[Guesses]) -> tuple[Guesses, ...]:
        """The counts after the right password: the person's own begins anew, the shared ones lose this one guess."""
        own, *shared = before
        return (replace(own, tries=0, until=0.0), *(replace(o, tries=max(0, o.tries - 1), until=0.0) for o in shared))


def _key(*parts: str) -> str:
    return f"{parts[0]}:{hashlib.sha256(chr(0).join(parts).encode()).hexdigest()}"
