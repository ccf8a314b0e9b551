"""Turns the fields of an item into what the checks read, the same way on desk and portal."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from models.checks.finding import Extract, Finding, Subject
from models.checks.words import Lists
from models.late import load
from models.people import Unit
from models.policy import Directory

Read = Callable[[str, str], Extract | None]
"""What is known of an attachment by its sha256 and name; None while nobody has read it."""


def unread(sha256: str, name: str) -> Extract | None:
    """For places that hold no attachments: nothing is known, and nothing counts as passed."""
    return None


def subject_of(fields: Mapping[str, Any], unit: str, directory: Directory, read: Read = unread) -> Subject:
    """The subject of a check: the item's own fields, the names of its units, and its attachments as far as read."""
    partners = (fields.get("lead_unit") or "", *(fields.get("co_units") or ()))
    return Subject(
        title=fields.get("title") or "",
        body=fields.get("body") or "",
        unit_name=_name(directory.units, unit),
        disclosure=fields.get("disclosure") or "proactive",
        consultation=bool(fields.get("consultation")),
        attachments=tuple(_extract(each, read) for each in fields.get("attachments") or ()),
        doc_no=fields.get("doc_no") or "",
        other_units=tuple(name for partner in partners if (name := _name(directory.units, partner))),
        reprint=bool(fields.get("reprint")),
    )


def inspector(
    directory: Directory, lists: Lists, today: Callable[[], date], read: Read = unread
) -> Callable[[str, Mapping[str, Any]], tuple[Finding, ...]]:
    """The check of an item's fields for a unit, with everything else bound: what `workflow.Rules.inspect` asks for."""

    def inspect(unit: str, fields: Mapping[str, Any]) -> tuple[Finding, ...]:
        found: tuple[Finding, ...] = load("models.checks.checking").check(
            subject_of(fields, unit, directory, read), lists, today()
        )
        return found

    return inspect


def _name(units: Mapping[str, Unit], unit: str) -> str:
    known = units.get(unit)
    return known.name if known else ""


def _extract(attachment: Mapping[str, Any], read: Read) -> Extract:
    sha256, name = str(attachment.get("sha256", "")), str(attachment.get("name", ""))
    return read(sha256, name) or Extract(name, (), "pending", 0, sha256)
