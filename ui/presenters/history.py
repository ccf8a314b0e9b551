"""The texts that were kept of a matter: who saved which when and why, any two to be compared."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from models.content.diff import Pair, compare, count
from models.items import fingerprint
from models.workflow import Version
from ui.presenters.reviewing import Side
from ui.presenters.steps import moment
from ui.text import Words


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One kept text in the list."""

    id: str
    what: str
    who: str
    when: str
    mark: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two kept texts side by side."""

    old: Side | None
    new: Side
    pairs: tuple[Pair, ...]
    meta: str


def rows(versions: Sequence[Version], words: Words, now: datetime) -> tuple[VersionRow, ...]:
    """The list, newest first."""
    newest = sorted(versions, key=lambda one: one.at, reverse=True)
    return tuple(
        VersionRow(one.id, _why(one, words), one.name, moment(one.at, words, now), fingerprint(one.digest))
        for one in newest
    )


def _why(version: Version, words: Words) -> str:
    key = f"history.why.{version.why}"
    return words(key) if words.has(key) else words("history.why.edit")


def compared(new: Version, old: Version | None, words: Words, now: datetime) -> Comparison:
    """The comparison of a text with an earlier one, or the text alone."""
    body = str(new.fields.get("body", ""))
    before = str(old.fields.get("body", "")) if old else ""
    pairs = compare(before, body) if old else ()
    meta = words("history.differences", n=count(pairs)) if old else words("history.first")
    return Comparison(
        _side(old, words, now, "history") if old else None, _side(new, words, now, "draw-pen"), pairs, meta
    )


def _side(version: Version, words: Words, now: datetime, icon: str) -> Side:
    head = words.joined([_why(version, words), version.name])
    return Side(head, moment(version.at, words, now), icon, str(version.fields.get("body", "")))
