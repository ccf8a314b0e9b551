"""What two sides compare to know that they hold the same rows: a count, and a sum that does not ask for their order."""

from dataclasses import dataclass
from hashlib import sha256

_MODULUS = 1 << 64


def mark(type_: str, identity: str, version: int) -> int:
    """A row in one version as a number: the first eight bytes of a SHA-256 (FIPS 180-4)."""
    return int.from_bytes(sha256(f"{type_}\x1f{identity}\x1f{version}".encode()).digest()[:8], "big")


@dataclass(frozen=True, slots=True)
class Sum:
    """So many rows, and the sum of their marks modulo 2⁶⁴; rows can be added and taken away in any order."""

    rows: int = 0
    total: int = 0

    def plus(self, marks: list[int]) -> "Sum":
        """With these rows as well."""
        return Sum(self.rows + len(marks), (self.total + sum(marks)) % _MODULUS)

    @property
    def text(self) -> str:
        """The total as it is written down: 16 hexadecimal digits."""
        return f"{self.total:016x}"
