"""Who may come in: sign-in with counted guesses, sessions bound to a desk, and the office's care of accounts."""

import hashlib
import secrets
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from models.ids import new_id
from models.items import parse_moment
from models.people import ROLES, Actor, Post
from models.problems import Refused
from models.store.portal import PortalStore, Reading
from models.store.portal_log import Act
from models.store.portal_people import (
    Account,
    Session,
    account_of,
    accounts,
    clear_sessions,
    close_sessions,
    count_guess,
    forgive_guess,
    knows_device,
    open_session,
    put_accounts,
    session_of,
    touch_session,
)
from models.store.portal_write import Put, Writing, put_plain
from portal.guesses import Throttle
from portal.passwords import Hasher, Rule, drawn
from sync.protocol import SessionInfo

SEEN_EVERY = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Lives:
    """How long a session lives unused and at all, and how long a desk may work without the portal."""

    idle: timedelta
    absolute: timedelta
    lease: timedelta

    @classmethod
    def of(cls, table: Mapping[str, Any]) -> "Lives":
        """The lives in a `[session]` table."""
        return cls(
            timedelta(hours=table["idle_hours"]),
            timedelta(days=table["absolute_days"]),
            timedelta(days=table["lease_days"]),
        )


@dataclass(frozen=True, slots=True)
class Newcomer:
    """A person who is to have an account."""

    login: str
    person: str
    name: str
    posts: frozenset[Post]


