"""What an answer is held against: the letter it answers, who wrote it, and what the unit has answered before."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from models.policy import Directory, read_policy
from models.problems import BrokenPolicy
from models.replies import FILE


@dataclass(frozen=True, slots=True)
class Measure:
    """By what answers are judged, from the dated policy: the share from which one is a copy, words that put off, words
    that ask by what they ask for, and the patterns by which an answer to each is known."""

    same_share: float
    short: int
    evasive: tuple[str, ...]
    fillers: tuple[str, ...]
    asks: Mapping[str, tuple[str, ...]]
    answers: Mapping[str, re.Pattern[str]]


@dataclass(frozen=True, slots=True)
class Asked:
    """The letter that is answered. `contact` is what is known of the writer where it may be held (else empty);
    `earlier` the unit's answers to other letters, as plain text."""

    title: str
    body: str
    measure: Measure
    contact: Mapping[str, str] = field(default_factory=dict)
    earlier: tuple[str, ...] = ()


def measure(directory: Directory) -> Measure:
    """The measure that the directory's policy gives. BrokenPolicy where it has none or one that cannot be read."""
    if FILE not in directory.texts:
        raise BrokenPolicy(FILE, 1, "missing")
    return _measure(directory.texts[FILE])


@lru_cache(maxsize=4)
def _measure(text: str) -> Measure:
    file = read_policy(FILE, text)
    line = next((number for number, each in enumerate(text.splitlines(), 1) if each.strip() == "[judged]"), 1)
    try:
        return _read(file.data["judged"])
    except (KeyError, TypeError, ValueError, AttributeError, re.error) as fault:
        raise BrokenPolicy(FILE, line, f"judged: {fault}") from fault


def _read(told: Mapping[str, Any]) -> Measure:
    return Measure(
        float(told["same_share"]),
        int(told["short"]),
        tuple(told["evasive"]),
        tuple(told["fillers"]),
        {name: tuple(words) for name, words in told["asks"].items()},
        {name: re.compile(pattern) for name, pattern in told["answers"].items()},
    )
