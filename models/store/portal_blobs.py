"""What the portal knows of files besides their bytes: who brought them, how large, of which true type."""

from dataclasses import dataclass

from sqlalchemy import select

from models.store.portal import PortalStore
from models.store.portal_tables import blob, blob_ref
from models.store.portal_write import insert_for


@dataclass(frozen=True, slots=True)
class Filed:
    """A file that the portal keeps; `mime` as its content says."""

    sha256: str
    size: int
    mime: str
    by: str
    at: str


def file(store: PortalStore, filed: Filed) -> None:
    """Notes a file, and that the person who brought it may use it; noting it twice is no fault."""
    names = {name: getattr(filed, name) for name in ("sha256", "size", "mime", "by", "at")}
    with store.apart() as connection:
        insert = insert_for(connection)
        connection.execute(insert(blob).values(names).on_conflict_do_nothing())
        ref = {"sha256": filed.sha256, "type": "person", "id": filed.by}
        connection.execute(insert(blob_ref).values(ref).on_conflict_do_nothing())


def filed(store: PortalStore, sha256: str) -> Filed | None:
    """What is known of a file."""
    c = blob.c
    with store.looking() as connection:
        chosen = select(c.sha256, c.size, c.mime, c.by, c.at).where(c.sha256 == sha256)
        row = connection.execute(chosen).one_or_none()
    return Filed(*row) if row else None
