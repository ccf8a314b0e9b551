"""The oracle's own list: every text that a person saved, every act that was taken, kept apart from the desks."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

_DIGITS = "甲乙丙丁戊己庚辛壬癸"
_TOKEN = re.compile(f"词[{_DIGITS}]{{5}}")


class Broken(AssertionError):
    """One of the eight promises was not kept."""

    def __init__(self, promise: int, told: str) -> None:
        super().__init__(f"({promise}) {told}")
        self.promise, self.told = promise, told


def tokens_in(value: object) -> frozenset[str]:
    """The marks in a text, a document or its JSON."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return frozenset(_TOKEN.findall(text))


@dataclass(frozen=True)
class Saved:
    """A text under a mark that occurs nowhere else: who saved it, on which desk, in which matter and place."""

    person: str
    station: str
    id: str
    place: str


@dataclass(frozen=True)
class Taken:
    """An act as a desk queued it."""

    station: str
    kind: str
    id: str
    forged: bool = False


@dataclass
class Ledger:
    """What people were told is safe."""

    saved: dict[str, Saved] = field(default_factory=dict)
    released: set[str] = field(default_factory=set)
    """Marks whose text a person who saw it replaced or threw away."""
    acts: dict[str, Taken] = field(default_factory=dict)
    alone: set[str] = field(default_factory=set)
    """Marks and acts of a computer that was put back: of those that it forgot the portal is the only one to know."""
    count: int = 0

    def mark(self) -> str:
        """A mark for the next text."""
        self.count += 1
        return "词" + "".join(_DIGITS[int(each)] for each in f"{self.count:05d}")

    def save(self, station: str, person: str, identity: str, places: Mapping[str, object]) -> None:
        """A person was told that these texts are kept."""
        for place, value in places.items():
            for token in tokens_in(value):
                self.saved.setdefault(token, Saved(person, station, identity, place))
                self.released.discard(token)

    def release(self, values: Iterable[object]) -> None:
        """A person replaced or threw away what they saw."""
        for value in values:
            self.released |= tokens_in(value)

    @property
    def owed(self) -> dict[str, Saved]:
        """The texts that must be somewhere."""
        return {token: saved for token, saved in self.saved.items() if token not in self.released}
