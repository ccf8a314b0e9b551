"""Who has which matter open now: small, short-lived, and no row of the feed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, case, delete, or_, select

from models.store.portal_tables import presence
from models.store.portal_write import insert_for


@dataclass(frozen=True, slots=True)
class Present:
    """A person who has a matter open on a desk; `seen` is the moment of the last word, in seconds."""

    id: str
    person: str
    device: str
    since: str
    seen: float


def present(connection: Connection, ids: Iterable[str], person: str, device: str) -> tuple[Present, ...]:
    """Everybody at these matters, and whatever this desk of this person has open."""
    p = presence.c
    own = (p.person == person) & (p.device == device)
    found = connection.execute(select(presence).where(or_(p.id.in_(tuple(ids)), own)).order_by(p.since, p.person))
    return tuple(Present(row.id, row.person, row.device, row.since, row.seen) for row in found)


def put_present(connection: Connection, open_: Sequence[Present], person: str, device: str, before: float) -> None:
    """This desk has these open and no others. What it had open `before` a silence begins anew.

    It touches no other desk's rows, so that no two desks ever wait for each other."""
    p = presence.c
    own = (p.person == person) & (p.device == device)
    connection.execute(delete(presence).where(own, p.id.not_in([one.id for one in open_])))
    if not open_:
        return
    statement = insert_for(connection)(presence)
    said = statement.excluded
    new = {"seen": said.seen, "since": case((p.seen < before, said.since), else_=p.since)}
    values = [
        {"id": one.id, "person": one.person, "device": one.device, "since": one.since, "seen": one.seen}
        for one in sorted(open_, key=lambda each: each.id)
    ]
    connection.execute(statement.on_conflict_do_update(index_elements=["id", "person", "device"], set_=new), values)
