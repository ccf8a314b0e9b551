"""Who holds which row since when: the membership feed from which every desk is answered."""

import heapq
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Boolean, Connection, Exists, Row, and_, bindparam, exists, func, or_, select, tuple_

from models.scopes import ARCHIVE, OWN
from models.store.portal_tables import blob_ref, feed, rows

PAGE = 500
NEAR = 2_000
"""Sequences behind which it costs less to ask at once which scopes have moved."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A row that `scope` holds since `seq`, or, without a document, one that it lost for the reason `why`."""

    scope: str
    seq: int
    type: str
    id: str
    version: int
    doc: str | None
    why: str = ""

    @property
    def size(self) -> int:
        """About how many bytes it takes on the line; most signs of the documents are Chinese."""
        return 150 + 2 * len(self.doc or "")


def entries(connection: Connection, cursor: Mapping[str, int], head: int = 0) -> Iterator[Entry]:
    """What the scopes gained and lost after their place in `cursor`, in sequence over all of them.

    Within one sequence rows gained come first, so that a row which moves between two scopes of one person never
    seems to be gone. With `head`, a desk that is not far behind it costs one question, however many its scopes are."""
    low = min(cursor.values(), default=0)
    if len(cursor) > 1 and 0 < head - low <= NEAR:
        found = connection.execute(_NEAR, {"scopes": sorted(cursor), "low": low}).all()
        if len(found) < PAGE:
            fresh = (_entry(row) for row in found if row.seq > cursor[row.scope])
            return iter(sorted(fresh, key=lambda entry: (entry.seq, entry.doc is None)))
    streams = [_stream(connection, scope, after) for scope, after in sorted(cursor.items())]
    return heapq.merge(*streams, key=lambda entry: (entry.seq, entry.doc is None))


def _stream(connection: Connection, scope: str, after: int) -> Iterator[Entry]:
    """One scope's feed, read page by page: only the place is kept between pages, so that no large result waits."""
    place = {"scope": scope, "seq": after, "gone": True, "type": "\U0010ffff", "id": ""}
    while True:
        page = connection.execute(_PAGE, place).all()
        yield from map(_entry, page)
        if len(page) < PAGE:
            return
        last = page[-1]
        place |= {"seq": last.seq, "gone": last.gone, "type": last.type, "id": last.id}


_GONE = feed.c.op == "remove"
_ABOVE = and_(feed.c.scope.in_(bindparam("scopes", expanding=True)), feed.c.seq > bindparam("low"))
_ORDER = (feed.c.seq, _GONE, feed.c.type, feed.c.id)
_LINES = select(
    feed.c.scope, feed.c.seq, feed.c.type, feed.c.id, feed.c.why, _GONE.label("gone"), rows.c.version, rows.c.doc
).select_from(feed.outerjoin(rows, and_(feed.c.type == rows.c.type, feed.c.id == rows.c.id)))
_NEAR = _LINES.where(_ABOVE).order_by(feed.c.seq, feed.c.scope, *_ORDER[1:]).limit(PAGE)
_PAGE = (
    _LINES.where(
        feed.c.scope == bindparam("scope"),
        feed.c.seq >= bindparam("seq"),
        tuple_(*_ORDER)
        > tuple_(bindparam("seq"), bindparam("gone", type_=Boolean()), bindparam("type"), bindparam("id")),
    )
    .order_by(*_ORDER)
    .limit(PAGE)
)


def has_moved() -> Exists:
    """The question whether any of `scopes` has moved beyond `low`."""
    return exists().where(_ABOVE)


def _entry(row: Row[tuple[str, int, str, str, str, bool, int, str]]) -> Entry:
    gone = row.gone or row.doc is None
    return Entry(row.scope, row.seq, row.type, row.id, row.version or 0, None if gone else row.doc, row.why)


_HOLDERS = select(feed.c.id, feed.c.scope).where(
    feed.c.type == bindparam("type"), feed.c.id.in_(bindparam("ids", expanding=True)), feed.c.op == "put"
)


def holders(connection: Connection, type_: str, ids: Iterable[str]) -> Mapping[str, frozenset[str]]:
    """The scopes that hold each of these rows of one type."""
    wanted, found = sorted(set(ids)), dict[str, set[str]]()
    for at in range(0, len(wanted), PAGE):
        for identity, scope in connection.execute(_HOLDERS, {"type": type_, "ids": wanted[at : at + PAGE]}).all():
            found.setdefault(identity, set()).add(scope)
    return {identity: frozenset(scopes) for identity, scopes in found.items()}


def reachable(connection: Connection, sha256: str, person: str, scopes: Iterable[str]) -> bool:
    """Whether the person brought a file, or holds a row that speaks of it. One question whatever the answer: a file
    that is hidden takes no longer than one that is not here."""
    r, f = blob_ref.c, feed.c
    held = exists().where(f.type == r.type, f.id == r.id, f.op == "put", f.scope.in_(sorted(scopes)))
    own = and_(r.type == "person", r.id == person)
    chosen = select(r.sha256).where(r.sha256 == sha256, or_(own, and_(r.type != "person", held))).limit(1)
    return connection.execute(chosen).first() is not None


def moved_since(connection: Connection, seq: int) -> Mapping[str, int]:
    """The last sequence of every scope that changed after `seq`."""
    f = feed.c
    found = connection.execute(select(f.scope, func.max(f.seq)).where(f.seq > seq).group_by(f.scope))
    return {scope: int(last) for scope, last in found}


def last_in(connection: Connection, scopes: Sequence[str]) -> Mapping[str, int]:
    """The sequence of the last change in each of these scopes: one question, that looks at the end of each."""
    last = [select(func.max(feed.c.seq)).where(feed.c.scope == scope).scalar_subquery() for scope in scopes]
    return {scope: int(seq or 0) for scope, seq in zip(scopes, connection.execute(select(*last)).one(), strict=True)}


def membership(
    key: tuple[str, str], now: frozenset[str], before: frozenset[str], seq: int, again: bool = True
) -> list[dict[str, Any]]:
    """The feed entries by which the scopes in `now` hold the row and those only in `before` lose it; those that
    held it already are told `again` only when the row itself changed. A row of one person's own goes by that person's
    word alone, and so is always meant."""
    moved = "bulk" if key[0] in OWN else "moved"
    base = {"type": key[0], "id": key[1], "seq": seq}
    gained = [{**base, "scope": scope, "op": "put", "why": ""} for scope in now if again or scope not in before]
    lost = [
        {**base, "scope": scope, "op": "remove", "why": "closed" if scope + ARCHIVE in now else moved}
        for scope in before - now
    ]
    return gained + lost


def meant(scope: str, key: tuple[str, str], seq: int) -> dict[str, Any]:
    """The feed entry by which a scope is told again that it lost a row, and that the portal means it."""
    return {"scope": scope, "type": key[0], "id": key[1], "seq": seq, "op": "remove", "why": "bulk"}
