"""The second factor: codes from a telephone (TOTP, RFC 6238), and codes on paper for the day on which it is lost."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Protocol

import pyotp

from models.people import Actor
from models.problems import Refused
from models.store.portal import PortalStore
from models.store.portal_factors import Factor, drop_factor, factor_of, put_factor, use_step
from portal.entries import Entries, iso
from portal.passwords import Hasher, drawn

STEP_S, DRIFT = 30, 1
"""Seconds of a step, and how many steps a telephone's clock may go before or after."""
RECOVERY, GROUPS = 10, 3
"""How many codes on paper, each of so many groups of four signs: 69 bits."""
ISSUER = "延平门户"
DIGITS = re.compile(r"\d{6}")


class Box(Protocol):
    """Seals what must not be read in the database or its backup."""

    def seal(self, plain: bytes, bound: str) -> bytes: ...
    def unseal(self, sealed: bytes, bound: str) -> bytes: ...


@dataclass(frozen=True, slots=True)
class FactorState:
    """Whether a person has a second factor, since when, whether they must, and how many codes on paper are left."""

    on: bool
    since: str
    demanded: bool
    left: int


class Factors:
    """Each person's. A secret is sealed, a code works once, and what was used is used in all processes."""

    def __init__(
        self, store: PortalStore, policy: Mapping[str, Any], now: Callable[[], datetime], hasher: Hasher, box: Box
    ) -> None:
        self._store, self._now, self._hasher, self._box = store, now, hasher, box
        self._demanded = frozenset(policy["factor"]["demanded"])
        self._entries = Entries(store, now)

    def is_on(self, person: str) -> bool:
        """Whether a sign-in of this person asks for a code."""
        with self._store.looking() as connection:
            found = factor_of(connection, person)
        return found is not None and bool(found.confirmed)

    def is_due(self, actor: Actor, has: bool) -> bool:
        """Whether the person must first get one."""
        return not has and any(map(actor.holds, self._demanded))

    def state(self, actor: Actor) -> FactorState:
        """What a person is shown of it."""
        with self._store.looking() as connection:
            found = factor_of(connection, actor.person)
        demanded = any(map(actor.holds, self._demanded))
        if found is None or not found.confirmed:
            return FactorState(False, "", demanded, 0)
        return FactorState(True, found.confirmed, demanded, len(found.recovery))

    def begin(self, person: str, login: str) -> str:
        """A fresh secret as the address that a picture for the telephone carries; it counts once a code of it came.

        Refused factor_on while one counts."""
        secret = pyotp.random_base32()
        with self._store.apart() as connection:
            known = factor_of(connection, person, lock=True)
            if known is not None and known.confirmed:
                raise Refused("factor_on")
            put_factor(connection, Factor(person, self._box.seal(secret.encode(), person)))
        return str(pyotp.TOTP(secret, interval=STEP_S).provisioning_uri(name=login, issuer_name=ISSUER))

    def finish(self, person: str, device: str, code: str) -> tuple[str, ...]:
        """The first code came: from now on it counts. Gives the codes for paper. Refused: first_code_wrong,
        factor_on."""
        paper = tuple(drawn(GROUPS) for _ in range(RECOVERY))
        hashes = tuple(self._hasher.hash_drawn(_plain(one)) for one in paper)
        with self._store.apart() as connection:
            known = factor_of(connection, person, lock=True)
            if known is not None and known.confirmed:
                raise Refused("factor_on")
            step = self._step(known.secret, person, code) if known is not None else 0
            if known is None or not step:
                raise Refused("first_code_wrong")
            put_factor(connection, replace(known, confirmed=iso(self._now()), step=step, recovery=hashes))
        self._entries.tell("factor.on", person, device)
        return paper

    def accept(self, person: str, code: str) -> bool:
        """Whether a code opens the door: one of the telephone, or one on paper. Either opens it once."""
        if not code.strip():
            return False
        with self._store.apart() as connection:
            known = factor_of(connection, person, lock=True)
            if known is None or not known.confirmed:
                return False
            step = self._step(known.secret, person, code)
            if step:
                return use_step(connection, person, step)
            kept = tuple(one for one in known.recovery if not self._hasher.is_drawn(one, _plain(code)))
            if len(kept) == len(known.recovery):
                return False
            put_factor(connection, replace(known, recovery=kept))
        self._entries.tell("factor.paper", person)
        return True

    def give_up(self, actor: Actor, code: str) -> None:
        """The person does without from now on. Refused: factor_demanded, code_wrong, not_found."""
        if any(map(actor.holds, self._demanded)):
            raise Refused("factor_demanded")
        if not self.accept(actor.person, code):
            raise Refused("code_wrong")
        self.remove(actor.person, actor.device)

    def remove(self, person: str, device: str = "", by: str = "") -> None:
        """The person signs in without one again. Refused not_found when there is none."""
        with self._store.apart() as connection:
            if not drop_factor(connection, person):
                raise Refused("not_found", id="factor")
        self._entries.tell("factor.off", person, device, by)

    def _step(self, sealed: bytes, person: str, code: str) -> int:
        """The step of time that a code belongs to, or 0."""
        plain = re.sub(r"\s", "", code)
        if not DIGITS.fullmatch(plain):
            return 0
        totp = pyotp.TOTP(self._box.unseal(sealed, person).decode(), interval=STEP_S)
        now = int(self._now().timestamp()) // STEP_S
        steps = range(now - DRIFT, now + DRIFT + 1)
        return next((step for step in steps if pyotp.utils.strings_equal(totp.generate_otp(step), plain)), 0)


def _plain(code: str) -> str:
    """A code on paper however it was copied: groups may be written together or apart."""
    return re.sub(r"[\s-]", "", code)
