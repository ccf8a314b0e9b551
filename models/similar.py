"""Finds letters that say nearly the same, and letters of the same writer, offline and in one step (Art. 29)."""

import re
from array import array
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from models.matter import Matter

SKIPPED = "的了是我你他她它们这那有在不也都就很还和与及或吗呢吧啊呀么请您好个一到来去上下"
"""Characters that every letter is full of: a pair with one of them tells nothing of the matter."""
READ = 1200
"""How much of a letter is read, in characters: what a letter is about is said by then."""
FLOOR = 0.3
"""The share from which two letters are worth showing; one in a thousand of different matters reaches it."""
SHELVES = 1 << 16
"""On so many shelves the pairs of all letters stand. Two pairs now and then share one, which adds next to nothing to a
share; a shelf for each pair would cost ten times the memory."""
_WORD = re.compile(f"[^\\W_{SKIPPED}]+")


def _words(text: str) -> list[str]:
    return _WORD.findall(text[:READ].lower())


def pairs(text: str) -> frozenset[str]:
    """What a text is compared by: each two characters that stand side by side, without blanks, signs and filling."""
    return frozenset(pair for word in _words(text) for pair in map(str.__add__, word, word[1:]))


def likeness(one: str, other: str) -> float:
    """How much two texts share, from 0 to 1 (twice what both have, by what each has)."""
    first, second = pairs(one), pairs(other)
    return _share(len(first & second), len(first), len(second))


def _share(both: int, one: int, other: int) -> float:
    return 2 * both / (one + other) if both else 0.0


def _shelves(text: str) -> set[int]:
    return {(ord(one) * 40_503 + ord(next_)) % SHELVES for word in _words(text) for one, next_ in pairwise(word)}


@dataclass(frozen=True, slots=True)
class Near:
    """A letter that is like the one asked about, and how much (0 to 1)."""

    id: str
    share: float


@dataclass(slots=True)
class Nearby:
    """All letters of a desk by their pairs. Kept in memory: nothing of it is written down."""

    _ids: list[str] = field(default_factory=list)
    _sizes: list[int] = field(default_factory=list)
    _place: dict[str, int] = field(default_factory=dict)
    _where: "dict[int, array[int]]" = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self._place)

    def put(self, identity: str, text: str) -> None:
        """Takes a letter in, in place of what was known of it."""
        self.drop(identity)
        found = _shelves(text)
        place = self._place[identity] = len(self._ids)
        self._ids.append(identity)
        self._sizes.append(len(found))
        for shelf in found:
            if shelf not in self._where:
                self._where[shelf] = array("I")
            self._where[shelf].append(place)

    def drop(self, identity: str) -> None:
        """Forgets a letter: its place stays empty."""
        place = self._place.pop(identity, None)
        if place is not None:
            self._ids[place] = ""

    def near(self, text: str, most: int = 5, floor: float = FLOOR, without: Iterable[str] = ()) -> tuple[Near, ...]:
        """The letters most like `text`, the most alike first, none below `floor` and none of `without`."""
        asked, left = _shelves(text), {"", *without}
        shared: Counter[int] = Counter()
        for shelf in asked:
            shared.update(self._where.get(shelf, ()))
        found = (
            Near(self._ids[place], share)
            for place, both in shared.items()
            if (share := _share(both, len(asked), self._sizes[place])) >= floor and self._ids[place] not in left
        )
        return tuple(sorted(found, key=lambda each: (-each.share, each.id))[:most])


def told(fields: Mapping[str, Any]) -> str:
    """What of a letter is compared: its title and what the writer wrote."""
    return f"{fields.get('title') or ''}\n{fields.get('body') or ''}"


def by_same_writer(matter: Matter, others: Iterable[Matter]) -> tuple[Matter, ...]:
    """The other matters of the same writer, by the marks that only the portal can make, the newest first."""
    marks = set(matter.system.get("same") or ())
    same = (each for each in others if each.id != matter.id and marks & set(each.system.get("same") or ()))
    return tuple(sorted(same, key=lambda each: each.id, reverse=True))
