"""Judges of shape: whether a value that came from outside may be a text, a day, a list of files, or none of them."""

import re
from collections.abc import Callable
from datetime import date, datetime

BODY_LIMIT = 4_000_000
LINE_LIMIT = 20_000
Judge = Callable[[object], bool]


def parse_day(text: str) -> date | None:
    """The day that an ISO date names, or None."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def parse_moment(text: str) -> datetime | None:
    """The moment that an ISO date-time with its offset names, or None."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else None


def text(value: object) -> bool:
    """A line of text, of at most `LINE_LIMIT` characters."""
    return isinstance(value, str) and len(value) <= LINE_LIMIT


def body(value: object) -> bool:
    """A whole text, of at most `BODY_LIMIT` characters."""
    return isinstance(value, str) and len(value) <= BODY_LIMIT


def flag(value: object) -> bool:
    """Yes or no."""
    return isinstance(value, bool)


def texts(value: object) -> bool:
    """At most a hundred lines."""
    return isinstance(value, list) and len(value) <= 100 and all(map(text, value))


def day(value: object) -> bool:
    """An ISO date, or empty."""
    return value == "" or (isinstance(value, str) and parse_day(value) is not None)


def moment(value: object) -> bool:
    """An ISO date-time with its offset, or empty."""
    return value == "" or (isinstance(value, str) and parse_moment(value) is not None)


def table(value: object) -> bool:
    """At most forty names, each with a line."""
    return isinstance(value, dict) and len(value) <= 40 and all(text(k) and text(v) for k, v in value.items())


def mixed_table(value: object) -> bool:
    """At most forty names, each with a line, a list of lines, or yes or no."""
    return (
        isinstance(value, dict)
        and len(value) <= 40
        and all(text(k) and (text(v) or texts(v) or flag(v)) for k, v in value.items())
    )


def one_of(*allowed: str) -> Judge:
    """One of these words, or empty."""
    return lambda value: value == "" or value in allowed


def attachment(value: object) -> bool:
    """A file by its fingerprint, with a size in bytes and a name that leads nowhere else."""
    return (
        isinstance(value, dict)
        and isinstance(value.get("sha256"), str)
        and re.fullmatch(r"[0-9a-f]{64}", value["sha256"]) is not None
        and isinstance(value.get("size"), int)
        and text(value.get("name"))
        and not re.search(r"[/\\\x00-\x1f]", value["name"])
    )


def attachments(value: object) -> bool:
    """At most a hundred files."""
    return isinstance(value, list) and len(value) <= 100 and all(map(attachment, value))


def _material(value: object) -> bool:
    return (
        isinstance(value, dict)
        and text(value.get("name"))
        and flag(value.get("given", False))
        and (not value.get("sha256") or attachment({"size": 0, **value}))
    )


def materials(value: object) -> bool:
    """A list of materials: each with its name and whether it was handed in."""
    return isinstance(value, list) and len(value) <= 100 and all(map(_material, value))
