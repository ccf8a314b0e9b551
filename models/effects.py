"""What a step writes: each effect is one named line of the tables and gives a new matter, never changes one."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from models.guards import writers
from models.ids import new_id, provisional_number
from models.items import parse_moment
from models.late import load
from models.matter import Matter
from models.problems import Conflict
from models.records import digest_of, record_of
from models.steps import Case, Version


def begin(case: Case, matter: Matter) -> Matter:
    """A new matter gets its provisional number and what was written with it (Art. 8)."""
    number = provisional_number(matter.id, case.now)
    return _written(matter.with_system(provisional_no=number), case.intent.args["fields"], case)


def write(case: Case, matter: Matter) -> Matter:
    """Sets the fields; what somebody else changed meanwhile to another value is a conflict, never overwritten."""
    values = case.intent.args["set"]
    clashing = [name for name, value in values.items() if _clashes(case, name, value)]
    if clashing:
        raise Conflict(clashing)
    changed = {name: value for name, value in values.items() if matter.fields.get(name) != value}
    who = sorted(writers(matter) | {case.actor.person})
    return _written(matter.with_system(writers=who, self_review=None), changed, case)


def _clashes(case: Case, name: str, value: object) -> bool:
    version, line = case.matter.touched.get(name, (0, ""))
    foreign = version > case.intent.base and line != case.intent.chain
    return foreign and case.matter.fields.get(name) != value


def _written(matter: Matter, values: Mapping[str, Any], case: Case) -> Matter:
    clean = load("models.content.for_rules").clean
    html = {name: clean(values[name]) for name in record_of(matter.kind).html if values.get(name)}
    return matter.with_fields({**values, **html}, case.intent.chain)


def record_self_review(case: Case, matter: Matter) -> Matter:
    """The self-review, bound to the text's digest: one changed word undoes it (Art. 6, 7, 10)."""
    args = case.intent.args
    review = {
        "digest": digest_of(matter), "by": case.actor.person, "name": case.actor.name, "at": case.at,
        "ticks": list(args["ticks"]), "kept": dict(args.get("kept") or {}), "seen": list(args.get("seen") or ()),
    }  # fmt: skip
    return matter.with_system(self_review=review)


def record_submission(case: Case, matter: Matter) -> Matter:
    """A fresh submission waits for fresh answers: earlier sign-offs and countersigns no longer count (Art. 6, 13)."""
    sent = {"digest": digest_of(matter), "by": case.actor.person, "name": case.actor.name, "at": case.at}
    return matter.with_system(submitted=sent, sign_off=None, countersigns=None, placements=None, due_at=None)


def record_return(case: Case, matter: Matter) -> Matter:
    """The opinion that sends a text back, with the place it speaks of (Art. 13)."""
    args = case.intent.args
    opinion = {
        "reason": args["reason"], "place": args.get("place"), "by": case.actor.person, "name": case.actor.name,
        "at": case.at, "digest": digest_of(matter),
    }  # fmt: skip
    return matter.with_system(returned=opinion, sign_off=None, due_at=None)


def record_sign_off(case: Case, matter: Matter) -> Matter:
    """Who signed which text off, and who answers for it (Art. 6, 13)."""
    args = case.intent.args
    signed = {
        "digest": digest_of(matter), "by": case.actor.person, "name": case.actor.name, "at": case.at,
        "own": case.actor.person in writers(matter),
    }  # fmt: skip
    wanted = args.get("publish_at") or matter.fields.get("publish_at") or None
    asked: dict[str, Any] | None = {} if matter.fields.get("co_units") else None
    return matter.with_system(sign_off=signed, responsible=args["responsible"], due_at=wanted, countersigns=asked)


def record_countersign(case: Case, matter: Matter) -> Matter:
    """The answer of each co-unit for which this person signs (Art. 13)."""
    args = case.intent.args
    answer = {"agree": args["agree"], "note": args.get("reason") or "", "name": case.actor.name, "at": case.at}
    before = matter.system.get("countersigns", {})
    mine = [u for u in matter.fields["co_units"] if u not in before and case.actor.holds("reviewer", u)]
    matter = matter.with_system(countersigns={**before, **dict.fromkeys(mine, answer)})
    return matter if args["agree"] else record_objection(case, matter)


def record_objection(case: Case, matter: Matter) -> Matter:
    """An objection comes back to the lead unit's author as a return does."""
    opinion = {"reason": case.intent.args["reason"], "by": case.actor.person, "name": case.actor.name, "at": case.at}
    return matter.with_system(returned={**opinion, "digest": digest_of(matter)})


