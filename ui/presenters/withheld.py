"""What the portal took away in a mass and this desk kept, as a question in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from models.policy import Directory
from ui.presenters.scopes import scope_words
from ui.presenters.travelling import Coming
from ui.text import Words


class Withheld(Coming, Protocol):
    """So many rows of a scope, of as many, as the desk counts them (`models.store.withheld`)."""

    @property
    def matters(self) -> int: ...


@dataclass(frozen=True, slots=True)
class TakenCard:
    """The question: what happened, what is safe, what to do; `sure` and `effect` are asked once more before it goes."""

    scope: str
    title: str
    happened: str
    safe: str
    todo: str
    sure: str
    effect: str


def cards(found: Iterable[Withheld], directory: Directory, words: Words) -> tuple[TakenCard, ...]:
    """A card for each scope."""
    return tuple(_card(one, directory, words) for one in found)


def _card(one: Withheld, directory: Directory, words: Words) -> TakenCard:
    where = scope_words(one.scope, directory, words)
    return TakenCard(
        one.scope,
        words("sync.taken_title", where=where, rows=one.rows, of=one.of),
        words("sync.taken_happened", n=one.matters),
        words("sync.taken_safe"),
        words("sync.taken_todo"),
        words("sync.taken_sure", rows=one.rows),
        words("sync.taken_effect"),
    )
