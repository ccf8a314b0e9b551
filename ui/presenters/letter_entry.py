"""登记: what a clerk enters of a letter on paper, a call or a visit, and what is still missing of it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from models.letters import CHANNELS, SORTS, SOURCES
from models.policy import Directory
from ui.presenters.steps import said
from ui.text import Words

Options = list[tuple[str, str]]
ENTERED = tuple(source for source in SOURCES if source != "web")
MAILBOXES = tuple(channel for channel in CHANNELS if channel != "error")
"""A page error comes from the page itself."""
CONTACT = ("name", "phone", "address", "id_no", "email")
"""What is asked of who wrote; all of it may be left open."""
CHOICES = ("source", "channel", "sort")


def options(name: str, words: Words) -> Options:
    """What may be chosen for source, channel and sort."""
    values = {"source": ENTERED, "channel": MAILBOXES, "sort": SORTS}[name]
    return [(value, words(f"letters.{name}.{value}")) for value in values]


def units(directory: Directory, words: Words) -> Options:
    """Which unit should answer, for a suggestion; may be left open."""
    return [("", words("letters.entry.any_unit")), *((unit.id, said(unit, words)) for unit in directory.units.values())]


def missing(fields: Mapping[str, Any], words: Words) -> str:
    """What is still missing, all of it at once; nothing when the letter can be entered."""
    names = {"letter_title": fields.get("title"), "body": fields.get("body")}
    lacking = [words(f"letters.entry.{name}") for name, value in names.items() if not str(value or "").strip()]
    return words("letters.entry.missing", names=words.listed(lacking)) if lacking else ""


def arguments(entered: Mapping[str, Any], unit: str, today: date) -> dict[str, Any]:
    """The step's arguments as the rules take them: the letter, and apart from it who wrote."""
    fields = {name: value for name, value in entered["fields"].items() if value not in ("", None)}
    fields["received_on"] = fields.get("received_on") or today.isoformat()
    writer = {name: value.strip() for name, value in entered["writer"].items() if value.strip()}
    return {"fields": fields, "writer": writer, "unit": unit}
