"""What a scope holds, as a count and a sum or row by row, reckoned from the rows themselves and kept nowhere."""

from models.store.portal import Reading
from models.store.portal_scopes import places, touched
from sync.digest import MOST_PLACES, MOST_TOUCHED, Sum, mark
from sync.protocol import Digest


def digest(reading: Reading, scope: str, seq: int, after: tuple[str, str] | None = None) -> Digest:
    """What the scope holds unchanged since `seq`, and what changed since; nothing at all where that is too much.

    With `after` a list of what stands behind that row (type, id)."""
    changed = touched(reading.connection, scope, seq, MOST_TOUCHED + 1)
    if len(changed) > MOST_TOUCHED or seq > reading.head():
        return Digest()
    if after is not None:
        found = places(reading.connection, scope, seq, after, MOST_PLACES)
        return Digest(touched=tuple(changed), places=tuple(found), more=len(found) == MOST_PLACES)
    total, place = Sum(), ("", "")
    while found := places(reading.connection, scope, seq, place, MOST_PLACES):
        total = total.plus([mark(type_, identity, version) for type_, identity, version, _ in found])
        place = found[-1][:2]
    return Digest(total.rows, total.text, tuple(changed))
