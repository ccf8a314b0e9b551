"""What is carried by file, in words: what left, since when it is waited for, what a receipt brought."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from models.items import parse_moment
from ui.text import Words

LATE = timedelta(days=25)
"""Days after which a bundle that has not come back should be made anew, before the portal takes it no more."""


class Carried(Protocol):
    """A bundle as the desk remembers it."""

    @property
    def made_at(self) -> str: ...
    @property
    def back_at(self) -> str: ...
    @property
    def acts(self) -> int: ...


class Brought(Protocol):
    """What a receipt brought."""

    @property
    def sent(self) -> int: ...
    @property
    def refused(self) -> int: ...
    @property
    def conflicts(self) -> int: ...
    @property
    def received(self) -> int: ...


@dataclass(frozen=True, slots=True)
class CarryPane:
    """The section: how many are out, what stands below, and whether it should be seen to."""

    out: int
    text: str
    late: bool


def pane(out: Iterable[Carried], waiting: int, words: Words, now: datetime) -> CarryPane:
    """The section; the bundle that is waited for longest is named."""
    away = [one for one in out if not one.back_at]
    if not away:
        return CarryPane(0, words("sync.hand_text", n=waiting) if waiting else words("sync.hand_text_none"), False)
    first = away[0]
    made = parse_moment(first.made_at)
    at = words.moment(made, now) if made else first.made_at
    late = made is not None and now - made > LATE
    return CarryPane(len(away), words("sync.hand_late" if late else "sync.hand_out", at=at, n=first.acts), late)


def told(done: Iterable[Brought], words: Words) -> str:
    """What receipts brought, as after a round."""
    all_ = list(done)
    refused = sum(one.refused + one.conflicts for one in all_)
    key = "sync.hand_refused" if refused else "sync.hand_taken"
    return words(key, n=sum(one.sent for one in all_), m=refused)
