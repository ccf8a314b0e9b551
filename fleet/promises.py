"""What always holds, judged on what lies in the databases: a promise that is not kept is `Broken`, with its number."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from fleet.ledger import Broken, Ledger, tokens_in
from fleet.reading import KINDS, AtPortal, OnDesk, at_portal, bears_on, on_desk
from fleet.work import WRITERS
from fleet.world import Station, World
from models.people import PORTAL, WRITER
from models.records import RECORDS, WRITING
from models.scopes import KEPT_ROW
from models.steps import Rules
from models.store.withheld import GUARD

_PUBLIC = (PORTAL.person, WRITER.person)
_NAMES = tuple(value for one in WRITERS for value in one.values())


def after_contact(station: Station, portal: AtPortal, between: bool = False) -> None:
    """(4) After a round that came to its end no row lies here that is not its person's, and no word of a docket.

    `between`: something was committed while the answer was read. Then what went away may still be here as it was
    before, but never as it is since. What its person is asked about may stay where portals take too much."""
    desk, mine = on_desk(station), portal.rows_for(station.actor.person)
    asked = desk.asked if station.desk.guard is not GUARD else frozenset()
    strange = sorted(desk.rows.keys() - mine - asked)
    if between:
        lost = portal.lost_at(station.actor.person)
        strange = [key for key in strange if desk.rows[key][0] >= lost.get(key, desk.rows[key][0] + 1)]
    if strange and not desk.relisting:
        raise Broken(4, f"{station.name} holds {strange[0]} that no scope of {station.actor.person} holds")
    units = _units_only(portal, station.actor.person) if not between else set()
    for (type_, identity), (_, doc) in desk.rows.items():
        if type_ == "docket":
            _veiled(identity, doc)
        foreign = type_ in KINDS and units and units.isdisjoint(_handling(json.loads(doc)))
        if foreign and (type_, identity) not in asked:
            raise Broken(4, f"{station.name} holds {identity}, which none of its units handles")
    for act in desk.outbox:
        if act["before"] != "{}" and act["id"] not in _shown(desk):
            raise Broken(4, f"{station.name} still quotes {act['id']}, which went away")


def _units_only(portal: AtPortal, person: str) -> set[str]:
    """The units of a person who holds no post for the whole district; nothing for others."""
    posts = portal.doc("person", person).get("posts", ())
    return {post["unit"] for post in posts} if all(post["role"] in ("clerk", "reviewer") for post in posts) else set()


def _handling(doc: dict[str, Any]) -> set[str]:
    return {doc["unit"], *doc["fields"].get("co_units", ()), *doc["system"].get("units", ())}


def _shown(desk: OnDesk) -> set[str]:
    return {identity for _, identity in desk.rows} | desk.overlay


def _veiled(identity: str, text: str) -> None:
    doc = json.loads(text)
    told = {"fields": doc["fields"], "trail": [entry.get("note") for entry in doc["trail"]], "writer": doc["system"]}
    open_ = {name: doc["system"].get(name) for name in ("urges", "supervisions", "extension", "disputes")}
    told["writer"] = {name: value for name, value in doc["system"].items() if name not in open_}
    if tokens_in(told) or any(name in text for name in _NAMES):
        raise Broken(4, f"the docket of {identity} tells more than where it stands")


def shown_truly(station: Station) -> None:
    """(6) Nothing looks done here without an act that waits, and every act that waits is told."""
    desk = on_desk(station)
    borne = {part for act in desk.outbox for part in (act["id"], *act["touches"].split("|"))}
    bare = sorted(desk.overlay - borne)
    if bare:
        raise Broken(6, f"{station.name} shows {bare[0]} as changed, and no act of it waits")
    told = {one.op for one in station.desk.outbox()} if desk.outbox else set()
    untold = [act["op"] for act in desk.outbox if act["state"] != "done" and act["op"] not in told]
    if untold:
        raise Broken(6, f"{station.name} keeps {untold[0]} and tells nobody")


def at_the_end(world: World, ledger: Ledger) -> None:
    """All that is left to judge once the faults stopped and three rounds went by."""
    portal = at_portal(world)
    desks = {station.name: on_desk(station) for station in world.stations}
    for station in world.stations:
        _agrees(station, desks[station.name], portal)
        after_contact(station, portal)
        shown_truly(station)
    _words_kept(ledger, desks, portal)
    _files_kept(world, portal)
    _once_or_refused(ledger, desks, portal)
    _refusals_kept(world, desks, portal)
    _allowed(world.rules, portal)
    with world.centre.store.reading() as reading:
        audit = reading.audit()
    if audit.wrong:
        raise Broken(7, f"the log is {audit.wrong} at {audit.at}")


def agrees(world: World, station: Station) -> bool:
    """Whether a desk has all that is its person's of this portal's history, and nothing is on its way any more."""
    desk, portal = on_desk(station), at_portal(world)
    try:
        _agrees(station, desk, portal)
    except Broken:
        return False
    same = desk.rows.keys() == portal.rows_for(station.actor.person)
    return not desk.outbox and same and desk.epoch == portal.epoch


def _agrees(station: Station, desk: OnDesk, portal: AtPortal) -> None:
    """(3) The desk holds exactly its rows as the portal has them, and nothing is on its way any more."""
    mine = portal.rows_for(station.actor.person)
    missing = sorted(mine - desk.rows.keys())
    if missing:
        raise Broken(3, f"{station.name} lacks {missing[0]}")
    old = [key for key in sorted(mine) if desk.rows[key] != portal.rows[key]]
    if old:
        raise Broken(3, f"{station.name} has {old[0]} in version {desk.rows[old[0]][0]} of {portal.rows[old[0]][0]}")
    stuck = {i for act in desk.outbox if act["state"] in ("held", "parked") for i in bears_on(act)}
    late = [act for act in desk.outbox if act["state"] not in ("held", "parked") and not stuck & set(bears_on(act))]
    if late:
        told = {name: late[0][name] for name in ("kind", "id", "state", "tries", "error")}
        raise Broken(3, f"{station.name} has not brought {told}")
    done = {op for op, _, settled, _ in desk.undelivered if settled}
    kept = [name for type_, name in sorted(desk.rows) if type_ == KEPT_ROW and name.partition(".")[2] in done]
    if kept:
        raise Broken(3, f"{station.name} has not said that {kept[0]} is dealt with")


def _words_kept(ledger: Ledger, desks: dict[str, OnDesk], portal: AtPortal) -> None:
    """(1) Every text that somebody saved is somewhere, and every body that the portal took is there for good. What
    nobody replaced who had seen it stands in a matter or on a desk: the history alone would be a silent loss."""
    texts = tokens_in(portal.words)
    kept = frozenset[str]().union(*(tokens_in(desk.words) for desk in desks.values()))
    stands = tokens_in("\n".join(doc for (type_, _), (_, doc) in portal.rows.items() if type_ in KINDS)) | kept
    for token, saved in ledger.owed.items():
        if token not in stands:
            what = "was replaced unseen" if token in texts else "is lost"
            raise Broken(
                1, f"{token}, saved by {saved.person} at {saved.station} as {saved.place} of {saved.id}, {what}"
            )
    for entry in portal.log:
        lost = _taken_words(entry) - texts
        if lost:
            raise Broken(1, f"{min(lost)}, taken with {entry['kind']} of {entry['id']}, is in no text and no version")


def _files_kept(world: World, portal: AtPortal) -> None:
    """(1) Every file that a matter names lies at the portal, byte for byte."""
    lying = {path.name: path for path in (world.centre.place.folder / "files").rglob("*") if path.is_file()}
    for (type_, identity), (_, text) in sorted(portal.rows.items()):
        named = json.loads(text).get("fields", {}).get("attachments") or () if type_ in KINDS else ()
        for sha256 in (each["sha256"] for each in named):
            if sha256 not in lying or hashlib.sha256(lying[sha256].read_bytes()).hexdigest() != sha256:
                raise Broken(1, f"a file of {identity} is not at the portal as it was attached")


def _taken_words(entry: dict[str, Any]) -> frozenset[str]:
    """The words of a body that the portal said yes to."""
    kind, _, verb = entry["kind"].partition(".")
    if kind not in RECORDS or (verb not in WRITING and verb != "create"):
        return frozenset()
    if json.loads(entry["verdict"]).get("result") != "ok":
        return frozenset()
    args = json.loads(entry["body"])["args"]
    return tokens_in((args.get("set") or args.get("fields") or {}).get(RECORDS[kind].html[0], ""))


def _once_or_refused(ledger: Ledger, desks: dict[str, OnDesk], portal: AtPortal) -> None:
    """(2) Every act that was queued took effect once, or is refused where its person sees it."""
    verdicts = {entry["op"]: json.loads(entry["verdict"])["result"] for entry in portal.log if entry["verdict"]}
    refused = _refused_at(ledger, desks, portal)
    for op, act in ledger.acts.items():
        if verdicts.get(op) == "ok" and refused[op]:
            raise Broken(2, f"{act.kind} of {act.id} was done, and {min(refused[op])} calls it refused")
        if verdicts.get(op) != "ok" and not refused[op]:
            raise Broken(2, f"{act.kind} of {act.id}, queued at {act.station}, was neither done nor refused")
    for (type_, identity), (_, text) in portal.rows.items():
        if type_ in KINDS:
            _done_once(identity, json.loads(text))


def _refused_at(ledger: Ledger, desks: dict[str, OnDesk], portal: AtPortal) -> dict[str, set[str]]:
    """Where each act is called refused, or was until its person had dealt with it."""
    refused: dict[str, set[str]] = {op: set() for op in ledger.acts}
    for name, desk in desks.items():
        for op in _refusals(desk):
            refused.setdefault(op, set()).add(name)
    for doc in _kept(portal).values():
        refused.setdefault(doc["op"], set()).add("the portal")
    return refused


def _kept(portal: AtPortal) -> dict[str, Any]:
    return {identity: json.loads(text) for (type_, identity), (_, text) in portal.rows.items() if type_ == KEPT_ROW}


def _refusals_kept(world: World, desks: dict[str, OnDesk], portal: AtPortal) -> None:
    """(1) What the portal refused of a person is kept there until they have dealt with it, and each of their desks
    shows it until then."""
    kept = _kept(portal)
    for entry in portal.log:
        no = json.loads(entry["verdict"] or "{}").get("result") in ("rejected", "conflict")
        ours = entry["person"] in _PUBLIC or entry["kind"].partition(".")[0] not in KINDS
        if no and not ours and f"{entry['person']}.{entry['op']}" not in kept:
            raise Broken(1, f"{entry['kind']} of {entry['id']} was refused, and the portal keeps nothing of it")
    for station in world.stations:
        desk = desks[station.name]
        shown = {op for op, _, settled, _ in desk.undelivered if not settled} | {act["op"] for act in desk.outbox}
        clashing = {identity for _, identity, *_ in desk.conflicts}
        for doc in kept.values():
            mine = doc["person"] == station.actor.person and "settled" not in doc
            if mine and doc["op"] not in shown and doc["intent"]["id"] not in clashing:
                raise Broken(1, f"{doc['op']}, refused to {doc['person']}, is not shown at {station.name}")


def _refusals(desk: OnDesk) -> Iterator[str]:
    """Refused here; a name that a copied profile used for other words says nothing of the act itself."""
    reused = {op for op, _, _, code in desk.undelivered if code == "op_reused"}
    yield from (op for op, *_ in desk.undelivered if op not in reused)
    yield from (op for op, *_ in desk.conflicts)
    yield from (op for op, verdict, _ in desk.journal if verdict != "ok" and op not in reused)
    yield from (act["op"] for act in desk.outbox if act["state"] in ("held", "parked"))
    stuck = {i for act in desk.outbox if act["state"] in ("held", "parked") for i in bears_on(act)}
    yield from (act["op"] for act in desk.outbox if stuck & set(bears_on(act)))


def _done_once(identity: str, doc: dict[str, Any]) -> None:
    twice = [op for op, n in Counter(entry["op"] for entry in doc["trail"] if entry.get("op")).items() if n > 1]
    if twice:
        raise Broken(2, f"{twice[0]} stands twice in the trail of {identity}")
    notes = [doc["system"].get(name) or [] for name in ("urges", "supervisions", "looks")]
    marks = Counter(token for listed in notes for one in listed for token in tokens_in(one.get("note") or ""))
    if marks and max(marks.values()) > 1:
        raise Broken(2, f"a remark stands twice on {identity}")


def _allowed(rules: Rules, portal: AtPortal) -> None:
    """(5) Every trail is a way through its table, and each step was taken by somebody in a post that may."""
    for (type_, identity), (_, text) in portal.rows.items():
        if type_ in KINDS:
            _trail_right(rules, type_, identity, json.loads(text))


def _trail_right(rules: Rules, kind: str, identity: str, doc: dict[str, Any]) -> None:
    steps, state = rules.workflow(kind).steps, None
    revises = "revises" in doc["system"]
    for entry in doc["trail"]:
        step = steps[entry["verb"]]
        if state is not None and entry.get("from_state") != state and not revises and "absorbed" not in doc["system"]:
            raise Broken(5, f"{kind} {identity}: {entry['verb']} began in {entry.get('from_state')}, not in {state}")
        if step.from_ and entry.get("from_state") not in step.from_:
            raise Broken(5, f"{kind} {identity}: {entry['verb']} was taken from {entry.get('from_state')}")
        if entry["by"] not in _PUBLIC and not set(_ROLES.get(entry["role"], (entry["role"],))) & _may(
            entry["verb"], step.by
        ):
            raise Broken(5, f"{kind} {identity}: {entry['verb']} was taken by {entry['by']} as {entry['role']!r}")
        state = entry["to_state"]


_ROLES = {"reader": ("reader",)}


def _may(verb: str, by: list[str]) -> set[str]:
    """The posts of a step; the fault `policy_changed` gives one of them to another post for a time."""
    stricter = {"reviewer"} if verb == "draft_reply" else set[str]()
    return stricter | {*by, *({"clerk"} if "author" in by else ()), *({"reviewer"} if "co_reviewer" in by else ())}
