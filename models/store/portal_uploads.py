"""What the portal knows of files that are on their way up: whose they are, how large, since when."""

from dataclasses import dataclass

from sqlalchemy import delete, exists, func, select, update
from sqlalchemy.engine import Connection

from models.store.portal_tables import blob, blob_ref, upload
from models.store.portal_write import insert_for

OPEN, WHOLE, KNOWN, GOING = "open", "whole", "known", "going"
"""On its way · here · was here before and the person may see it, so that nothing need come · its person never used it,
and it goes unless somebody else does."""
PERSON = "person"


@dataclass(frozen=True, slots=True)
class Upload:
    """A file on its way up; `at` is when it was begun."""

    id: str
    person: str
    sha256: str
    size: int
    name: str
    at: str
    state: str = OPEN


_NAMES = ("id", "person", "sha256", "size", "name", "at", "state")
_COLUMNS = tuple(upload.c[name] for name in _NAMES)


def find(connection: Connection, identity: str) -> Upload | None:
    """An upload by its name."""
    row = connection.execute(select(*_COLUMNS).where(upload.c.id == identity)).one_or_none()
    return Upload(*row) if row else None


def put(connection: Connection, one: Upload) -> None:
    """Notes an upload, or what it is now."""
    values = {name: getattr(one, name) for name in _NAMES}
    statement = insert_for(connection)(upload).values(values)
    connection.execute(statement.on_conflict_do_update(index_elements=["id"], set_=values))


def drop(connection: Connection, identity: str) -> None:
    """Forgets an upload."""
    connection.execute(delete(upload).where(upload.c.id == identity))


def brought(connection: Connection, person: str, since: str) -> int:
    """Bytes that a person has begun to bring since a moment; what was known already costs nothing."""
    c = upload.c
    mine = (c.person == person, c.at >= since, c.state != KNOWN)
    return int(connection.execute(select(func.coalesce(func.sum(c.size), 0)).where(*mine)).scalar_one())


def begun_before(connection: Connection, state: str, before: str, most: int) -> list[Upload]:
    """Uploads in a state that were begun before a moment."""
    chosen = select(*_COLUMNS).where(upload.c.state == state, upload.c.at < before).limit(most)
    return [Upload(*row) for row in connection.execute(chosen)]


def all_names(connection: Connection) -> set[str]:
    """The names of all uploads."""
    return set(connection.execute(select(upload.c.id)).scalars())


def let_go(connection: Connection, one: Upload, at: str) -> bool:
    """Takes from a person what only they brought and nothing speaks of; whether it is so."""
    c = blob_ref.c
    used = select(c.id).where(c.sha256 == one.sha256, c.type != PERSON).limit(1)
    if connection.execute(used).first() is not None:
        return False
    connection.execute(delete(blob_ref).where(c.sha256 == one.sha256, c.type == PERSON, c.id == one.person))
    connection.execute(update(upload).where(upload.c.id == one.id).values(state=GOING, at=at))
    return True


def take_away(connection: Connection, sha256: str) -> bool:
    """Forgets a file that nobody brought and nothing speaks of; whether it is so."""
    spoken = exists().where(blob_ref.c.sha256 == sha256)
    return connection.execute(delete(blob).where(blob.c.sha256 == sha256, ~spoken)).rowcount > 0
