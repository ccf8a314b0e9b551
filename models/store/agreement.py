"""What this desk holds through a scope, to be compared with the portal, and put right where the two differ."""

from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, select

from models.store.desk_tables import cursor, held, rows
from models.store.received import Gone, receive

Key = tuple[str, str]


def versions_in(connection: Connection, scope: str) -> dict[Key, int]:
    """Type and id of every row that is here through a scope, with its version; 0 where the row itself is missing."""
    joined = held.outerjoin(rows, (held.c.type == rows.c.type) & (held.c.id == rows.c.id))
    chosen = select(held.c.type, held.c.id, rows.c.version).select_from(joined).where(held.c.scope == scope)
    return {(row.type, row.id): row.version or 0 for row in connection.execute(chosen)}


def let_go(connection: Connection, scope: str, keys: Iterable[Key]) -> None:
    """Marks as taken away what the scope does not hold: it goes when that is settled."""
    receive(connection, [], [Gone(scope, type_, identity, sure=False) for type_, identity in keys])


def fetch_from(connection: Connection, scope: str, versions: Mapping[Key, int], seq: int) -> None:
    """Has the feed bring again what the scope holds since `seq`; none of these rows counts as newer than it says."""
    r = rows.c
    for (type_, identity), version in versions.items():
        newer = r.type == type_, r.id == identity, r.version > version
        connection.execute(rows.update().where(*newer).values(version=version))
    connection.execute(cursor.update().where(cursor.c.scope == scope, cursor.c.seq >= seq).values(seq=seq - 1))


def doubt(connection: Connection, types: Iterable[str]) -> None:
    """Rows of these types count as older than any the portal has: the next comparison has them brought again."""
    connection.execute(rows.update().where(rows.c.type.in_(tuple(types))).values(version=0))
