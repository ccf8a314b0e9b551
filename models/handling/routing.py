"""How what a citizen brings comes to those who handle it, and who of them has it in hand (Art. 21-25, 28)."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from models.docket import is_docket
from models.handling.reckoning import number
from models.ids import provisional_number
from models.matter import Matter
from models.people import PUBLIC_ACTORS, Actor
from models.problems import Refused
from models.scopes import WRITER_ROW, granted, scopes_of
from models.shapes import parse_day
from models.steps import Case, Child
from models.writers import is_contact, masked, veil

MOST_UNITS = 10


# Guards.


def words_brought(case: Case) -> None:
    """Something is asked, and the mailbox is one of the four (Art. 21)."""
    fields = case.intent.args["fields"]
    missing = tuple(name for name in ("title", "body") if not str(fields.get(name) or "").strip())
    if case.matter.kind == "letter" and not fields.get("channel"):
        missing += ("channel",)
    if missing:
        raise Refused("incomplete", case.step.article, missing=missing)


def received_right(case: Case) -> None:
    """A day of receipt lies neither ahead nor far back: the clock of the answer runs from it (Art. 16, 20, 26)."""
    wanted = case.intent.args["fields"].get("received_on")
    day = parse_day(str(wanted)) if wanted else None
    earliest = case.now.date() - timedelta(days=number(case, "late_entry"))
    if day and not earliest <= day <= case.now.date():
        raise Refused("received_wrong", case.step.article, day=str(wanted))


def own_register(case: Case) -> None:
    """A clerk enters letters for her own unit; what citizens bring at the public pages goes where it says (Art. 21)."""
    unit, units = case.matter.unit, case.rules.directory.units
    if case.actor in PUBLIC_ACTORS:
        addressed = case.intent.args.get("unit") or ""
        if addressed and addressed not in units:
            raise Refused("unit_unknown", (21,), unit=str(addressed)[:40])
        if case.matter.kind != "letter" and not addressed:
            raise Refused("argument_missing", case.step.article, name="unit")
    elif not case.actor.holds("clerk", unit) or unit not in units:
        raise Refused("not_yours", case.step.article, unit=unit[:40], verb=case.step.verb)


def units_right(case: Case) -> None:
    """Those who are to answer exist, and the one that leads is among them (Art. 22, 24)."""
    named = _units(case)
    unknown = [unit for unit in named if unit not in case.rules.directory.units]
    if unknown or not named or len(named) > MOST_UNITS:
        raise Refused("unit_unknown", case.step.article, unit=str(unknown[0])[:40] if unknown else "")


def _units(case: Case) -> list[str]:
    args = case.intent.args
    lead = args.get("lead") or args.get("unit")
    listed = list(args.get("units") or ())
    return list(dict.fromkeys([*([lead] if lead else []), *listed]))


def other_handler(case: Case) -> None:
    """Who has it in hand already need not take it over."""
    if case.matter.system.get("handler") == case.actor.person:
        raise Refused("handler_already", (28,))


def handles(case: Case) -> None:
    """Only who handles the matter may see who wrote: whoever signed for it, and while it lies there for signature the
    reviewer; the dispatcher until it is passed on (Art. 25)."""
    matter, actor = case.matter, case.actor
    signing = matter.state.endswith("in_review") and actor.holds("reviewer", matter.unit)
    dispatching = not matter.unit and actor.holds("dispatcher")
    if not (matter.system.get("handler") == actor.person or signing or dispatching):
        raise Refused("not_handler", (25,))


# Effects.


def enter(case: Case, matter: Matter) -> Matter:
    """Enters what was brought: its words with the writer masked, the mark by which the writer is known again, and the
    unit or desk that it is for (Art. 21, 25)."""
    args, rules = case.intent.args, case.rules
    contact: Mapping[str, str] = args.get("writer") or {}
    values: dict[str, Any] = dict(args["fields"])
    values |= {name: veil(values[name], contact) for name in ("title", "body") if values.get(name)}
    values["received_on"] = values.get("received_on") or case.now.date().isoformat()
    matter = matter.with_fields(values, case.intent.chain).with_system(
        provisional_no=provisional_number(matter.id, case.now),
        number=rules.register(matter.kind, case.now) if rules.register else None,
        writer=masked(contact),
        same=(rules.same(contact) if rules.same else None) or None,
    )
    return replace(matter, unit=_addressed(case, matter))


def _addressed(case: Case, matter: Matter) -> str:
    """The unit that a matter is for; none while a leader or the dispatcher has to say so (Art. 22-24)."""
    channel, about = matter.fields.get("channel"), str(matter.fields.get("about_unit") or "")
    if channel in ("mayor", "complaint"):
        return ""
    if channel == "suggestion":
        return about if about in case.rules.directory.units else ""
    return matter.unit


def assign(case: Case, matter: Matter) -> Matter:
    """Gives the matter to the units that are to answer, the leading one first (Art. 22, 24)."""
    units = _units(case)
    given = matter.with_system(origin=case.matter.state, units=units if len(units) > 1 else None, handler=None)
    return replace(given, unit=units[0])


def record_instruction(case: Case, matter: Matter) -> Matter:
    """What a leader wrote on the letter (批示, Art. 22)."""
    said = {"text": case.intent.args["text"], "by": case.actor.person, "name": case.actor.name, "at": case.at}
    return matter.with_system(instruction=said)


def take(case: Case, matter: Matter) -> Matter:
    """Who signed for the matter has it in hand (Art. 28)."""
    return matter.with_system(handler=case.actor.person, handler_name=case.actor.name, returned=None)


def give_back(case: Case, matter: Matter) -> Matter:
    """It is not this unit's: it goes back to where it came from, with the reason (Art. 25)."""
    args = case.intent.args
    why = {"reason": args["reason"], "whose": args.get("whose") or "", "by": case.actor.person, "name": case.actor.name}
    returned = {**why, "unit": matter.unit, "at": case.at}
    lifted = matter.with_system(returned=returned, units=None, handler=None, handler_name=None, extension=None)
    return replace(lifted, unit="")


