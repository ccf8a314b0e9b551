"""Accounts and counted guesses: what lets people in, and is no row for anybody's desk."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Float, RowMapping, cast, func, select

from models.store.portal_tables import account, throttle
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
class Guesses:
    """How often somebody guessed under one key, and until when (seconds of the clock) no more guess is heard."""

    key: str
    tries: int = 0
    until: float = 0.0
    at: float = 0.0


Limit = tuple[str, int]
"""A key and how many guesses are heard under it."""
Counted = Callable[[Sequence[Guesses], Sequence[Limit], float], tuple[Sequence[Guesses], int]]


def account_in(names: RowMapping) -> Account:
    """The account that a row's columns describe."""
    return Account(
        str(names["login"]), str(names["person"]), str(names["password_hash"]), bool(names["must_change"]),
        str(names["changed_at"]), bool(names["disabled"]), tuple(json.loads(str(names["earlier"]))),
    )  # fmt: skip


def account_of(connection: Connection, login: str = "", person: str = "") -> Account | None:
    """The account with this login, or of this person."""
    c = account.c
    where = c.login == login if login else c.person == person
    row = connection.execute(select(account).where(where)).mappings().one_or_none()
    return account_in(row) if row else None


def accounts(connection: Connection) -> tuple[Account, ...]:
    """All accounts by login."""
    return tuple(account_in(row) for row in connection.execute(select(account).order_by(account.c.login)).mappings())


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


def forget_guesses(connection: Connection, before: float) -> int:
    """Lets go of what was counted last before a moment (seconds of the clock) and holds nobody up any more; how many
    keys."""
    t = throttle.c
    last = cast(func.coalesce(func.nullif(t.at, ""), "0"), Float)
    return connection.execute(throttle.delete().where(last < before, t.until < before)).rowcount


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
