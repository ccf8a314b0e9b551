"""How often one address is heard at the public pages, and how often the same words are taken in."""

import hashlib
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from models.problems import Refused
from models.store.portal import PortalStore
from models.store.portal_people import Guesses, count_guess

HOUR, DAY = 3600, 86_400


@dataclass(frozen=True, slots=True)
class Pace:
    """So many times in an hour and in a day from one address, so many times a day the same words, so many questions."""

    an_hour: int
    a_day: int
    same_a_day: int
    lookups_an_hour: int

    @classmethod
    def of(cls, table: Mapping[str, Any]) -> "Pace":
        """The pace in a `[public]` table."""
        return cls(*(int(table[name]) for name in cls.__slots__))

    def bring(self, store: PortalStore, address: str, words: str, clock: float) -> None:
        """Counts one letter. Refused: too_many, with the seconds to wait; the same words too often: same_words."""
        _count(store, "too_many", [("hour", address, self.an_hour, HOUR), ("day", address, self.a_day, DAY)], clock)
        _count(store, "same_words", [("words", words, self.same_a_day, DAY)], clock)

    def ask(self, store: PortalStore, address: str, clock: float) -> None:
        """Counts one question for a code. Refused: too_many."""
        _count(store, "too_many", [("ask", address, self.lookups_an_hour, HOUR)], clock)


def _count(store: PortalStore, code: str, kept: Sequence[tuple[str, str, int, int]], clock: float) -> None:
    limits = [(_key(name, what), most) for name, what, most, _ in kept]
    windows = {key: window for (key, _), (*_, window) in zip(limits, kept, strict=True)}

    def counted(before: Sequence[Guesses], _limits: object, at: float) -> tuple[tuple[Guesses, ...], int]:
        fresh = [one if one.tries and at - one.at < windows[one.key] else Guesses(one.key, at=at) for one in before]
        full = [one for one, (_, most) in zip(fresh, limits, strict=True) if one.tries >= most]
        if full:
            return (), -max(math.ceil(one.at + windows[one.key] - at) for one in full)
        return tuple(Guesses(one.key, one.tries + 1, 0.0, one.at) for one in fresh), 1

    with store.apart() as connection:
        left = count_guess(connection, limits, counted, clock)
    if left < 0:
        raise Refused(code, (), retry_after=-left, seconds=-left)


def _key(name: str, what: str) -> str:
    return f"public:{name}:{hashlib.sha256(what.encode()).hexdigest()}"
