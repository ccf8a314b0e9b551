"""The shapes of the desk's records that the presenters read."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from models.matter import Matter
from models.workflow import Offer


class Listed(Protocol):
    """A row of a list, as the desk gives it."""

    @property
    def id(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def unit(self) -> str: ...
    @property
    def state(self) -> str: ...
    @property
    def column(self) -> str: ...
    @property
    def author(self) -> str: ...
    @property
    def due(self) -> str: ...
    @property
    def changed_at(self) -> str: ...
    @property
    def waiting(self) -> bool: ...


class Seen(Protocol):
    """A matter as this person sees it now."""

    @property
    def matter(self) -> Matter: ...
    @property
    def waiting(self) -> tuple[Any, ...]: ...
    @property
    def draft(self) -> Any: ...
    @property
    def offers(self) -> tuple[Offer, ...]: ...


@dataclass(frozen=True, slots=True)
class Filter:
    """What a list shows: a tab, and what was set in the filter line."""

    tab: str = "mine"
    words: str = ""
    column: str = ""
    state: str = ""
    person: str = ""

    @property
    def narrowed(self) -> bool:
        return bool(self.words or self.column or self.state or self.person)


@dataclass(frozen=True, slots=True)
class ListTab:
    """A tab of a list and what it asks the desk for: its `tab`, and where they differ states, kind, column and order;
    `counted` names the count that it carries."""

    id: str
    tab: str
    states: tuple[str, ...] = ()
    kind: str = ""
    column: str = ""
    sort: str = "changed"
    counted: str = ""


Counts = Mapping[str, int]