def record_look(case: Case, matter: Matter) -> Matter:
    """Every look at who wrote is kept (Art. 25)."""
    looked = {"by": case.actor.person, "name": case.actor.name, "at": case.at}
    return matter.with_system(looks=[*matter.system.get("looks", ()), looked][-200:])


def keep_writer(case: Case, matter: Matter) -> Child:
    """Who wrote and in which words, apart from the matter, for those who handle it (Art. 25)."""
    args = case.intent.args
    words = {name: args["fields"].get(name, "") for name in ("title", "body")}
    return Child(WRITER_ROW, matter.id, {"matter": matter.id, "contact": dict(args.get("writer") or {}), **words})


# Targets.


def mailbox(case: Case, matter: Matter) -> str:
    """Where a letter lies first: with the leader, with the dispatcher, with its unit, or with whoever finds its unit
    (Art. 22-24)."""
    waiting = {"mayor": "with_leader", "complaint": "with_dispatcher"}.get(str(matter.fields.get("channel")))
    return waiting or ("assigned" if matter.unit else "received")


def origin(case: Case, matter: Matter) -> str:
    """Where a letter came from before it was given to a unit."""
    return str(matter.system.get("origin") or "received")


def _reader(matter: Matter, actor: Actor) -> bool:
    return not is_docket(matter) and not granted(actor).isdisjoint(scopes_of(matter.kind, matter.to_doc()))


def _finder(matter: Matter, actor: Actor) -> bool:
    return matter.state == "received" and matter.kind == "letter" and actor.holds("operator")


RELATIONS: Mapping[str, Callable[[Matter, Actor], bool]] = {
    "leader": lambda m, a: a.holds("leader"),
    "dispatcher": lambda m, a: a.holds("dispatcher"),
    "office": lambda m, a: a.holds("office"),
    "supervisor": lambda m, a: a.holds("supervisor"),
    "writer": lambda m, a: a.holds("writer"),
    "reader": _reader,
    "finder": _finder,
}
"""`reader`: who may read the matter; `finder`: the operator, for a letter that came without a unit."""


def _day(value: object) -> bool:
    return isinstance(value, str) and isinstance(parse_day(value), date)


ARGUMENTS: Mapping[str, Callable[[object], bool]] = {"contact": is_contact, "day": _day}
GUARDS = (words_brought, received_right, own_register, units_right, other_handler, handles)
EFFECTS = (enter, assign, record_instruction, take, give_back, record_look)
