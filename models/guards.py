"""What must hold before a step: each guard is one named rule of the tables, and says no with a code."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from models.checks.finding import Finding
from models.ids import is_id
from models.items import LINE_LIMIT, TICKS, WITHDRAWALS, lacking, parse_moment
from models.matter import Matter
from models.people import Actor
from models.problems import Refused
from models.records import check_fields, digest_of, record_of
from models.steps import Case

RESTORABLE = timedelta(days=30)


def not_author(case: Case) -> None:
    """Nobody signs off a text that the same person drafted; a one-person office is the policy's exception (Art. 6)."""
    unit = case.rules.directory.units.get(case.matter.unit)
    if case.actor.person in writers(case.matter) and not (unit and unit.one_person):
        raise Refused("own_draft", (6,))


def writers(matter: Matter) -> frozenset[str]:
    """Everyone whose words are in the text to be signed: who began it, where it began with them, and all who edited."""
    began = {matter.author} if record_of(matter.kind).own else set()
    return frozenset({*began, *matter.system.get("writers", ())})


def complete(case: Case) -> None:
    """Nothing that a published item needs is missing (Art. 7, 13, 14)."""
    missing = lacking(case.matter.fields)
    if missing:
        raise Refused("incomplete", (7, 14) if "source" in missing else (7,), missing=missing)


def column_fits(case: Case) -> None:
    """The columns exist, and the unit keeps the one it writes in (Art. 9, 35)."""
    fields = case.intent.args.get("set") or case.intent.args.get("fields") or case.matter.fields
    code = str(fields.get("column") or "")
    if code and not case.rules.column(code).applies_to(case.matter.unit):
        raise Refused("column_not_kept", (9, 12), column=code)
    if fields.get("main_column") and case.rules.column(str(fields["main_column"])).site != "main":
        raise Refused("column_unknown", (35,), column=str(fields["main_column"])[:40])


def units_known(case: Case) -> None:
    """The units asked to countersign exist and are others than the lead unit (Art. 13)."""
    fields = case.intent.args.get("set") or case.intent.args.get("fields") or case.matter.fields
    for unit in fields.get("co_units") or ():
        if unit not in case.rules.directory.units or unit == case.matter.unit:
            raise Refused("unit_unknown", (13,), unit=str(unit)[:40])


def fields_right(case: Case) -> None:
    """Only what people may set at this step is set, each of its shape (Art. 7)."""
    record, args = record_of(case.matter.kind), case.intent.args
    check_fields(args.get("set") or args.get("fields") or {}, record.written if case.step.from_ else record.received)


def unit_own(case: Case) -> None:
    """A clerk creates for a unit in which she is one (Art. 6: who publishes answers for it)."""
    if not case.actor.holds("clerk", case.matter.unit) or case.matter.unit not in case.rules.directory.units:
        raise Refused("not_yours", (6,), unit=case.matter.unit[:40], verb=case.step.verb)


def id_right(case: Case) -> None:
    """An id of a shape that lists and files can carry."""
    if not is_id(case.intent.id):
        raise Refused("id_wrong")


def ticks_given(case: Case) -> None:
    """Every point of Art. 7 and Art. 10 was ticked, one by one."""
    missing = tuple(tick for tick in TICKS if tick not in case.intent.args["ticks"])
    if missing:
        raise Refused("ticks_missing", (7, 10), missing=missing)


def findings_settled(case: Case) -> None:
    """Every blocking finding is mended or kept with a reason, and what no check could read was looked at (Art. 10)."""
    kept, seen = case.intent.args.get("kept") or {}, set(case.intent.args.get("seen") or ())
    open_ = [
        each for each in case.rules.inspect(case.matter.unit, case.matter.fields) if not _settled(each, kept, seen)
    ]
    blocking = tuple(each.rule for each in open_ if each.level == "block")
    if blocking:
        secrecy = any(each.keep == "secrecy" for each in open_)
        raise Refused("secrecy_mark" if secrecy else "findings_open", (10,), rules=blocking, count=len(blocking))
    if open_:
        raise Refused("not_looked_at", (10,), what=tuple(each.excerpt or each.place.part for each in open_))


def _settled(finding: Finding, kept: Mapping[str, Any], seen: set[str]) -> bool:
    if finding.level == "block":
        return finding.keep in ("reason", "free") and bool(str(kept.get(finding.key, "")).strip())
    if finding.level == "unchecked":
        return finding.key in kept or finding.key in seen or finding.facts.get("sha256") in seen
    return True


def text_seen(case: Case) -> None:
    """The step is bound to the text that the person saw."""
    if case.intent.expect.content != digest_of(case.matter):
        raise Refused("text_changed", (6,), verb=case.step.verb)


