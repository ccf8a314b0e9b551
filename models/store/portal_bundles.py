"""What the portal knows of files that are carried by hand: by which keys they are known, and which were taken."""

from dataclasses import dataclass

from sqlalchemy import Connection, delete, select

from models.store.portal_tables import bundle, device_key
from models.store.portal_write import insert_for


@dataclass(frozen=True, slots=True)
class Taken:
    """A bundle that was taken, and the digest of the file in hex."""

    id: str
    person: str
    device: str
    digest: str
    at: str


def put_key(connection: Connection, account: str, device: str, key: str, at: str) -> None:
    """From now on the bundles of this account from this desk are known by this key."""
    statement = insert_for(connection)(device_key).values(account=account, device=device, key=key, at=at)
    new = {"key": key, "at": at}
    connection.execute(statement.on_conflict_do_update(index_elements=["account", "device"], set_=new))


def key_of(connection: Connection, account: str, device: str) -> str:
    """The key of a desk; empty where none is known."""
    c = device_key.c
    chosen = select(c.key).where(c.account == account, c.device == device)
    return connection.execute(chosen).scalar() or ""


def forget_keys(connection: Connection, account: str, *, device: str = "", but: str = "") -> None:
    """No bundle of this desk is taken any more until it signs in again; without one, of all of them except `but`."""
    c = device_key.c
    which = c.device == device if device else c.device != but
    connection.execute(delete(device_key).where(c.account == account, which))


def claim(connection: Connection, new: Taken) -> Taken | None:
    """Notes a bundle under its name; gives what was noted under that name before."""
    c = bundle.c
    values = {name: getattr(new, name) for name in Taken.__slots__}
    inserted = insert_for(connection)(bundle).values(values).on_conflict_do_nothing().returning(c.id)
    if connection.execute(inserted).first():
        return None
    found = connection.execute(select(c.id, c.person, c.device, c.digest, c.at).where(c.id == new.id)).one()
    return Taken(*found)
