"""Who comes in: sign-in with counted guesses, sessions bound to a desk, and desks that are told to be emptied."""

import hashlib
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from models.items import parse_moment
from models.passwords import Rule
from models.people import Actor
from models.problems import Refused
from models.store.portal import PortalStore, Reading
from models.store.portal_bundles import forget_keys
from models.store.portal_people import Account, account_of, count_guess, forgive_guess, put_accounts
from models.store.portal_sessions import (
    ID,
    Known,
    Session,
    Standing,
    clear_sessions,
    close_sessions,
    end_session,
    forget_device,
    is_revoked,
    knows_device,
    open_session,
    renew_token,
    revoke,
    session_of,
    standing,
    touch_session,
)
from portal.entries import Entries, iso
from portal.factors import Factors
from portal.guesses import Limit, Throttle
from portal.passwords import Hasher
from sync.protocol import SessionInfo

SEEN_EVERY = timedelta(minutes=5)
LABEL = 60
"""Signs of what a computer calls itself."""


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


class Sessions:
    """The doors of the portal. Every sign-in, and all that is done with a password, stands in the log of acts."""

    def __init__(
        self,
        store: PortalStore,
        policy: Mapping[str, Any],
        now: Callable[[], datetime],
        hasher: Hasher,
        factors: Factors,
    ) -> None:
        self._store, self._now, self._hasher, self.factors = store, now, hasher, factors
        self._rule, self._lives = Rule.of(policy), Lives.of(policy["session"])
        self._throttle, self._entries = Throttle.of(policy["throttle"]), Entries(store, now)

    def sign_in(
        self, account: str, password: str, device: str, address: str, code: str = "", label: str = ""
    ) -> SessionInfo:
        """Refused: too_many (retry_after in s), password_wrong (tries_left), malformed; and to who knows the password
        account_disabled, code_needed, code_wrong (tries_left)."""
        login = account.strip().lower()
        if not 0 < len(login) <= 64 or not 0 < len(device) <= 80 or len(password) > 1000:
            raise Refused("malformed", where="session")
        with self._store.looking() as connection:
            known, recent = (knows_device(connection, login, name) for name in (device, f"@{address}"))
            found = account_of(connection, login)
        limits = self._throttle.keys(login, device, address, known, recent)
        left = self._counted(limits)
        if not self._hasher.fits(found.password_hash if found else "", password) or found is None:
            self._entries.note("session.refuse", found.person if found else "", device)
            raise Refused("password_wrong", tries_left=left)
        if found.disabled:
            raise Refused("account_disabled")
        if self.factors.is_on(found.person) and not self.factors.accept(found.person, code):
            self._entries.note("session.refuse", found.person, device)
            raise Refused("code_wrong", tries_left=left) if code else Refused("code_needed")
        self._forgive(limits)
        return self._open(found, device, address, _clean(label))

    def _counted(self, limits: tuple[Limit, ...]) -> int:
        """How many guesses are left after this one. Refused too_many."""
        with self._store.apart() as connection:
            left = count_guess(connection, limits, self._throttle.counted, self._now().timestamp())
        if left < 0:
            raise Refused("too_many", retry_after=-left)
        return left

    def _forgive(self, limits: tuple[Limit, ...]) -> None:
        with self._store.apart() as connection:
            forgive_guess(connection, limits, self._throttle.forgiven)

    def _open(self, account: Account, device: str, address: str, label: str) -> SessionInfo:
        now, token = self._now(), secrets.token_urlsafe(32)
        expires = now + self._lives.absolute
        session = Session(_hashed(token), account.person, device, iso(now), iso(now), iso(expires))
        with self._store.apart() as connection:
            clear_sessions(connection, iso(now))
            is_new = open_session(connection, session, account.login, address, label)
            revoked = is_revoked(connection, account.login, device)
        if is_new:
            self._entries.tell("session.new_desk", account.person, device, label=label)
        else:
            self._entries.note("session.open", account.person, device)
        with self._store.reading() as reading:
            actor = reading.actor(account.person)
        if actor is None:
            raise Refused("account_disabled")
        return self._told(Known(session, account, actor, revoked, self.factors.is_on(account.person)), actor, token)

    def person_of(self, token: str, emptying: bool = False) -> SessionInfo:
        """The live session of a token. Refused: signed_out, and device_revoked unless the desk is `emptying` itself."""
        hashed, now = _hashed(token), self._now()
        with self._store.glance() as glance:
            found = session_of(glance.connection, hashed)
        if found is None or found.actor is None or not self._alive(found, now):
            raise Refused("signed_out")
        if found.revoked and not emptying:
            raise Refused("device_revoked")
        if iso(now - SEEN_EVERY) > found.session.seen:
            with self._store.apart() as connection:
                touch_session(connection, found.session, found.account.login, iso(now))
        return self._told(found, found.actor, token)

    def by_hand(self, person: str, device: str) -> SessionInfo:
        """Who a bundle from this desk speaks for, as things stand now. Refused: account_disabled."""
        with self._store.looking() as connection:
            account, actor = account_of(connection, person=person), Reading(connection).actor(person)
            revoked = account is not None and is_revoked(connection, account.login, device)
        if account is None or account.disabled or actor is None:
            raise Refused("account_disabled")
        session = Session("", person, device, "", "", "")
        return self._told(Known(session, account, actor, revoked, self.factors.is_on(person)), actor, "")

    def _alive(self, found: Known, now: datetime) -> bool:
        idle = iso(now - self._lives.idle) > found.session.seen
        return not (found.account.disabled or idle or found.session.expires <= iso(now))

    def _told(self, known: Known, actor: Actor, token: str) -> SessionInfo:
        now, session, account = self._now(), known.session, known.account
        return SessionInfo(
            token, account.person, actor.name, tuple(sorted(actor.posts)), session.device, session.expires,
            iso(now + self._lives.lease), account.must_change or self._expired(account), iso(now),
            self.factors.is_due(actor, known.factor), known.revoked,
        )  # fmt: skip

    def _expired(self, account: Account) -> bool:
        changed = parse_moment(account.changed_at)
        most = timedelta(days=self._rule.max_age_days)
        return bool(most) and changed is not None and self._now() - changed > most

    def change_password(self, token: str, old: str, new: str) -> str:
        """Ends all other sessions; gives the token that goes on in place of this one.

        Refused: signed_out, password_wrong, too_many, password_weak, password_used."""
        session = self.person_of(token)
        account = self.confirm(session, old)
        self._rule.check(new, (account.login, session.name))
        used = (account.password_hash, *account.earlier)
        if any(self._hasher.fits(hashed, new) for hashed in used[: self._rule.remembered + 1]):
            raise Refused("password_used", (38,))
        changed = replace(
            account, password_hash=self._hasher.hash(new), must_change=False, changed_at=iso(self._now()),
            earlier=used[: self._rule.remembered],
        )  # fmt: skip
        fresh = secrets.token_urlsafe(32)
        with self._store.apart() as connection:
            put_accounts(connection, [changed])
            close_sessions(connection, person=session.person, but=_hashed(token))
            renew_token(connection, _hashed(token), _hashed(fresh))
            forget_keys(connection, account.login, but=session.device)
        self._entries.tell("account.password", session.person, session.device)
        return fresh

    def confirm(self, session: SessionInfo, password: str) -> Account:
        """The account of a session, once its password was given again. Refused: password_wrong, too_many."""
        with self._store.looking() as connection:
            account = account_of(connection, person=session.person)
        if account is None:
            raise Refused("signed_out")
        limits = self._throttle.keys(account.login, session.device, "", True, True)
        left = self._counted(limits)
        if not self._hasher.fits(account.password_hash, password):
            raise Refused("password_wrong", tries_left=left)
        self._forgive(limits)
        return account

    def sign_out(self, token: str) -> None:
        """Ends a session; one that has ended is no fault."""
        with self._store.apart() as connection:
            close_sessions(connection, token_hash=_hashed(token))

    def enrol(self, session: SessionInfo, code: str) -> tuple[str, ...]:
        """The second factor counts from now on, and all other sessions end: they came in without it. Gives the codes
        for paper. Refused: first_code_wrong, too_many, factor_on."""
        with self._store.looking() as connection:
            account = account_of(connection, person=session.person)
        limits = self._throttle.keys(account.login if account else "", session.device, "", True, True)
        self._counted(limits)
        paper = self.factors.finish(session.person, session.device, code)
        self._forgive(limits)
        with self._store.apart() as connection:
            close_sessions(connection, person=session.person, but=_hashed(session.token))
            forget_keys(connection, account.login if account else "", but=session.device)
        return paper

    # The list of sessions.

    def id_of(self, token: str) -> str:
        """The name of a session, which is of no use to come in."""
        return _hashed(token)[:ID]

    def listed(self, *, person: str = "", search: str = "") -> tuple[Standing, ...]:
        """The desks of a person, or of all whose name, account, label or address holds `search`."""
        with self._store.looking() as connection:
            return standing(connection, person=person, search=search)

    def end(self, id_: str, person: str = "", by: str = "") -> None:
        """Ends a session, of this person where one is named. Refused: not_found."""
        with self._store.apart() as connection:
            ended = end_session(connection, id_, person)
        if ended is None:
            raise Refused("not_found", id=id_[:40])
        self._entries.note("session.end", *ended, by=by)

    # Desks that are lost.

    def revoke(self, account: str, device: str, by: str) -> None:
        """Tells a desk to erase what it holds for a person. Refused: account_unknown, not_found."""
        with self._store.apart() as connection:
            found = account_of(connection, account.strip().lower())
            if found is None:
                raise Refused("account_unknown", account=account[:64])
            if not revoke(connection, found.login, device, iso(self._now())):
                raise Refused("not_found", id=device[:40])
        self._entries.tell("device.revoke", found.person, device, by)

    def emptied(self, token: str) -> None:
        """The desk says that nothing is left on it: its session ends, and a sign-in there is one at a new desk.

        Refused: signed_out, not_found for a desk that nobody revoked."""
        session = self.person_of(token, emptying=True)
        with self._store.apart() as connection:
            account = account_of(connection, person=session.person)
            if account is None or not session.revoked:
                raise Refused("not_found", id=session.device[:40])
            forget_device(connection, account.login, session.device)
            forget_keys(connection, account.login, device=session.device)
            close_sessions(connection, token_hash=_hashed(token))
        self._entries.note("device.emptied", session.person, session.device)


def _clean(label: str) -> str:
    """What a computer calls itself, without signs that would break a line."""
    return "".join(sign for sign in label if sign.isprintable())[:LABEL].strip()


def _hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
