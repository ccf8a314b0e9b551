"""Reads the dated templates, remedies and shared words of notices (Art. 15-17; 条例 30-42)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any, TypeVar

from models.policy import Directory
from models.policy_text import read_policy, reading, records
from models.problems import BrokenPolicy, Refused

FOLDER = "notices/"
REMEDIES, WORDS = "notices/remedies.toml", "notices/words.toml"


@dataclass(frozen=True, slots=True)
class Template:
    """A notice as it was worded from a day on. `{name}` in a line is filled in; a line `?name …` stands only where
    `name` is known. `to` is who gets it: the writer, a third party, another organ."""

    id: str
    from_: date
    title: str
    lines: list[str] = field(default_factory=list)
    ground: str = ""
    remedy: str = ""
    to: str = "writer"


@dataclass(frozen=True, slots=True)
class Remedy:
    """What may be done by who disagrees: a review within `review` days, a suit within `suit` months or days."""

    id: str
    from_: date
    review: int
    suit: int
    text: str


Dated = TypeVar("Dated", Template, Remedy)


def template(directory: Directory, name: str, on: date) -> Template:
    """The template `name` as it was worded on the day `on`; Refused where there is none."""
    found = _newest(_templates(_texts(directory)), name, on)
    if found is None:
        raise Refused("notice_unknown", (15,), notice=name[:40])
    return found


def remedy(directory: Directory, name: str, on: date) -> str:
    """What the applicant is told about reviews and suits, by the law of the day `on`; empty before there was one."""
    file = words(directory, REMEDIES)
    bound = _newest(_remedies(directory.texts[REMEDIES]), name, on)
    if bound is None:
        return ""
    with reading(REMEDIES):
        return bound.text.format(review=bound.review, suit=bound.suit, organ=file["organ"], court=file["court"])


def words(directory: Directory, name: str = WORDS) -> Mapping[str, Any]:
    """What a file of shared words says."""
    if name not in directory.texts:
        raise BrokenPolicy(name, 1, "missing")
    return _read(name, directory.texts[name])


def _newest(entries: Sequence[Dated], name: str, on: date) -> Dated | None:
    bound = [each for each in entries if each.id == name and each.from_ <= on]
    return max(bound, key=lambda each: each.from_) if bound else None


def _texts(directory: Directory) -> tuple[tuple[str, str], ...]:
    return tuple((name, text) for name, text in sorted(directory.texts.items()) if name.startswith(FOLDER))


@lru_cache(maxsize=8)
def _templates(texts: tuple[tuple[str, str], ...]) -> tuple[Template, ...]:
    return tuple(
        each
        for name, text in texts
        for each in records(read_policy(name, text), "template", Template, Template.__slots__)
    )


@lru_cache(maxsize=8)
def _remedies(text: str) -> tuple[Remedy, ...]:
    return records(read_policy(REMEDIES, text), "remedy", Remedy, Remedy.__slots__)


@lru_cache(maxsize=16)
def _read(name: str, text: str) -> Mapping[str, Any]:
    return read_policy(name, text).data
