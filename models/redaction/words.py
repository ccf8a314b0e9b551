"""Finds words however they are spaced, split over lines or written in full width: what an eye would still read."""

import unicodedata
from collections.abc import Iterable, Sequence

MARK = "█████"
"""Stands for covered words, always as long: the length of a name or a number says something of it."""


def squash(text: str) -> tuple[str, Sequence[int]]:
    """Only letters and digits in one form and case, and where in `text` each of them stood."""
    out: list[str] = []
    places: list[int] = []
    for at, char in enumerate(text):
        folded = unicodedata.normalize("NFKD", char).casefold()
        kept = [each for each in folded if each.isalnum()]
        out += kept
        places += [at] * len(kept)
    return "".join(out), places


def bare(words: Iterable[str]) -> tuple[str, ...]:
    """The words as they are looked for, longest first; what holds neither letter nor digit is none."""
    return tuple(sorted({squashed for each in words if (squashed := squash(each)[0])}, key=lambda each: -len(each)))


def spans(text: str, words: Iterable[str]) -> list[tuple[int, int]]:
    """The stretches [start, end) of `text` that hold one of the words, in order; those that overlap are one."""
    squashed, places = squash(text)
    found: list[tuple[int, int]] = []
    for word in bare(words):
        at = squashed.find(word)
        while at >= 0:
            found.append((places[at], places[at + len(word) - 1] + 1))
            at = squashed.find(word, at + 1)
    return _joined(sorted(found))


def _joined(found: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in found:
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def covered(text: str, words: Iterable[str]) -> tuple[str, int]:
    """The text with a mark for each passage, and how many there were."""
    found = spans(text, words)
    parts: list[str] = []
    at = 0
    for start, end in found:
        parts += [text[at:start], MARK]
        at = end
    return "".join(parts) + text[at:], len(found)
