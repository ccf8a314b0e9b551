"""The office's care of accounts: made, given posts, closed, opened again; each act is an entry of the log."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from models.people import ADMINISTRATORS, ROLES, Actor, Post
from models.problems import Refused
from models.store.portal import PortalStore
from models.store.portal_people import Account, account_of, accounts, put_accounts
from models.store.portal_sessions import close_sessions
from models.store.portal_write import Writing, put_plain
from portal.entries import Entries, iso
from portal.passwords import Hasher, drawn


@dataclass(frozen=True, slots=True)
class Newcomer:
    """A person who is to have an account."""

    login: str
    person: str
    name: str
    posts: frozenset[Post]


class Accounts:
    """`by` is the administrator who acts; without one, the portal itself."""

    def __init__(self, store: PortalStore, now: Callable[[], datetime], hasher: Hasher) -> None:
        self._store, self._now, self._hasher, self._entries = store, now, hasher, Entries(store, now)

    def add(self, people: Iterable[Newcomer], must_change: bool = True, by: str = "") -> Mapping[str, str]:
        """Makes accounts with drawn passwords and gives those, once, by login.

        Refused: account_exists, role_unknown, duties_apart."""
        new, at = list(people), iso(self._now())
        with self._store.looking() as connection:
            taken = {one.login for one in accounts(connection)} & {one.login for one in new}
        if taken:
            raise Refused("account_exists", account=", ".join(sorted(taken)))
        for one in new:
            check_posts(one.posts)
        passwords = {one.login: drawn() for one in new}
        self._store.write(lambda writing: self._enter(writing, new, "account.add", by))
        with self._store.apart() as connection:
            made = [(one, self._hasher.hash_drawn(passwords[one.login])) for one in new]
            put_accounts(connection, [Account(one.login, one.person, hashed, must_change, at) for one, hashed in made])
        return passwords

    def _enter(self, writing: Writing, people: list[Newcomer], kind: str, by: str) -> None:
        at = iso(self._now())
        writing.documents("person")
        for one in people:
            posts = [{"unit": post.unit, "role": post.role} for post in sorted(one.posts)]
            put = put_plain("person", one.person, {"name": one.name, "posts": posts, "changed_at": at})
            writing.note(self._entries.act(kind, one.person, by=by), [put])

    def give_posts(self, login: str, posts: frozenset[Post], by: str = "") -> None:
        """From now on the person holds these posts and no other.

        Refused: account_unknown, role_unknown, duties_apart; own_posts when it is their own."""
        account = self.existing(login)
        if account.person == by:
            raise Refused("own_posts")
        check_posts(posts)
        with self._store.reading() as reading:
            actor = reading.actor(account.person) or Actor(account.person, account.login)
        one = Newcomer(account.login, account.person, actor.name, posts)
        self._store.write(lambda writing: self._enter(writing, [one], "account.posts", by))

    def reset(self, login: str, by: str = "") -> str:
        """A new drawn password, to be changed at the next sign-in; all desks of the person sign in anew."""
        account, password = self.existing(login), drawn()
        hashed = self._hasher.hash_drawn(password)
        with self._store.apart() as connection:
            new = replace(account, password_hash=hashed, must_change=True, changed_at=iso(self._now()), disabled=False)
            put_accounts(connection, [new])
            close_sessions(connection, person=account.person)
        self._entries.tell("account.reset", account.person, by=by)
        return password

    def disable(self, login: str, by: str = "") -> None:
        """Lets a person in no more, from this moment."""
        account = self.existing(login)
        with self._store.apart() as connection:
            put_accounts(connection, [replace(account, disabled=True)])
            close_sessions(connection, person=account.person)
        self._entries.note("account.disable", account.person, by=by)

    def enable(self, login: str, by: str = "") -> None:
        """Lets a person in again, with the password as it was."""
        account = self.existing(login)
        with self._store.apart() as connection:
            put_accounts(connection, [replace(account, disabled=False)])
        self._entries.note("account.enable", account.person, by=by)

    def listed(self) -> tuple[tuple[Account, Actor], ...]:
        """All accounts with their persons."""
        with self._store.looking() as connection:
            found = accounts(connection)
        with self._store.reading() as reading:
            return tuple((one, reading.actor(one.person) or Actor(one.person, "")) for one in found)

    def existing(self, login: str) -> Account:
        """The account with this login. Refused account_unknown."""
        with self._store.looking() as connection:
            found = account_of(connection, login.strip().lower())
        if found is None:
            raise Refused("account_unknown", account=login[:64])
        return found


def check_posts(posts: Iterable[Post]) -> None:
    """Refused role_unknown, and duties_apart where an administrator would hold any other post beside their one."""
    roles = {post.role for post in posts}
    strange = roles - set(ROLES)
    if strange:
        raise Refused("role_unknown", role=", ".join(sorted(strange)))
    if roles & set(ADMINISTRATORS) and len(roles) > 1:
        raise Refused("duties_apart", (38,))
