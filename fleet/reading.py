"""Reads what lies in the databases past all of the program's own code, since the oracle must not believe it."""

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from fleet.world import Station, World
from models.matter import Matter, from_doc
from models.rules import offered
from models.steps import Step

Key = tuple[str, str]
KINDS = ("item", "letter", "request", "service")


_MATTERS = """SELECT id, kind FROM {} WHERE type IN ('item', 'letter', 'request', 'service', 'docket')"""
_SHOWN = f"{_MATTERS.format('rows')} UNION {_MATTERS.format('overlay')} ORDER BY id"
_DOC = """SELECT type = 'docket', version, doc FROM {} WHERE id = ?
    AND type IN ('item', 'letter', 'request', 'service', 'docket')"""


def matters_on(station: Station) -> list[tuple[str, str]]:
    """Kind and id of every matter, or docket of one, that this desk shows."""
    found: list[tuple[str, str]] = station.place.seen("matters", _matters)
    return found


def _matters(eye: sqlite3.Connection) -> list[tuple[str, str]]:
    return [(kind, identity) for identity, kind in eye.execute(_SHOWN)]


def matter_on(station: Station, identity: str) -> Matter | None:
    """A matter as this desk shows it: what waits lies over what the portal sent."""
    eye = station.place.eye
    for table in ("overlay", "rows"):
        found = eye.execute(_DOC.format(table), (identity,)).fetchall()
        if found:
            _, version, doc = min(found)
            return from_doc(identity, version, json.loads(doc))
    return None


def offers_on(station: Station, identity: str) -> list[Step]:
    """The steps that nothing stands against for the person at this desk."""
    matter = matter_on(station, identity)
    if matter is None:
        return []
    found = offered(matter, station.actor, station.desk.rules, station.clock())
    return [offer.step for offer in found if not offer.missing]


def waiting_on(station: Station) -> set[str]:
    """The acts that wait on this desk."""
    return {act["op"] for act in on_desk(station).outbox if act["state"] != "done"}


@dataclass(frozen=True)
class OnDesk:
    """Everything that lies on a desk."""

    rows: Mapping[tuple[str, str], tuple[int, str]]
    overlay: frozenset[str]
    outbox: tuple[dict[str, Any], ...]
    drafts: str
    conflicts: tuple[tuple[str, str, str, str], ...]
    """Of each: the act, its matter, what it was written over, and mine."""
    undelivered: tuple[tuple[str, str, int, str], ...]
    """Of each: the act, its body, whether the person has dealt with it, and why it was refused."""
    journal: tuple[tuple[str, str, str], ...]
    """Of each: the act, its verdict, its body."""
    epoch: str
    """The portal's history that it was told of last."""
    relisting: bool
    asked: frozenset[Key]
    """What the portal took away and the person is asked about."""

    @cached_property
    def words(self) -> str:
        """All that is kept of what this desk's person wrote."""
        own = [self.drafts, *(each["body"] for each in self.outbox), *(each[3] for each in self.conflicts)]
        return "\n".join([*own, *(body for _, body, settled, _ in self.undelivered if not settled)])


def on_desk(station: Station) -> OnDesk:
    """What lies on a desk now."""
    found: OnDesk = station.place.seen("all", _on_desk)
    return found


def _on_desk(eye: sqlite3.Connection) -> OnDesk:
    rows = {(t, i): (v, doc) for t, i, v, doc in eye.execute("SELECT type, id, version, doc FROM rows")}
    over = frozenset(i for (i,) in eye.execute("SELECT id FROM overlay"))
    columns = ("op", "kind", "id", "body", "before", "touches", "state", "tries", "error")
    box = eye.execute(f"SELECT {', '.join(columns)} FROM outbox ORDER BY seq")
    outbox = tuple(dict(zip(columns, each, strict=True)) for each in box)
    typed = [f for (f,) in eye.execute("SELECT fields FROM draft UNION ALL SELECT fields FROM kept_draft")]
    return OnDesk(
        rows, over, outbox, "\n".join(typed),
        tuple(eye.execute("SELECT op, id, base, mine FROM conflict")),
        tuple(eye.execute("SELECT op, body, settled, code FROM undelivered")),
        tuple(eye.execute("SELECT op, verdict, body FROM journal ORDER BY n")),
        _epoch(eye),
        bool(eye.execute("SELECT 1 FROM meta WHERE key = 'relisting' AND value <> ''").fetchone()),
        frozenset(eye.execute("SELECT type, id FROM held WHERE scope LIKE 'gone:%'")),
    )  # fmt: skip


def _epoch(eye: sqlite3.Connection) -> str:
    found = eye.execute("SELECT value FROM meta WHERE key = 'epoch'").fetchone()
    return str(found[0]) if found else ""


def bears_on(act: dict[str, Any]) -> list[str]:
    """The matters that an act in the outbox changes."""
    return [act["id"], *filter(None, act["touches"].split("|"))]


@dataclass(frozen=True)
class AtPortal:
    """Everything that lies at the portal."""

    rows: Mapping[tuple[str, str], tuple[int, str]]
    held: Mapping[str, frozenset[tuple[str, str]]]
    """By scope."""
    log: tuple[dict[str, Any], ...]
    lost: tuple[tuple[str, str, str, int], ...]
    """Scope, type, id and sequence of what a scope holds no longer."""
    epoch: str

    @cached_property
    def words(self) -> str:
        """All texts that the portal holds."""
        return "\n".join(doc for _, doc in self.rows.values())

    def doc(self, type_: str, identity: str) -> Any:
        """A document; nothing where there is none."""
        found = self.rows.get((type_, identity))
        return json.loads(found[1]) if found else {}

    def scopes(self, person: str) -> frozenset[str]:
        """What the posts of a person open, reckoned from the directory."""
        scopes = {"pub", f"me:{person}"}
        for post in self.doc("person", person).get("posts", ()):
            own = f"u:{post['unit']}" if post["role"] in ("clerk", "reviewer") else f"desk:{post['role']}"
            scopes |= {own, f"{own}/archive"}
        return frozenset(scopes)

    def rows_for(self, person: str) -> frozenset[tuple[str, str]]:
        """The rows that a person may hold."""
        return frozenset[tuple[str, str]]().union(*(self.held.get(scope, frozenset()) for scope in self.scopes(person)))

    def lost_at(self, person: str) -> Mapping[tuple[str, str], int]:
        """Since when a person's scopes hold a row no longer."""
        scopes = self.scopes(person)
        return {(type_, identity): seq for scope, type_, identity, seq in sorted(self.lost) if scope in scopes}


def at_portal(world: World) -> AtPortal:
    """What lies at the portal now."""
    found: AtPortal = world.centre.place.seen("all", _at_portal)
    return found


def _at_portal(eye: sqlite3.Connection) -> AtPortal:
    rows = {(t, i): (v, doc) for t, i, v, doc in eye.execute("SELECT type, id, version, doc FROM rows")}
    held: dict[str, set[tuple[str, str]]] = {}
    for scope, type_, identity in eye.execute("SELECT scope, type, id FROM feed WHERE op = 'put'"):
        held.setdefault(scope, set()).add((type_, identity))
    lost = tuple(eye.execute("SELECT scope, type, id, seq FROM feed WHERE op = 'remove'"))
    columns = ("n", "op", "person", "kind", "id", "verdict", "body", "received")
    log = eye.execute(f"SELECT {', '.join(columns)} FROM op_log ORDER BY n")
    entries = tuple(dict(zip(columns, each, strict=True)) for each in log)
    return AtPortal(rows, {scope: frozenset(found) for scope, found in held.items()}, entries, lost, _epoch(eye))
