"""Passwords: what they must be, how they are kept, and those that the portal draws itself."""

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from threading import BoundedSemaphore
from typing import Any

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from models.problems import Refused

CLEAR = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Signs that nobody takes for another when they are read out or copied from paper."""
GROUPS, GROUP = 4, 4
AT_ONCE = 2
"""So many hashes at a time: each takes memory, and a stranger may ask for as many as they like."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What a password must be; numbers from the policy."""

    least: int
    most: int
    long: int
    kinds: int
    max_age_days: int
    remembered: int
    common: frozenset[str]

    @classmethod
    def of(cls, table: Mapping[str, Any]) -> "Rule":
        """The rule in a `[password]` table."""
        numbers = {name: int(table[name]) for name in ("least", "most", "long", "kinds", "max_age_days", "remembered")}
        return cls(**numbers, common=frozenset(map(str.lower, table["common"])))

    def check(self, password: str, names: Iterable[str]) -> None:
        """Refused password_weak, with what is wanting, unless the password will do for a person of these names."""
        small = password.lower()
        wrong = {
            "short": len(password) < self.least,
            "too_long": len(password) > self.most,
            "kinds": len(password) < self.long and _kinds(password) < self.kinds,
            "common": small in self.common or small.rstrip("0123456789!@#.") in self.common,
            "name": any(len(name) > 2 and name.lower() in small for name in names),
            "uniform": len(set(password)) < 5,
        }
        wanting = tuple(name for name, is_so in wrong.items() if is_so)
        if wanting:
            raise Refused("password_weak", (38,), wanting=wanting, length=self.least, classes=self.kinds)


def _kinds(password: str) -> int:
    tests = (str.islower, str.isupper, str.isdigit, lambda sign: not sign.isalnum())
    return sum(any(test(sign) for sign in password) for test in tests)


class Hasher:
    """Argon2id with the policy's cost."""

    def __init__(self, cost: Mapping[str, int]) -> None:
        self._own = PasswordHasher(cost["time_cost"], cost["memory_kib"], cost["parallelism"])
        self._drawn = PasswordHasher(1, 1024, 1)
        self._gate = BoundedSemaphore(AT_ONCE)
        self._nobody = self._own.hash(secrets.token_urlsafe())

    def hash(self, password: str) -> str:
        """The hash of a password that a person chose."""
        with self._gate:
            return self._own.hash(password)

    def hash_drawn(self, password: str) -> str:
        """The hash of one drawn by `drawn`: 80 random bits stand by themselves, and a district has many accounts."""
        return self._drawn.hash(password)

    def fits(self, hashed: str, password: str) -> bool:
        """Whether this is the password; for nobody's hash (empty) it takes as long and is never so."""
        with self._gate:
            try:
                return self._own.verify(hashed or self._nobody, password) and bool(hashed)
            except (VerificationError, InvalidHashError):
                return False


def drawn() -> str:
    """A fresh password of four groups of four clear signs, of at least three kinds."""
    while True:
        groups = ("".join(secrets.choice(CLEAR) for _ in range(GROUP)) for _ in range(GROUPS))
        password = "-".join(groups)
        if _kinds(password) == GROUPS:
            return password