def accept_on_main(case: Case, matter: Matter) -> Matter:
    """The main site takes the item into its column (Art. 3, 35)."""
    wanted = case.intent.args.get("publish_at") or (
        matter.system.get("due_at") if matter.state == "with_portal" else None
    )
    matter = matter.with_system(due_at=wanted or None, main_order=case.intent.args.get("order"))
    return _placed_main(case, matter, "accepted")


def decline_on_main(case: Case, matter: Matter) -> Matter:
    """The main site does not take it, and says why (Art. 35)."""
    return _placed_main(case, matter, "declined")


def _placed_main(case: Case, matter: Matter, state: str) -> Matter:
    note = str(case.intent.args.get("reason") or "")
    places = [
        {**place, "state": state, "at": case.at, "note": note} if place["site"] == "main" else place
        for place in matter.system.get("placements", ())
    ]
    return matter.with_system(placements=places)


def place(case: Case, matter: Matter) -> Matter:
    """After the last signature: the own column gets the item when it is published, the main site is offered it."""
    if publication(case, matter) == "countersign" or matter.system.get("placements"):
        return matter
    fields = matter.fields
    own = case.rules.column(fields["column"])
    main = fields["column"] if own.site == "main" else fields.get("main_column")
    places = [] if own.site == "main" else [_placement("unit", fields["column"], "waiting", case)]
    places += [_placement("main", main, "offered", case)] if main else []
    return matter.with_system(placements=places)


def _placement(site: str, column: str, state: str, case: Case) -> dict[str, str]:
    return {"site": site, "column": column, "state": state, "at": case.at, "note": ""}


def stamp(case: Case, matter: Matter) -> Matter:
    """At publication the portal stamps the time and allots the number; a desk leaves both open (Art. 7, 8)."""
    if publication(case, matter) != "published":
        return matter
    places = [_shown(place, case) for place in matter.system.get("placements", ())]
    matter = matter.with_system(placements=places, due_at=None, writers=None)
    if case.rules.stamp is None:
        return matter
    number = matter.system.get("index_no") or case.rules.stamp(matter.unit, matter.fields["column"], case.now)
    first = matter.system.get("published_at") or case.at
    edition = int(matter.system.get("edition", 0)) + 1
    return matter.with_system(index_no=number, published_at=first, edition_at=case.at, edition=edition)


def _shown(place: dict[str, str], case: Case) -> dict[str, str]:
    now_shown = place["state"] in ("waiting", "accepted")
    return {**place, "state": "published", "at": case.at} if now_shown else place


def stamp_main(case: Case, matter: Matter) -> Matter:
    """The main site shows an item that its unit has published already, or this is its first publication (Art. 35)."""
    if case.matter.state != "published":
        return stamp(case, matter)
    return matter.with_system(placements=[_shown(place, case) for place in matter.system["placements"]])


def record_decline(case: Case, matter: Matter) -> Matter:
    """A declined item that its unit has not published itself comes back with the reason, as a return does."""
    return record_objection(case, matter) if case.matter.state == "with_portal" else matter


def record_withdrawal(case: Case, matter: Matter) -> Matter:
    """Why it was taken down; a leak is told to the secrecy office at once (Art. 10, 40)."""
    args = case.intent.args
    taken = {"code": args["code"], "note": args.get("note") or "", "by": case.actor.person, "name": case.actor.name}
    return matter.with_system(withdrawn={**taken, "at": case.at, "tell_secrecy": args["code"] == "leak"})


def open_revision(case: Case, matter: Matter) -> Matter:
    """The published text stays; a working draft beside it takes the changes (Art. 7)."""
    return matter.with_system(revision=_draft_id(case))


def _draft_id(case: Case) -> str:
    wanted = case.intent.args.get("draft")
    return str(wanted) if wanted else new_id(int(case.now.timestamp() * 1000), int.from_bytes(case.intent.op.encode()))


def working_draft(case: Case, matter: Matter) -> tuple[Matter, ...]:
    """The draft of the next edition: the same fields, its own trail, the way back to the published item."""
    identity = _draft_id(case)
    system = {
        "provisional_no": provisional_number(identity, case.now), "revises": matter.id,
        "change": case.intent.args["change"], "index_no": matter.system.get("index_no", ""),
    }  # fmt: skip
    entry = replace(matter.trail[-1], to_state="draft") if matter.trail else None
    draft = Matter(
        identity, matter.kind, matter.unit, "draft", case.actor.person, created_at=case.at, changed_at=case.at,
        fields=dict(matter.fields), system=system, trail=(entry,) if entry else (),
    )  # fmt: skip
    return (draft,)


