"""The few values of a row by which lists are filtered and ordered, taken out of its document in this one place."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from models.docket import ROW

TITLE_SHOWN = 400
MAIN_SITE = "main"
RULING: Mapping[str, str] = {"letter": "leader", "request": "office", "service": "leader"}
"""Who rules on more time for a kind (Art. 16, 26)."""
UNLISTED = frozenset({"unit", "person", "policy", "version", "undelivered", "writer", "sms", "contact", "account"})


@dataclass(frozen=True, slots=True)
class Facets:
    """What a list shows and filters by. `due` is the moment at which somebody waits for it, `published` the one at
    which its last edition came out; both may be empty. `author` is who has it in hand where somebody signed for it;
    `column` is the mailbox of a letter, and of a docket the kind of its matter.

    `listed` is false for what stands in no list of matters: directory rows, kept texts, revisions already taken in."""

    kind: str = ""
    unit: str = ""
    state: str = ""
    author: str = ""
    column: str = ""
    title: str = ""
    due: str = ""
    changed_at: str = ""
    published: str = ""
    partners: str = ""
    listed: bool = False


def facets(type_: str, doc: Mapping[str, Any]) -> Facets:
    """The facets of a row of `type_` with this document; `state` is why a text was kept, and the fate of a message."""
    if type_ in UNLISTED:
        at, why = _text(doc.get("changed_at") or doc.get("at")), _text(doc.get("why") or doc.get("state"))
        return Facets(kind=type_, state=why, changed_at=at, title=_title(type_, doc))
    fields, system = _mapping(doc.get("fields")), _mapping(doc.get("system"))
    return Facets(
        kind=type_,
        unit=_text(doc.get("unit")),
        state=_text(doc.get("state")),
        author=_text(system.get("handler") or doc.get("author")),
        column=_column(type_, doc, fields),
        title=_text(fields.get("title") or system.get("number"))[:TITLE_SHOWN],
        due=_text(system.get("due_at")),
        changed_at=_text(doc.get("changed_at")),
        published=_text(system.get("edition_at") or system.get("published_at")),
        partners=_partners(_text(doc.get("kind")), fields, system),
        listed=not system.get("absorbed_into"),
    )


def _column(type_: str, doc: Mapping[str, Any], fields: Mapping[str, Any]) -> str:
    """Where a matter stands among its own: its column, mailbox or way; a case by its sort, a docket by its kind."""
    own = {ROW: doc.get("kind"), "service": fields.get("sort")}
    return _text(own.get(type_) or fields.get("channel") or fields.get("column"))


def _title(type_: str, doc: Mapping[str, Any]) -> str:
    return _text(doc.get("item")) if type_ == "version" else _text(doc.get("name"))[:TITLE_SHOWN]


def _partners(kind: str, fields: Mapping[str, Any], system: Mapping[str, Any]) -> str:
    """Who is asked along and has not answered yet, units and the main site, each between bars, so that one LIKE finds
    one of them and never half of another's name."""
    if kind in RULING:
        return _roles(kind, system)
    asked, answered = fields.get("co_units"), _mapping(system.get("countersigns"))
    left = [str(unit) for unit in asked if unit not in answered] if isinstance(asked, list) else []
    places = system.get("placements")
    offered = isinstance(places, list) and any(_mapping(each).get("state") == "offered" for each in places)
    left += [MAIN_SITE] if offered else []
    return f"|{'|'.join(left)}|" if left else ""


def _roles(kind: str, system: Mapping[str, Any]) -> str:
    """Whose word is waited for besides the one that the state waits for: more time, the answer to a supervision."""
    asked = _mapping(system.get("extension")).get("state") == "asked"
    watched = system.get("supervisions")
    owed = isinstance(watched, list) and any(not _mapping(each).get("answer") for each in watched)
    left = [*([RULING[kind]] if asked else []), *(["clerk"] if owed else [])]
    return f"|{'|'.join(left)}|" if left else ""


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}