def text_reviewed(case: Case) -> None:
    """The text is still the one that was self-reviewed (Art. 6)."""
    if case.matter.system.get("self_review", {}).get("digest") != digest_of(case.matter):
        raise Refused("self_review_undone", (6, 7))


def time_ahead(case: Case) -> None:
    """A wanted publication time lies ahead; the portal stamps the real one, and nothing is dated back."""
    wanted = case.intent.args.get("publish_at")
    moment = parse_moment(str(wanted)) if wanted else None
    if moment and moment < case.now - timedelta(minutes=5):
        raise Refused("time_past", (7,), at=str(wanted))


def objection_reasoned(case: Case) -> None:
    """Who objects says why (Art. 13)."""
    if not case.intent.args["agree"] and not str(case.intent.args.get("reason") or "").strip():
        raise Refused("argument_missing", (13,), name="reason")


def offered_to_main(case: Case) -> None:
    """The item was offered to the main site and waits there for an answer (Art. 3, 35)."""
    if not any(
        place["site"] == "main" and place["state"] == "offered" for place in case.matter.system.get("placements", ())
    ):
        raise Refused("not_offered", (35,))


def not_in_revision(case: Case) -> None:
    """One revision at a time, or two corrections would overwrite each other."""
    if case.matter.system.get("revision"):
        raise Refused("in_revision", (7,), draft=case.matter.system["revision"])


def draft_new(case: Case) -> None:
    """The working draft of a revision gets an id that nothing else has."""
    if case.intent.args.get("draft") in case.others:
        raise Refused("exists_already", id=str(case.intent.args["draft"]))


def origin_free(case: Case) -> None:
    """A revision comes back only while its item has no other one."""
    origin = case.others.get(case.matter.system.get("revises", ""))
    if origin and origin.system.get("revision"):
        raise Refused("in_revision", (7,), draft=origin.system["revision"])


def still_restorable(case: Case) -> None:
    """A discarded draft can be taken back for 30 days."""
    moment = parse_moment(case.matter.changed_at)
    if moment and case.now - moment > RESTORABLE:
        raise Refused("restore_too_late", (), days=RESTORABLE.days)


def time_come(case: Case) -> None:
    """A scheduled item is published when its time has come, not before."""
    moment = parse_moment(case.matter.system.get("due_at", ""))
    if moment is None or moment > case.now:
        raise Refused("not_due", (), at=case.matter.system.get("due_at", ""))


GUARDS: Mapping[str, Callable[[Case], None]] = {
    guard.__name__: guard
    for guard in (
        not_author, complete, column_fits, units_known, fields_right, unit_own, id_right, ticks_given, findings_settled,
        text_seen, text_reviewed, time_ahead, objection_reasoned, offered_to_main, not_in_revision, still_restorable,
        time_come, draft_new, origin_free,
    )
}  # fmt: skip


def _co_reviewer(matter: Matter, actor: Actor) -> bool:
    signed = matter.system.get("countersigns", {})
    return any(u not in signed and actor.holds("reviewer", u) for u in matter.fields.get("co_units") or ())


RELATIONS: Mapping[str, Callable[[Matter, Actor], bool]] = {
    "author": lambda m, a: a.person == m.author and a.holds("clerk", m.unit),
    "clerk": lambda m, a: a.holds("clerk", m.unit),
    "reviewer": lambda m, a: a.holds("reviewer", m.unit),
    "co_reviewer": _co_reviewer,
    "operator": lambda m, a: a.holds("operator"),
    "inspector": lambda m, a: a.holds("inspector"),
    "portal": lambda m, a: a.holds("portal"),
}


def _text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip()) and len(value) <= LINE_LIMIT


def _texts(value: object) -> bool:
    return isinstance(value, list) and len(value) <= 500 and all(isinstance(each, str) for each in value)


def _moment(value: object) -> bool:
    return value == "" or (isinstance(value, str) and isinstance(parse_moment(value), datetime))


ARGUMENTS: Mapping[str, Callable[[object], bool]] = {
    "text": _text,
    "words": lambda value: isinstance(value, str) and len(value) <= LINE_LIMIT,
    "texts": _texts,
    "flag": lambda value: isinstance(value, bool),
    "number": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "moment": _moment,
    "table": lambda value: isinstance(value, dict) and len(value) <= 500,
    "place": lambda value: isinstance(value, dict) and len(value) <= 8,
    "id": is_id,
    "change": lambda value: value in ("correct", "update"),
    "withdrawal": lambda value: value in WITHDRAWALS,
}
