"""The lists of one person's desk: which matters, how many, by which words, out of what is here and what waits."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from models.docket import DESKS, ROW
from models.matter import Matter
from models.people import Actor
from models.steps import Rules
from models.store import listing, queries, search, standing
from models.store.desk import DeskStore, projected
from models.store.listing import Listed
from models.store.partial import partials
from models.store.queries import Query, Term
from models.store.search import Key, Ready
from sync.client.beside import Beside, Doing

HANDLED = tuple(DESKS)
"""The kinds that citizens bring."""
MANY = 250
"""Index entries of one transaction where nobody writes: it holds up the first save of a text by some 50 ms."""
TABS = ("today", "returned", "in_review", "to_review")


@dataclass(frozen=True, slots=True)
class Coming:
    """A scope of which so many rows have come, of as many; none where that is not known yet."""

    scope: str
    rows: int
    of: int


class Lists:
    """What a desk can be asked for without opening a matter."""

    store: DeskStore
    actor: Actor
    rules: Rules
    beside: Beside
    _parting: Doing | None = None
    _parted: Sequence[Ready] = ()

    def page(self, query: Query, offset: int, limit: int) -> list[Listed]:
        """A stretch of a list."""
        wanted = self._terms(query)
        with self.store.reading() as connection:
            if query.words.strip():
                typed = search.expression(query.words, wanted)
                found = search.match(connection, typed, offset, limit) if typed else []
            else:
                found = listing.page_ids(connection, wanted, query.sort, offset, limit)
            return listing.listed(connection, found, query.kind)

    def count(self, query: Query) -> int:
        """How many matters a list has."""
        wanted = self._terms(query)
        with self.store.reading() as connection:
            if query.words.strip():
                typed = search.expression(query.words, wanted)
                return search.match_count(connection, typed) if typed else 0
            return listing.count(connection, wanted)

    def counts(self) -> dict[str, int]:
        """How many matters each tab that wants something of this person has, and how many of each kind that citizens
        bring wait for them."""
        with self.store.reading() as connection:
            wanted = {
                **{tab: Query(tab=tab) for tab in TABS},
                **{kind: Query(kind, "todo") for kind in (*HANDLED, ROW)},
            }
            return {name: listing.count(connection, self._terms(query)) for name, query in wanted.items()}

    def matters(self, ids: Iterable[str]) -> dict[str, Matter]:
        """These matters as this person sees them, as far as they are here, without what is offered on them."""
        with self.store.reading() as connection:
            return projected(connection, self.rules.workflows, ids)

    def _terms(self, query: Query) -> tuple[Term, ...]:
        return queries.terms(query, self.actor, self.rules.workflows)

    def search(self, words: str, limit: int = 12) -> list[Listed]:
        """The matters with these words that changed last."""
        return self.page(Query(kind="", words=words), 0, limit) if words.strip() else []

    def index(self, most: int = MANY) -> int:
        """Lets the search index follow by at most `most` entries; how many are still behind. While the disk takes them
        in, the words of the next ones are parted beside."""
        ready = self._next_parted(most)
        if not ready:
            return 0
        at_hand = {one.key for one in (*ready, *self._parted)}
        with self.store.writing() as connection:
            search.enter(connection, ready)
            behind = search.behind(connection)
            self._parting = self.beside(lambda: self._part(most, at_hand)) if behind else None
            search.tidy(connection, len(ready))
        return behind

    def _next_parted(self, most: int) -> list[Ready]:
        """What changed since it was parted is passed over as it is entered."""
        parting, self._parting = self._parting, None
        parted = [*self._parted, *(parting() if parting else ())] or self._part(most, ())
        self._parted = parted[most:]
        return parted[:most]

    def _part(self, most: int, passed: Collection[Key]) -> list[Ready]:
        with self.store.reading() as connection:
            return search.prepare(connection, most, passed)

    def tidy(self) -> None:
        """After much was written: clears up in the store, for a thread that nobody waits for."""
        self.store.tidy()

    def authors(self, kind: str) -> list[tuple[str, str]]:
        """Everyone who wrote something of this kind, as id and name."""
        with self.store.reading() as connection:
            return listing.authors(connection, kind)

    def last_published(self, unit: str) -> dict[str, str]:
        """For each column of a unit the moment of its last edition."""
        with self.store.reading() as connection:
            return listing.last_published(connection, unit)

    def published_since(self, unit: str, day: date) -> int:
        """How many of a unit's editions came out since a day."""
        with self.store.reading() as connection:
            return listing.published_since(connection, unit, day.isoformat())

    def coming(self) -> list[Coming]:
        """The large scopes that are being fetched as files, and how many of their rows have come."""
        with self.store.reading() as connection:
            return [Coming(scope, one.rows, one.of) for scope, one in sorted(partials(connection).items())]

    def dockets(self) -> list[Matter]:
        """All dockets that this person holds, to count from."""
        with self.store.reading() as connection:
            return standing.dockets(connection)
