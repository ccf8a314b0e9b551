"""How passwords are kept, and those that the portal draws itself."""

import secrets
from collections.abc import Mapping
from functools import cache
from threading import BoundedSemaphore

from argon2 import PasswordHasher, extract_parameters
from argon2.exceptions import InvalidHashError, VerificationError

CLEAR = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Signs that nobody takes for another when they are read out or copied from paper."""
GROUPS, GROUP = 4, 4
AT_ONCE = 2
"""So many hashes at a time: each takes memory, and a stranger may ask for as many as they like."""


class Hasher:
    """Argon2id with the policy's cost."""

    def __init__(self, cost: Mapping[str, int]) -> None:
        self._own = PasswordHasher(cost["time_cost"], cost["memory_kib"], cost["parallelism"])
        self._drawn = PasswordHasher(1, 1024, 1)
        self._gate = BoundedSemaphore(AT_ONCE)
        self._nobody = _hash_of_nobody(cost["time_cost"], cost["memory_kib"], cost["parallelism"])

    def hash(self, password: str) -> str:
        """The hash of a password that a person chose."""
        with self._gate:
            return self._own.hash(password)

    def hash_drawn(self, password: str) -> str:
        """The hash of one drawn by `drawn`: 80 random bits stand by themselves, and a district has many accounts."""
        return self._drawn.hash(password)

    def is_drawn(self, hashed: str, password: str) -> bool:
        """Whether this is one that was drawn."""
        return self._is(hashed, password)

    def fits(self, hashed: str, password: str) -> bool:
        """Whether this is the password; for nobody's hash (empty) it takes as long and is never so."""
        with self._gate:
            first, *_ = [self._is(each, password) for each in self.reckoned(hashed)]
        return first and bool(hashed)

    def reckoned(self, hashed: str) -> tuple[str, ...]:
        """The hashes that are worked out for an answer: of whatever is asked, one of the full cost is among them, so
        that the time of a no tells neither whether there is such an account nor whether its password is still the
        drawn one."""
        if not hashed:
            return (self._nobody,)
        return (hashed,) if self._is_full(hashed) else (hashed, self._nobody)

    def _is_full(self, hashed: str) -> bool:
        try:
            return extract_parameters(hashed).memory_cost >= self._own.memory_cost
        except InvalidHashError:
            return False

    def _is(self, hashed: str, password: str) -> bool:
        try:
            return self._own.verify(hashed, password)
        except (VerificationError, InvalidHashError):
            return False


@cache
def _hash_of_nobody(time_cost: int, memory_kib: int, parallelism: int) -> str:
    """Of a password that nobody knows, made once for all portals of a process."""
    return PasswordHasher(time_cost, memory_kib, parallelism).hash(secrets.token_urlsafe())


def drawn(groups: int = GROUPS) -> str:
    """A fresh password of groups of four clear signs, of at least three kinds."""
    while True:
        made = "-".join("".join(secrets.choice(CLEAR) for _ in range(GROUP)) for _ in range(groups))
        if any(map(str.islower, made)) and any(map(str.isupper, made)) and any(map(str.isdigit, made)):
            return made
