"""Sessions, and the desks they are held from: known, listed, revoked."""

import json
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, delete, func, or_, select, update

from models.people import Actor
from models.store.portal import actor_of
from models.store.portal_people import Account, account_in
from models.store.portal_tables import account, device, factor, rows, session
from models.store.portal_write import insert_for

PLACE = "@"
"""Before an address from which a person has signed in, among the names of their desks."""
ID = 24
"""Signs of a token's hash by which a session is named: enough to tell it, of no use to come in."""


@dataclass(frozen=True, slots=True)
class Session:
    """A signed-in desk; times are ISO moments of the portal's clock."""

    token_hash: str
    person: str
    device: str
    created: str
    seen: str
    expires: str


@dataclass(frozen=True, slots=True)
class Known:
    """A session with its account, who that person is now, whether the desk is revoked, and whether the person has a
    second factor."""

    session: Session
    account: Account
    actor: Actor | None
    revoked: bool
    factor: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """A desk of a person as a list shows it: `session` names its session, where it has one, since `since`; `label` is
    how the computer calls itself; `revoked` is the moment at which it was told to erase what it holds."""

    account: str
    person: str
    name: str
    device: str
    label: str
    address: str
    first: str
    seen: str
    session: str
    since: str
    revoked: str


MOST = 500
_FIELDS = tuple(Session.__slots__)


def open_session(connection: Connection, new: Session, login: str, address: str, label: str) -> bool:
    """Notes a session, its desk and the address it came from; a desk has one session of a person at a time.

    True when the person has other desks and this one is new to them."""
    s, d, insert = session.c, device.c, insert_for(connection)
    desks = select(d.device).where(d.account == login, ~d.device.startswith(PLACE))
    known = set(connection.execute(desks).scalars())
    connection.execute(delete(session).where(s.person == new.person, s.device == new.device))
    connection.execute(session.insert().values({name: getattr(new, name) for name in _FIELDS}))
    places = [
        {"account": login, "device": name, "seen": new.seen, "first": new.seen, "label": label, "address": address}
        for name in (new.device, f"{PLACE}{address}"[:80])
    ]
    seen = insert(device).values(places)
    fresh = {name: seen.excluded[name] for name in ("seen", "label", "address")}
    connection.execute(seen.on_conflict_do_update(index_elements=["account", "device"], set_=fresh))
    return bool(known) and new.device not in known


_OWN = (device.c.account == account.c.login) & (device.c.device == session.c.device)
_SESSION = (
    select(
        *session.c,
        *(c for c in account.c if c.name != "person"),
        device.c.revoked,
        factor.c.confirmed.label("factor"),
        rows.c.doc.label("who"),
    )
    .join_from(session, account, session.c.person == account.c.person)
    .outerjoin(device, _OWN)
    .outerjoin(factor, factor.c.person == session.c.person)
    .outerjoin(rows, (rows.c.type == "person") & (rows.c.id == session.c.person))
    .where(session.c.token_hash == bindparam("token_hash"))
)
"""Asked before every answer, and so put together once."""


def session_of(connection: Connection, token_hash: str) -> Known | None:
    """The session with this hashed token."""
    row = connection.execute(_SESSION, {"token_hash": token_hash}).mappings().one_or_none()
    if row is None:
        return None
    found = Session(**{name: row[name] for name in _FIELDS})
    actor = actor_of(found.person, json.loads(row["who"])) if row["who"] else None
    return Known(found, account_in(row), actor, bool(row["revoked"]), bool(row["factor"]))


def last_seen(connection: Connection) -> dict[str, str]:
    """For each person when a desk of theirs last spoke to the portal, as far as that is known."""
    a, d = account.c, device.c
    chosen = select(a.person, func.max(d.seen)).join_from(account, device, a.login == d.account).group_by(a.person)
    return {person: seen for person, seen in connection.execute(chosen)}


