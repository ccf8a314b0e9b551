"""A scope as a whole: all that it holds, how much that is, and whether it has lost something."""

from collections.abc import Iterator

from sqlalchemy import Connection, and_, func, select, tuple_

from models.store.portal_feed import PAGE
from models.store.portal_tables import feed, rows

Member = tuple[str, str, int, str]
"""Type, id, version and document of a row."""
Place = tuple[str, str, int, int]
"""Type, id and version of a row, and since which sequence the scope holds it so."""


def members(connection: Connection, scope: str) -> Iterator[Member]:
    """All rows that a scope holds now, by type and id, read page by page."""
    f, place = feed.c, ("", "")
    chosen = select(f.type, f.id, rows.c.version, rows.c.doc).where(f.scope == scope, f.op == "put")
    chosen = chosen.join_from(feed, rows, and_(f.type == rows.c.type, f.id == rows.c.id))
    chosen = chosen.order_by(f.type, f.id).limit(PAGE)
    while True:
        page = connection.execute(chosen.where(tuple_(f.type, f.id) > tuple_(*place))).all()
        yield from ((row.type, row.id, row.version, row.doc) for row in page)
        if len(page) < PAGE:
            return
        place = (page[-1].type, page[-1].id)


def size(connection: Connection, scope: str) -> int:
    """How many rows a scope holds."""
    held = select(func.count()).select_from(feed).where(feed.c.scope == scope, feed.c.op == "put")
    return int(connection.execute(held).scalar_one())


def lost_since(connection: Connection, scope: str, seq: int) -> bool:
    """Whether a scope lost a row after a sequence."""
    f = feed.c
    gone = select(f.id).where(f.scope == scope, f.seq > seq, f.op == "remove").limit(1)
    return connection.execute(gone).first() is not None


def places(connection: Connection, scope: str, seq: int, after: tuple[str, str], most: int) -> list[Place]:
    """The rows that a scope holds unchanged since a sequence, by type and id from behind `after` on."""
    f = feed.c
    chosen = select(f.type, f.id, rows.c.version, f.seq).where(f.scope == scope, f.op == "put", f.seq <= seq)
    chosen = chosen.join_from(feed, rows, and_(f.type == rows.c.type, f.id == rows.c.id))
    chosen = chosen.where(tuple_(f.type, f.id) > tuple_(*after)).order_by(f.type, f.id).limit(most)
    return [(row.type, row.id, row.version, row.seq) for row in connection.execute(chosen)]


def touched(connection: Connection, scope: str, seq: int, most: int) -> list[tuple[str, str]]:
    """Type and id of what a scope gained, lost or saw change after a sequence."""
    f = feed.c
    chosen = select(f.type, f.id).where(f.scope == scope, f.seq > seq).order_by(f.seq).limit(most)
    return [(row.type, row.id) for row in connection.execute(chosen)]
