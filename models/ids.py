"""Identifiers that sort by the moment they were made, so that a list by id is a list by age."""

import re
from collections.abc import Callable
from datetime import datetime

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
LENGTH = 26
_ID = re.compile(r"[A-Za-z0-9_-]{8,40}")
NewId = Callable[[], str]


def new_id(now_ms: int, rand: int) -> str:
    """A 26-character id: 48 bits of milliseconds since 1970, then the low 82 bits of `rand` (Crockford base 32)."""
    value = (now_ms & (1 << 48) - 1) << 82 | rand & (1 << 82) - 1
    return "".join(ALPHABET[value >> shift & 31] for shift in range(125, -1, -5))


def is_id(text: object) -> bool:
    """Whether `text` could be an id of a matter: 8 to 40 of the letters, digits, `_` and `-`."""
    return isinstance(text, str) and _ID.fullmatch(text) is not None


def provisional_number(identity: str, made_at: datetime) -> str:
    """The number that a draft carries until the portal allots its index number (暂编号)."""
    return f"暂-{made_at:%m%d}-{identity[-3:].upper()}"
