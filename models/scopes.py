"""Who may hold a row, computed in this one place (Art. 25, 40: nobody sees what is not theirs)."""

from collections.abc import Mapping
from typing import Any

from models.docket import DESKS, ROW
from models.people import DISTRICT_ROLES, ROLES, Actor

PUBLIC = "pub"
ARCHIVE = "/archive"
CLOSED = frozenset({"published", "withdrawn", "discarded", "closed", "lapsed", "not_answered"})
_SUBMITTED = frozenset({"in_review", "countersign", "with_portal", "scheduled", "published", "withdrawn"})
_SIGNED = frozenset({"with_portal", "scheduled", "published", "withdrawn"})
"""What the operator of the sites holds. An item that came back is its unit's own again, whatever was offered before."""
KEPT_ROW = "undelivered"
"""A person's act that was refused, or that an emptied desk never sent, until they have dealt with it."""
OWN: Mapping[str, tuple[str, ...]] = {KEPT_ROW: (), "sms": (), "account": (), "contact": ("desk:operator",)}
"""Rows of one person's own, and who holds them besides: the operator keeps the telephone numbers (Art. 37)."""
_LYING: Mapping[str, tuple[str, ...]] = {
    "with_leader": ("leader",),
    "with_dispatcher": ("dispatcher",),
    "received": ("dispatcher", "operator"),
}
"""The desks on which a letter lies that no unit has yet."""
WRITER_ROW = "writer"
CHILDREN = ("version", WRITER_ROW)
"""The types of rows that belong to a matter: their ids begin with its id and a dot."""
DIRECTORY = frozenset({"unit", "person", "policy"})


def granted(actor: Actor) -> frozenset[str]:
    """The scopes that a person's posts open: the unit's work, the person's own, the directory, the district desks."""
    scopes = {PUBLIC, f"me:{actor.person}"}
    for post in actor.posts:
        if post.role in ROLES:
            own = f"desk:{post.role}" if post.role in DISTRICT_ROLES else f"u:{post.unit}"
            scopes |= {own, own + ARCHIVE}
    return frozenset(scopes)


def scopes_of(type_: str, doc: Mapping[str, Any]) -> frozenset[str]:
    """The scopes that a row of `type_` is in."""
    if type_ in DIRECTORY:
        return frozenset({PUBLIC})
    if type_ == KEPT_ROW and doc.get("settled"):
        return frozenset()
    if type_ in OWN:
        return frozenset({f"me:{doc['person']}", *OWN[type_]})
    tail = ARCHIVE if doc["state"] in CLOSED else ""
    if type_ == ROW:
        return frozenset(f"desk:{role}{tail}" for role in DESKS[doc["kind"]])
    units, desks = _handlers(doc) if type_ in DESKS else ({doc["unit"], *_partners(doc)}, _desks(doc))
    holders = {f"u:{unit}" for unit in units} | {f"desk:{role}" for role in desks}
    return frozenset(holder + tail for holder in holders)


def scopes_of_child(type_: str, why: str, parent: str, doc: Mapping[str, Any]) -> frozenset[str]:
    """The scopes of a row that belongs to a matter, given the matter's type and document. A kept text that was only
    ever a draft, and every text of an answer, stay in their unit; so does the writer, whom the dispatcher knows as long
    as the letter lies there (Art. 25)."""
    scopes, own = scopes_of(parent, doc), f"u:{doc['unit']}"
    if type_ == WRITER_ROW:
        return frozenset(each for each in scopes if each.startswith("u:") or each == "desk:dispatcher")
    return scopes & {own, own + ARCHIVE} if why == "edit" or parent in DESKS else scopes


def _handlers(doc: Mapping[str, Any]) -> tuple[set[str], set[str]]:
    """Who handles a letter, request or case: its units, and until it has one the desk that it lies on (Art. 22-24)."""
    system = doc.get("system", {})
    units = {doc["unit"], *system.get("units", ())} - {""}
    desks = set(_LYING.get(doc["state"], ())) if not doc["unit"] else set()
    if doc["fields"].get("channel") == "mayor" and "instruction" in system:
        desks.add("leader")
    return units, desks


def _partners(doc: Mapping[str, Any]) -> set[str]:
    """Units asked to countersign hold the item from then on (Art. 13)."""
    asked = doc["state"] == "countersign" or "countersigns" in doc.get("system", {})
    return set(doc["fields"].get("co_units", ())) if asked else set()


def _desks(doc: Mapping[str, Any]) -> set[str]:
    desks = {"inspector"} if doc["state"] in _SUBMITTED else set()
    return desks | ({"operator"} if doc["state"] in _SIGNED else set())
