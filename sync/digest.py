"""What two sides compare to know that they hold the same rows: a count, and a sum that does not ask for their order."""

from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from models.problems import Refused
from sync.protocol import Digest
from sync.reading import Reader

MOST_TOUCHED = 1000
"""Changes above which a desk has to come nearer before it compares."""
MOST_PLACES = 10_000
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


def digest_doc(found: Digest) -> dict[str, Any]:
    """What a scope holds, as JSON; what is empty is left out."""
    doc: dict[str, Any] = {"rows": found.rows, "sum": found.sum, "touched": [list(key) for key in found.touched]}
    return doc | ({"places": [list(each) for each in found.places], "more": found.more} if found.places else {})


def digest_of(doc: object) -> Digest:
    """What a scope holds, as a JSON object tells."""
    read = Reader(doc, "digest")
    touched = tuple(_key(each) for each in read.several("touched", MOST_TOUCHED))
    places = tuple(_place(each) for each in read.several("places", MOST_PLACES))
    return Digest(read.number("rows"), read.text("sum", most=16), touched, places, read.flag("more"))


def _key(value: object) -> tuple[str, str]:
    if not isinstance(value, list) or len(value) < 2 or not all(isinstance(each, str) for each in value[:2]):
        raise Refused("malformed", where="digest.key")
    return value[0], value[1]


def _place(value: object) -> tuple[str, str, int, int]:
    if not isinstance(value, list) or len(value) != 4 or not all(type(each) is int for each in value[2:]):
        raise Refused("malformed", where="digest.place")
    return (*_key(value), value[2], value[3])
