"""The docket (台账) of a matter: where it stands and who is late, for those who watch but do not read it (Art. 27).

A docket is shaped as its matter, so that the steps of those who watch are judged on it by the same rules."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from models.matter import Entry, Matter

ROW = "docket"
DESKS: Mapping[str, tuple[str, ...]] = {
    "letter": ("leader", "dispatcher", "office", "operator", "supervisor"),
    "request": ("leader", "office", "operator", "supervisor"),
    "service": ("leader", "office", "operator", "supervisor"),
}
"""The desks that hold the docket of each kind; a kind that is not named has none."""
_FIELDS = ("channel", "sort", "source", "applicant", "received_on")
_SYSTEM = (
    "number", "provisional_no", "due", "due_at", "due_provisional", "clocks", "moved", "origin", "units", "extension",
    "urges", "supervisions", "answered_at", "delivery", "disputes", "reopened", "merged_into", "public",
)  # fmt: skip
_PARTS: Mapping[str, tuple[str, ...]] = {
    "correction": ("asked_at", "until", "received_at"),
    "no_reply": ("ground",),
    "rating": ("score", "at"),
    "public": ("at",),
}
"""Of these values only the named parts; the rest is what somebody wrote of the matter."""
_FACTS = frozenset({"days", "unit", "units", "number", "ground", "way", "day", "score", "answer_by"})


def is_docket(matter: Matter) -> bool:
    """Whether this is a docket and not the matter itself."""
    return bool(matter.extra.get(ROW))


def row_type(matter: Matter) -> str:
    """The type of the row in which this is kept."""
    return ROW if is_docket(matter) else matter.kind


def docket_of(matter: Matter) -> Matter:
    """The matter without its text, its writer and its remarks."""
    system = {name: matter.system[name] for name in _SYSTEM if name in matter.system}
    system |= {name: _part(matter.system[name], names) for name, names in _PARTS.items() if name in matter.system}
    system |= {"consults": [_part(each, ("sent_at", "back_at")) for each in matter.system.get("consults", ())]}
    return replace(
        matter,
        author="",
        fields={name: matter.fields[name] for name in _FIELDS if matter.fields.get(name)},
        system={name: value for name, value in system.items() if value not in (None, [], {})},
        trail=tuple(map(_entry, matter.trail)),
        touched={},
        extra={ROW: True},
    )


def _part(value: Any, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: value[name] for name in names if name in value}


def _entry(entry: Entry) -> Entry:
    return replace(entry, note="", facts={name: value for name, value in entry.facts.items() if name in _FACTS})
