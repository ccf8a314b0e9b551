"""Reads JSON that a stranger sent: typed values out of it, or one refusal that says where it was wrong."""

import json
import math
from typing import Any

from models.problems import Fact, Refused

MOST_OPS = 2_000
MOST_SCOPES = 400
LARGEST = 2**63 - 1
DEEPEST = 64
"""Levels of lists and objects in what is stored; no document of ours has a tenth of them."""
_COMPACT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def dumps(value: object) -> str:
    """Compact JSON with every character as itself."""
    return _COMPACT.encode(value)


def _no_number(name: str) -> float:
    raise ValueError(name)


def _finite(text: str) -> float:
    value = float(text)
    return value if math.isfinite(value) else _no_number(text)


_STRICT = json.JSONDecoder(parse_constant=_no_number, parse_float=_finite)
"""Python reads NaN and Infinity, and 1e999 as one of them, and would write them on: no other program reads those."""


def parse(data: bytes | str, where: str = "body") -> Any:
    """The JSON value of a message; Refused malformed for anything that is not JSON (RFC 8259) in UTF-8, or nested too
    deep. Of a key that comes twice the last counts."""
    try:
        return _STRICT.decode(data if isinstance(data, str) else data.decode())
    except (ValueError, RecursionError) as fault:
        raise Refused("malformed", where=where) from fault


class Reader:
    """Takes typed values out of a JSON object, so that no decoder trusts what it was sent."""

    __slots__ = ("_doc", "_where")

    def __init__(self, doc: object, where: str) -> None:
        if not isinstance(doc, dict):
            raise Refused("malformed", where=where)
        self._doc: dict[str, Any] = doc
        self._where = where

    def _wrong(self, name: str) -> Refused:
        return Refused("malformed", where=f"{self._where}.{name}")

    def text(self, name: str, default: str | None = "", most: int = 400) -> str:
        """A string of at most `most` characters without surrogates or NUL; required when there is no default."""
        value = self._doc.get(name, default)
        if not isinstance(value, str) or len(value) > most or not _sound(value):
            raise self._wrong(name)
        return value

    def number(self, name: str, default: int | None = 0) -> int:
        """A whole number from 0 to 2⁶³−1."""
        value = self._doc.get(name, default)
        if type(value) is not int or not 0 <= value <= LARGEST:
            raise self._wrong(name)
        return value

    def seconds(self, name: str) -> float:
        """A number of seconds, 0 to a day."""
        value = self._doc.get(name, 0.0)
        if type(value) not in (int, float) or not 0 <= value <= 86_400:
            raise self._wrong(name)
        return float(value)

    def flag(self, name: str, *, default: bool = False) -> bool:
        """A truth value."""
        value = self._doc.get(name, default)
        if not isinstance(value, bool):
            raise self._wrong(name)
        return value

    def table(self, name: str) -> dict[str, Any]:
        """An object; empty when absent."""
        value = self._doc.get(name, {})
        if not isinstance(value, dict):
            raise self._wrong(name)
        return value

    def several(self, name: str, most: int = MOST_OPS) -> list[Any]:
        """A list of at most `most` values; empty when absent."""
        value = self._doc.get(name, [])
        if not isinstance(value, list) or len(value) > most:
            raise self._wrong(name)
        return value

    def texts(self, name: str, most: int = MOST_SCOPES) -> tuple[str, ...]:
        """A list of strings."""
        found = self.several(name, most)
        if not all(isinstance(each, str) and len(each) <= 400 and _sound(each) for each in found):
            raise self._wrong(name)
        return tuple(found)

    def numbers(self, name: str) -> dict[str, int]:
        """An object of sequences by scope."""
        found = self.table(name)
        if len(found) > MOST_SCOPES or not all(_scope(k) and _sequence(v) for k, v in found.items()):
            raise self._wrong(name)
        return found


def _sound(text: str) -> bool:
    try:
        return "\0" not in text and (text.isascii() or bool(text.encode()))
    except UnicodeEncodeError:
        return False


def _scope(name: object) -> bool:
    return isinstance(name, str) and 0 < len(name) <= 80 and _sound(name)


def _sequence(value: object) -> bool:
    return type(value) is int and 0 <= value <= LARGEST


def sound(value: object, levels: int = DEEPEST) -> bool:
    """Whether a JSON value can be stored and read by any program: no lone surrogate, no NUL, no number beyond 64 bits,
    not nested deeper than `levels`."""
    if isinstance(value, str):
        return _sound(value)
    if type(value) is int:
        return -LARGEST <= value <= LARGEST
    if isinstance(value, dict):
        return levels > 0 and all(_sound(key) and sound(each, levels - 1) for key, each in value.items())
    return levels > 0 and all(sound(each, levels - 1) for each in value) if isinstance(value, list) else True


def fact_of(value: object) -> Fact:
    """A JSON value as a fact of a refusal."""
    if isinstance(value, list):
        return tuple(str(each) for each in value if isinstance(each, str | int | float))
    return value if isinstance(value, str | int | float | bool) else ""