def absorb(case: Case, matter: Matter) -> tuple[Matter, ...]:
    """A published revision becomes the next edition of its item; a discarded one lets go of it."""
    origin = case.others.get(matter.system.get("revises", ""))
    if origin is None:
        return ()
    if matter.state != "published":
        return (origin.with_system(revision=None),) if matter.state == "discarded" else ()
    edition = {
        name: matter.system[name]
        for name in ("responsible", "sign_off", "self_review", "edition_at", "placements")
        if name in matter.system
    }
    number = int(origin.system.get("edition", 1)) + (case.rules.stamp is not None)
    published = replace(
        origin.with_fields(matter.fields, case.intent.chain), state="published", changed_at=case.at,
        trail=(*origin.trail, *matter.trail[1:]),
    ).with_system(revision=None, edition=number, withdrawn=None, **edition)  # fmt: skip
    return published, matter.with_system(absorbed_into=origin.id)


def reattach(case: Case, matter: Matter) -> tuple[Matter, ...]:
    """A restored revision is the working draft of its item again."""
    origin = case.others.get(matter.system.get("revises", ""))
    return (origin.with_system(revision=matter.id),) if origin else ()


def publication(case: Case, matter: Matter) -> str:
    """Where a signed text goes next: to co-units, to the main site, to wait for its hour, or out (Art. 6, 13, 35)."""
    signed = matter.system.get("countersigns", {})
    answers = [signed.get(unit) for unit in matter.fields.get("co_units") or ()]
    if any(answer and not answer["agree"] for answer in answers):
        return "returned"
    if not all(answers):
        return "countersign"
    if case.rules.column(matter.fields["column"]).site == "main" and not _main_accepted(matter):
        return "with_portal"
    due = parse_moment(str(matter.system.get("due_at") or ""))
    return "scheduled" if due and due > case.now else "published"


def _main_accepted(matter: Matter) -> bool:
    return any(
        p["site"] == "main" and p["state"] in ("accepted", "published") for p in matter.system.get("placements", ())
    )


def main_answer(case: Case, matter: Matter) -> str:
    """Where the main site's answer leaves an item: one that its own unit has published stays published."""
    if case.matter.state != "with_portal":
        return case.matter.state
    return publication(case, matter) if case.step.verb == "accept" else "returned"


SENT_ON = frozenset(
    ("submit", "sign_off", "return", "submit_reply", "sign_reply", "decide", "sign_outcome", "submit_result",
     "sign_result")
)  # fmt: skip
"""The steps at which a text leaves the hands of its writers."""


def kept_texts(case: Case, matter: Matter) -> tuple[Version, ...]:
    """The texts to keep beside the matter: what an edit replaced, and every text that was sent on or published."""
    record = record_of(matter.kind)
    text = record.html[0]
    if case.step.verb == record.writing and case.matter.fields.get(text) not in (None, "", matter.fields.get(text)):
        last = case.matter.trail[-1]
        sent = case.matter.system.get("submitted", {}).get("digest")
        old = _version(case.matter, "edit", last.by, last.name, last.at)
        return () if old.digest == sent else (old,)
    if case.step.verb in SENT_ON:
        return (_version(matter, case.step.verb, case.actor.person, case.actor.name, case.at),)
    return ()


def _version(matter: Matter, why: str, by: str, name: str, at: str) -> Version:
    item = matter.system.get("revises") or matter.id
    kept = {field: value for field, value in matter.fields.items() if field in record_of(matter.kind).written}
    return Version(item, digest_of(matter), kept, why, by, name, at)


EFFECTS: Mapping[str, Callable[[Case, Matter], Matter]] = {
    effect.__name__: effect
    for effect in (
        begin, write, record_self_review, record_submission, record_return, record_sign_off, record_countersign,
        accept_on_main, decline_on_main, place, stamp, record_withdrawal, open_revision,
        stamp_main, record_decline,
    )
}  # fmt: skip
OTHERS: Mapping[str, Callable[[Case, Matter], tuple[Matter, ...]]] = {
    "working_draft": working_draft,
    "absorb": absorb,
    "reattach": reattach,
}
TARGETS: Mapping[str, Callable[[Case, Matter], str]] = {"publication": publication, "main_answer": main_answer}
