"""Who may hold a row, computed in this one place (Art. 25, 40: nobody sees what is not theirs)."""

from collections.abc import Mapping
from typing import Any

from models.people import DISTRICT_ROLES, Actor

PUBLIC = "pub"
ARCHIVE = "/archive"
CLOSED = frozenset({"published", "withdrawn", "discarded", "closed", "lapsed", "not_answered"})
_SUBMITTED = frozenset({"in_review", "countersign", "with_portal", "scheduled", "published", "withdrawn"})
_ON_MAIN_SITE = frozenset({"with_portal", "scheduled", "published"})
OWN: Mapping[str, tuple[str, ...]] = {"undelivered": (), "sms": (), "contact": ("desk:operator",)}
"""Rows of one person's own, and who holds them besides: the operator keeps the telephone numbers (Art. 37)."""
DIRECTORY = frozenset({"unit", "person", "policy"})


def granted(actor: Actor) -> frozenset[str]:
    """The scopes that a person's posts open: the unit's work, the person's own, the directory, the district desks."""
    scopes = {PUBLIC, f"me:{actor.person}"}
    for post in actor.posts:
        own = f"desk:{post.role}" if post.role in DISTRICT_ROLES else f"u:{post.unit}"
        scopes |= {own, own + ARCHIVE}
    return frozenset(scopes)


def scopes_of(type_: str, doc: Mapping[str, Any]) -> frozenset[str]:
    """The scopes that a row of `type_` is in."""
    if type_ in DIRECTORY:
        return frozenset({PUBLIC})
    if type_ in OWN:
        return frozenset({f"me:{doc['person']}", *OWN[type_]})
    tail = ARCHIVE if doc["state"] in CLOSED else ""
    holders = {f"u:{doc['unit']}"} | {f"u:{unit}" for unit in _partners(doc)} | {f"desk:{role}" for role in _desks(doc)}
    return frozenset(holder + tail for holder in holders)


def scopes_of_text(why: str, parent: str, doc: Mapping[str, Any]) -> frozenset[str]:
    """The scopes of a kept text, given its parent's type and document: what was only ever a draft stays in its unit."""
    scopes, own = scopes_of(parent, doc), f"u:{doc['unit']}"
    return scopes & {own, own + ARCHIVE} if why == "edit" else scopes


def _partners(doc: Mapping[str, Any]) -> set[str]:
    """Units asked to countersign hold the item from then on (Art. 13)."""
    asked = doc["state"] == "countersign" or "countersigns" in doc.get("system", {})
    return set(doc["fields"].get("co_units", ())) if asked else set()


def _desks(doc: Mapping[str, Any]) -> set[str]:
    desks = {"inspector"} if doc["state"] in _SUBMITTED else set()
    if doc["state"] in _ON_MAIN_SITE or doc.get("system", {}).get("placements"):
        desks.add("operator")
    return desks
