"""Accounts, sessions, known desks and counted guesses: what lets people in, and is no row for anybody's desk."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Row, delete, func, select, update

from models.store.portal_tables import account, device, session, throttle
from models.store.portal_write import insert_for


@dataclass(frozen=True, slots=True)
class Account:
    """How one person signs in; `earlier` are the hashes of passwords that may not come again."""

    login: str
    person: str
    password_hash: str
    must_change: bool = False
    changed_at: str = ""
    disabled: bool = False
    earlier: tuple[str, ...] = ()


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
class Guesses:
    """How often somebody guessed under one key, and until when (seconds of the clock) no more guess is heard."""

    key: str
    tries: int = 0
    until: float = 0.0
    at: float = 0.0


Limit = tuple[str, int]
"""A key and how many guesses are heard under it."""
Counted = Callable[[Sequence[Guesses], Sequence[Limit], float], tuple[Sequence[Guesses], int]]


def _account(row: Row[tuple[object, ...]]) -> Account:
    names = row._mapping
    return Account(
        str(names["login"]), str(names["person"]), str(names["password_hash"]), bool(names["must_change"]),
        str(names["changed_at"]), bool(names["disabled"]), tuple(json.loads(str(names["earlier"]))),
    )  # fmt: skip


def account_of(connection: Connection, login: str = "", person: str = "") -> Account | None:
    """The account with this login, or of this person."""
    c = account.c
    where = c.login == login if login else c.person == person
    row = connection.execute(select(account).where(where)).one_or_none()
    return _account(row) if row else None


def accounts(connection: Connection) -> tuple[Account, ...]:
    """All accounts by login."""
    return tuple(_account(row) for row in connection.execute(select(account).order_by(account.c.login)))


def put_accounts(connection: Connection, put: Sequence[Account]) -> None:
    """Writes accounts, new or changed."""
    statement = insert_for(connection)(account)
    names = ("person", "password_hash", "must_change", "changed_at", "disabled", "earlier")
    new = {name: statement.excluded[name] for name in names}
    values = [
        {name: getattr(one, name) for name in names}
        | {"id": one.login, "login": one.login, "earlier": json.dumps(one.earlier)}
        for one in put
    ]
    if values:
        connection.execute(statement.on_conflict_do_update(index_elements=["id"], set_=new), values)


def open_session(connection: Connection, new: Session, login: str, address: str) -> None:
    """Notes a session, the desk and the address it came from; a desk has one session of a person at a time."""
    s, insert = session.c, insert_for(connection)
    connection.execute(delete(session).where(s.person == new.person, s.device == new.device))
    connection.execute(session.insert().values({name: getattr(new, name) for name in Session.__slots__}))
    places = [{"account": login, "device": name, "seen": new.seen} for name in (new.device, f"@{address}")]
    seen = insert(device).values(places)
    connection.execute(seen.on_conflict_do_update(index_elements=["account", "device"], set_={"seen": new.seen}))


def session_of(connection: Connection, token_hash: str) -> tuple[Session, Account] | None:
    """The session with this hashed token and its person's account."""
    row = connection.execute(
        select(*session.c, *(c for c in account.c if c.name != "person"))
        .join_from(session, account, session.c.person == account.c.person)
        .where(session.c.token_hash == token_hash)
    ).one_or_none()
    if row is None:
        return None
    names = row._mapping
    return Session(**{name: names[name] for name in Session.__slots__}), _account(row)


def last_seen(connection: Connection) -> dict[str, str]:
    """For each person when a desk of theirs last spoke to the portal, as far as that is known."""
    signed_in = select(account.c.person, func.max(device.c.seen)).join_from(
        account, device, account.c.login == device.c.account
    )
    spoke = select(session.c.person, func.max(session.c.seen)).group_by(session.c.person)
    found: dict[str, str] = {}
    for person, seen in (*connection.execute(signed_in.group_by(account.c.person)), *connection.execute(spoke)):
        found[person] = max(found.get(person, ""), seen)
    return found


def touch_session(connection: Connection, token_hash: str, seen: str) -> None:
    """Notes that the session is in use."""
    connection.execute(update(session).where(session.c.token_hash == token_hash).values(seen=seen))


def close_sessions(connection: Connection, *, token_hash: str = "", person: str = "", but: str = "") -> None:
    """Ends one session, or all of a person's except the one whose hash is `but`."""
    s = session.c
    where = s.token_hash == token_hash if token_hash else (s.person == person) & (s.token_hash != but)
    connection.execute(delete(session).where(where))


def clear_sessions(connection: Connection, before: str) -> None:
    """Forgets sessions that have expired."""
    connection.execute(delete(session).where(session.c.expires < before))


def knows_device(connection: Connection, login: str, name: str) -> bool:
    """Whether the person has signed in from this desk before."""
    d = device.c
    return connection.execute(select(d.seen).where(d.account == login, d.device == name)).first() is not None


def count_guess(connection: Connection, limits: Sequence[Limit], counted: Counted, clock: float) -> int:
    """Counts one guess under each key as `counted` says, and gives its answer: guesses left, or minus the wait."""
    after, left = counted(_guesses(connection, limits), limits, clock)
    _put_guesses(connection, after)
    return left


def forgive_guess(
    connection: Connection,
    limits: Sequence[Limit],
    forgiven: Callable[[Sequence[Guesses]], Sequence[Guesses]],
) -> None:
    """Takes back what `count_guess` counted, as `forgiven` says."""
    _put_guesses(connection, forgiven(_guesses(connection, limits)))


def _guesses(connection: Connection, limits: Sequence[Limit]) -> list[Guesses]:
    """What is counted under these keys, locked until the commit, in an order that lets nobody wait in a circle."""
    t, keys = throttle.c, [key for key, _ in limits]
    rows = connection.execute(select(throttle).where(t.key.in_(keys)).order_by(t.key).with_for_update())
    found = {row.key: Guesses(row.key, row.tries, row.until, float(row.at or 0)) for row in rows}
    return [found.get(key, Guesses(key)) for key in keys]


def _put_guesses(connection: Connection, these: Sequence[Guesses]) -> None:
    statement = insert_for(connection)(throttle)
    values = [{"key": one.key, "tries": one.tries, "until": one.until, "at": repr(one.at)} for one in these]
    if values:
        new = {name: statement.excluded[name] for name in ("tries", "until", "at")}
        connection.execute(statement.on_conflict_do_update(index_elements=["key"], set_=new), values)