def standing(connection: Connection, *, person: str = "", search: str = "", most: int = MOST) -> tuple[Standing, ...]:
    """The desks of a person, or of all whose name, account, label or address holds `search`; seen last, told first."""
    d, s, a = device.c, session.c, account.c
    name = func.coalesce(rows.c.title, "")
    where = [~d.device.startswith(PLACE), *([a.person == person] if person else [])]
    if search:
        where.append(or_(*(each.contains(search, autoescape=True) for each in (name, a.login, d.label, d.address))))
    chosen = (
        select(d.account, a.person, name.label("name"), d.device, d.label, d.address, d.first, d.seen, d.revoked)
        .add_columns(func.coalesce(s.token_hash, "").label("session"), func.coalesce(s.created, "").label("since"))
        .join_from(device, account, a.login == d.account)
        .outerjoin(session, (s.person == a.person) & (s.device == d.device))
        .outerjoin(rows, (rows.c.type == "person") & (rows.c.id == a.person))
        .where(*where)
        .order_by(d.seen.desc(), d.account, d.device)
        .limit(most)
    )
    return tuple(Standing(**{**row, "session": row["session"][:ID]}) for row in connection.execute(chosen).mappings())


def touch_session(connection: Connection, one: Session, login: str, seen: str) -> None:
    """Notes that the session and its desk are in use."""
    d = device.c
    connection.execute(update(session).where(session.c.token_hash == one.token_hash).values(seen=seen))
    connection.execute(update(device).where(d.account == login, d.device == one.device).values(seen=seen))


def end_session(connection: Connection, id_: str, person: str = "") -> tuple[str, str] | None:
    """Ends the session of this name, of this person if one is named; gives person and desk, or None for none."""
    s = session.c
    where = [s.token_hash.startswith(id_, autoescape=True), *([s.person == person] if person else [])]
    found = connection.execute(select(s.token_hash, s.person, s.device).where(*where)).first()
    if len(id_) != ID or found is None:
        return None
    connection.execute(delete(session).where(s.token_hash == found.token_hash))
    return found.person, found.device


def close_sessions(connection: Connection, *, token_hash: str = "", person: str = "", but: str = "") -> None:
    """Ends one session, or all of a person's except the one whose hash is `but`."""
    s = session.c
    where = s.token_hash == token_hash if token_hash else (s.person == person) & (s.token_hash != but)
    connection.execute(delete(session).where(where))


def renew_token(connection: Connection, before: str, after: str) -> None:
    """From now on the session has another token."""
    connection.execute(update(session).where(session.c.token_hash == before).values(token_hash=after))


def clear_sessions(connection: Connection, before: str) -> None:
    """Forgets sessions that have expired."""
    connection.execute(delete(session).where(session.c.expires < before))


def knows_device(connection: Connection, login: str, name: str) -> bool:
    """Whether the person has signed in from this desk, or `@` and an address, before."""
    d = device.c
    return connection.execute(select(d.seen).where(d.account == login, d.device == name)).first() is not None


def revoke(connection: Connection, login: str, name: str, at: str) -> bool:
    """From now on this desk of a person is told to erase what it holds for them; False when there is none."""
    d = device.c
    where = d.account == login, d.device == name, ~d.device.startswith(PLACE)
    return bool(connection.execute(update(device).where(*where).values(revoked=at, store_key="")).rowcount)


def exchange_key(connection: Connection, login: str, name: str, sealed: str) -> str:
    """Keeps the sealed key of a desk's store, if one is given; the one that was kept before."""
    d = device.c
    where = d.account == login, d.device == name
    kept = connection.execute(select(d.store_key).where(*where)).scalar()
    if sealed:
        connection.execute(update(device).where(*where).values(store_key=sealed))
    return str(kept or "")


def is_revoked(connection: Connection, login: str, name: str) -> bool:
    """Whether this desk was revoked and has not said yet that it is empty."""
    d = device.c
    found = connection.execute(select(d.revoked).where(d.account == login, d.device == name)).scalar()
    return bool(found)


def forget_device(connection: Connection, login: str, name: str) -> None:
    """The desk is empty: the next sign-in there is one at a new desk."""
    connection.execute(delete(device).where(device.c.account == login, device.c.device == name))
