"""Asking for more time, once and in time, and granting it: leaders for letters, the office for requests."""

from dataclasses import replace
from datetime import date

from models.clock import Clock, Extension, due_day, longest_extension
from models.handling.reckoning import LOCAL, clocks_of, counted
from models.matter import Matter
from models.policy import Directory
from models.problems import Refused
from models.steps import Case
from models.writers import veil


def extension_free(case: Case) -> None:
    """A period is prolonged once (Art. 26)."""
    asked = case.matter.system.get("extension")
    if asked and asked.get("state") != "refused":
        raise Refused("extension_once", case.step.article)


def extension_allowed(case: Case) -> None:
    """No more days than the rules give, and at least one (Art. 16, 26)."""
    most, days = longest(case), case.intent.args["days"]
    if not 1 <= days <= most:
        raise Refused("extension_too_long", case.step.article, days=days, most=most)


def longest(case: Case) -> int:
    """How many days more may be asked for."""
    local = next((clock for clock in clocks_of(case.matter) if clock.id == LOCAL), None)
    period = longest_extension(case.matter.kind, local, case.rules.directory) if local else None
    return period.number if period else 0


def extension_asked(case: Case) -> None:
    """An extension was asked for and nobody has answered yet."""
    if case.matter.system.get("extension", {}).get("state") != "asked":
        raise Refused("extension_not_asked", case.step.article)


def extension_granted(case: Case) -> None:
    """An extension was granted and the applicant has not been told (Art. 16)."""
    if case.matter.system.get("extension", {}).get("state") != "granted":
        raise Refused("extension_not_granted", case.step.article)


def days_within(case: Case) -> None:
    """No more is granted than was asked for (Art. 26)."""
    asked, days = int(case.matter.system["extension"]["days"]), case.intent.args["days"]
    if not 1 <= days <= asked:
        raise Refused("extension_too_long", case.step.article, days=days, most=asked)


def ask_more(case: Case, matter: Matter) -> Matter:
    """How many days, and why; the reason leaves the unit, so it names nobody (Art. 25, 26)."""
    args = case.intent.args
    reason = veil(args["reason"], case.rules.contact(matter.id))
    asked = {"days": args["days"], "reason": reason, "by": case.actor.person, "name": case.actor.name, "at": case.at}
    return matter.with_system(extension={**asked, "state": "asked"})


def grant_more(case: Case, matter: Matter) -> Matter:
    """The days granted. A letter's writer is told by the portal at once, and its day moves; a request's moves when its
    applicant has been told (Art. 16, 26)."""
    args = case.intent.args
    granted = {"state": "granted", "granted": args["days"], "note": args.get("note") or "", **_by(case)}
    matter = matter.with_system(extension={**matter.system["extension"], **granted})
    return tell_more(case, matter) if matter.kind == "letter" else matter


def tell_more(case: Case, matter: Matter) -> Matter:
    """The writer has been told in time: the days count from the day that was due (Art. 16, 26)."""
    told = {**matter.system["extension"], "state": "told", "told_at": case.at, "way": case.intent.args.get("way") or ""}
    clocks = prolonged(matter, int(told["granted"]), case.rules.directory, case.now.date())
    return counted(case, matter.with_system(extension=told), clocks)


def prolonged(matter: Matter, days: int, directory: Directory, on: date) -> tuple[Clock, ...]:
    """The clocks of a matter as they run once its writer was told of so many days more."""

    def longer(clock: Clock) -> Clock:
        most = longest_extension(matter.kind, clock, directory)
        if most is None:
            return clock
        return replace(clock, extensions=(*clock.extensions, Extension(min(days, most.number), most.unit, on)))

    return tuple(map(longer, clocks_of(matter)))


def told_day(matter: Matter, directory: Directory, on: date) -> date | None:
    """The last day that a granted extension leads to: the notice names it before the writer has been told."""
    clocks = prolonged(matter, int(matter.system["extension"]["granted"]), directory, on)
    local = next((clock for clock in clocks if clock.id == LOCAL), None)
    return due_day(local, directory.calendar).day if local else None


def refuse_more(case: Case, matter: Matter) -> Matter:
    """The day stays as it is, and the unit is told why."""
    refused = {"state": "refused", "note": case.intent.args["reason"], **_by(case)}
    return matter.with_system(extension={**matter.system["extension"], **refused})


def _by(case: Case) -> dict[str, str]:
    return {"granted_by": case.actor.person, "granted_name": case.actor.name, "granted_at": case.at}


GUARDS = (extension_free, extension_allowed, extension_asked, extension_granted, days_within)
EFFECTS = (ask_more, grant_more, tell_more, refuse_more)