class Accounts:
    """The doors of the portal. Every change of an account and every sign-in stands in the log of acts."""

    def __init__(self, store: PortalStore, policy: Mapping[str, Any], now: Callable[[], datetime]) -> None:
        self._store, self._now = store, now
        self._rule, self._lives = Rule.of(policy["password"]), Lives.of(policy["session"])
        self._hasher, self._throttle = Hasher(policy["hash"]), Throttle.of(policy["throttle"])

    def sign_in(self, account: str, password: str, device: str, address: str) -> SessionInfo:
        """Refused: too_many (retry_after in s), password_wrong (tries_left), account_disabled, malformed."""
        login = account.strip().lower()
        if not 0 < len(login) <= 64 or not 0 < len(device) <= 80 or len(password) > 1000:
            raise Refused("malformed", where="session")
        clock = self._now().timestamp()
        with self._store.apart() as connection:
            known, recent = (knows_device(connection, login, name) for name in (device, f"@{address}"))
            keys = self._throttle.keys(login, device, address, known, recent)
            left = count_guess(connection, keys, self._throttle.counted, clock)
            found = account_of(connection, login)
        if left < 0:
            raise Refused("too_many", retry_after=-left)
        if not self._hasher.fits(found.password_hash if found else "", password) or found is None:
            self._log("session.refuse", found.person if found else "", device)
            raise Refused("password_wrong", tries_left=left)
        if found.disabled:
            raise Refused("account_disabled")
        with self._store.apart() as connection:
            forgive_guess(connection, keys, self._throttle.forgiven)
        return self._open(found, device, address)

    def _open(self, account: Account, device: str, address: str) -> SessionInfo:
        now, token = self._now(), secrets.token_urlsafe(32)
        expires = now + self._lives.absolute
        session = Session(_hashed(token), account.person, device, _iso(now), _iso(now), _iso(expires))
        with self._store.apart() as connection:
            clear_sessions(connection, _iso(now))
            open_session(connection, session, account.login, address)
        self._log("session.open", account.person, device)
        with self._store.reading() as reading:
            actor = reading.actor(account.person)
        if actor is None:
            raise Refused("account_disabled")
        return self._told(session, account, actor, token)

    def person_of(self, token: str) -> SessionInfo:
        """The live session of a token. Refused: signed_out."""
        hashed, now = _hashed(token), self._now()
        with self._store.looking() as connection:
            found = session_of(connection, hashed)
            actor = Reading(connection).actor(found[0].person) if found else None
        if found is None or actor is None or not self._alive(*found, now):
            raise Refused("signed_out")
        session, account = found
        if _iso(now - SEEN_EVERY) > session.seen:
            with self._store.apart() as connection:
                touch_session(connection, hashed, _iso(now))
        return self._told(session, account, actor, token)

    def _alive(self, session: Session, account: Account, now: datetime) -> bool:
        idle = _iso(now - self._lives.idle) > session.seen
        return not (account.disabled or idle or session.expires <= _iso(now))

    def _told(self, session: Session, account: Account, actor: Actor, token: str) -> SessionInfo:
        now = self._now()
        lease = _iso(now + self._lives.lease)
        posts = tuple(sorted(actor.posts))
        due = account.must_change or self._expired(account)
        return SessionInfo(
            token, account.person, actor.name, posts, session.device, session.expires, lease, due, _iso(now)
        )  # fmt: skip

    def _expired(self, account: Account) -> bool:
        changed = parse_moment(account.changed_at)
        return changed is not None and self._now() - changed > timedelta(days=self._rule.max_age_days)

    def change_password(self, token: str, old: str, new: str) -> None:
        """Ends all other sessions. Refused: signed_out, password_wrong, too_many, password_weak, password_used."""
        session = self.person_of(token)
        clock = self._now().timestamp()
        with self._store.apart() as connection:
            account = account_of(connection, person=session.person)
            if account is None:
                raise Refused("signed_out")
            keys = self._throttle.keys(account.login, session.device, "", True, True)
            left = count_guess(connection, keys, self._throttle.counted, clock)
        if left < 0:
            raise Refused("too_many", retry_after=-left)
        if not self._hasher.fits(account.password_hash, old):
            raise Refused("password_wrong", tries_left=left)
        self._rule.check(new, (account.login, session.name))
        used = (account.password_hash, *account.earlier)
        if any(self._hasher.fits(hashed, new) for hashed in used):
            raise Refused("password_used", (38,))
        changed = replace(
            account, password_hash=self._hasher.hash(new), must_change=False, changed_at=_iso(self._now()),
            earlier=used[: self._rule.remembered],
        )  # fmt: skip
        with self._store.apart() as connection:
            forgive_guess(connection, keys, self._throttle.forgiven)
            put_accounts(connection, [changed])
            close_sessions(connection, person=session.person, but=_hashed(token))
        self._log("account.password", session.person, session.device)

    def sign_out(self, token: str) -> None:
        """Ends a session; one that has ended is no fault."""
        with self._store.apart() as connection:
            close_sessions(connection, token_hash=_hashed(token))

    def add(self, people: Iterable[Newcomer], must_change: bool = True) -> Mapping[str, str]:
        """Makes accounts with drawn passwords and gives those, once, by login.

        Refused: account_exists, role_unknown."""
        new, at = list(people), _iso(self._now())
        with self._store.looking() as connection:
            taken = {one.login for one in accounts(connection)} & {one.login for one in new}
        if taken:
            raise Refused("account_exists", account=", ".join(sorted(taken)))
        _check_roles(post for one in new for post in one.posts)
        passwords = {one.login: drawn() for one in new}
        self._store.write(lambda writing: self._enter(writing, new, at))
        with self._store.apart() as connection:
            made = [(one, self._hasher.hash_drawn(passwords[one.login])) for one in new]
            put_accounts(connection, [Account(one.login, one.person, hashed, must_change, at) for one, hashed in made])
        return passwords

    def _enter(self, writing: Writing, people: list[Newcomer], at: str, kind: str = "account.add") -> None:
        writing.documents("person")
        for one in people:
            posts = [{"unit": post.unit, "role": post.role} for post in sorted(one.posts)]
            put = put_plain("person", one.person, {"name": one.name, "posts": posts, "changed_at": at})
            writing.note(self._act(kind, one.person, ""), [put])

    def give_posts(self, login: str, posts: frozenset[Post]) -> None:
        """From now on the person holds these posts and no other. Refused: account_unknown, role_unknown."""
        account, at = self._existing(login), _iso(self._now())
        _check_roles(posts)
        with self._store.reading() as reading:
            actor = reading.actor(account.person) or Actor(account.person, account.login)
        one = Newcomer(account.login, account.person, actor.name, posts)
        self._store.write(lambda writing: self._enter(writing, [one], at, "account.posts"))

    def reset(self, login: str) -> str:
        """A new drawn password, to be changed at the next sign-in; all desks of the person sign in anew."""
        account, password = self._existing(login), drawn()
        hashed = self._hasher.hash_drawn(password)
        with self._store.apart() as connection:
            new = replace(account, password_hash=hashed, must_change=True, changed_at=_iso(self._now()), disabled=False)
            put_accounts(connection, [new])
            close_sessions(connection, person=account.person)
        self._log("account.reset", account.person, "")
        return password

    def disable(self, login: str) -> None:
        """Lets a person in no more, from this moment."""
        account = self._existing(login)
        with self._store.apart() as connection:
            put_accounts(connection, [replace(account, disabled=True)])
            close_sessions(connection, person=account.person)
        self._log("account.disable", account.person, "")

    def listed(self) -> tuple[tuple[Account, Actor], ...]:
        """All accounts with their persons."""
        with self._store.looking() as connection:
            found = accounts(connection)
        with self._store.reading() as reading:
            return tuple((one, reading.actor(one.person) or Actor(one.person, "")) for one in found)

    def _existing(self, login: str) -> Account:
        with self._store.looking() as connection:
            found = account_of(connection, login.strip().lower())
        if found is None:
            raise Refused("account_unknown", account=login[:64])
        return found

    def _log(self, kind: str, person: str, device: str, puts: Iterable[Put] = ()) -> None:
        act = self._act(kind, person, device)
        self._store.write(lambda writing: writing.note(act, puts))

    def _act(self, kind: str, person: str, device: str) -> Act:
        now = self._now()
        op = new_id(int(now.timestamp() * 1000), secrets.randbits(82))
        return Act(op, person or "-", device, kind, person or "-", received=_iso(now))


def _check_roles(posts: Iterable[Post]) -> None:
    strange = {post.role for post in posts} - set(ROLES)
    if strange:
        raise Refused("role_unknown", role=", ".join(sorted(strange)))


def _hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _iso(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")
