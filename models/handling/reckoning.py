"""What steps do to the clocks of a matter: each keeps its own account, and the last day is counted anew from it."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, timedelta

from models.clock import Clock, Pause, clock_doc, clock_from, due_day, start
from models.matter import Matter
from models.problems import Refused
from models.shapes import parse_day
from models.steps import Case

LOCAL = "local"
ERROR = "error"
"""A page error that a visitor marked has a clock of its own."""
_HALTS = {"ask_correction": "correction", "ask_materials": "materials"}
"""What begins the count anew when it comes holds it for as long as it takes."""


def clocks_of(matter: Matter) -> tuple[Clock, ...]:
    """The clocks of a matter."""
    return tuple(map(clock_from, matter.system.get("clocks", ())))


def number(case: Case, duty: str) -> int:
    """The number that a rule sets, as it is on the day of the step; 0 before the first."""
    found = case.rules.directory.duty(duty, case.now.date())
    return found.number if found else 0


def local_day(matter: Matter) -> date | None:
    """The last day of the clock that binds the unit."""
    return parse_day(str(matter.system.get("due", {}).get(LOCAL, "")))


def counted(case: Case, matter: Matter, clocks: Iterable[Clock]) -> Matter:
    """The matter with these clocks, their last days, and whether a notice may still move them."""
    kept = tuple(clocks)
    dues = {clock.id: due_day(clock, case.rules.directory.calendar) for clock in kept}
    running = any(clock.stopped is None for clock in kept)
    provisional = running and any(due.provisional for due in dues.values())
    return matter.with_system(
        clocks=[clock_doc(clock) for clock in kept],
        due={name: due.day.isoformat() for name, due in dues.items()},
        due_at=dues[LOCAL].day.isoformat() if running and LOCAL in dues else None,
        due_provisional=provisional or None,
    )


def _changed(case: Case, matter: Matter, change: Callable[[Clock], Clock]) -> Matter:
    return counted(case, matter, map(change, clocks_of(matter)))


# Guards.


def before_due(case: Case) -> None:
    """What prolongs a period has to happen within it (Art. 16, 26)."""
    last = local_day(case.matter)
    if last and case.now.date() > last:
        raise Refused("extension_late", case.step.article, day=last.isoformat())


def overdue(case: Case) -> None:
    """The last day is over (Art. 17, 27)."""
    last = local_day(case.matter)
    if last is None or case.now.date() <= last:
        raise Refused("not_overdue", case.step.article, day=last.isoformat() if last else "")


def answer_settled(case: Case) -> None:
    """The portal closes an answered matter when nobody has said anything against it for a while."""
    answered = parse_day(str(case.matter.system.get("answered_at", ""))[:10])
    settled = answered + timedelta(days=number(case, "settled_after")) if answered else case.now.date()
    if case.actor.holds("portal") and case.now.date() < settled:
        raise Refused("not_due", case.step.article, at=settled.isoformat())


# Effects.


def start_clocks(case: Case, matter: Matter) -> Matter:
    """The clocks begin with the day of receipt, under the rules in force on it (Art. 16, 20, 26)."""
    received = parse_day(str(matter.fields.get("received_on", ""))) or case.now.date()
    kind = ERROR if matter.fields.get("channel") == ERROR else matter.kind
    return counted(case, matter, start(kind, received, case.rules.directory, received))


def stop_clocks(case: Case, matter: Matter) -> Matter:
    """The answer counts on the day on which the portal takes it (Art. 16, 26)."""
    today = case.now.date()
    return _changed(case, matter, lambda clock: replace(clock, stopped=today)).with_system(answered_at=case.at)


def halt_clocks(case: Case, matter: Matter) -> Matter:
    """What is asked of a third party or of the applicant takes its days out of the count (Art. 20, 条例 30, 32, 33)."""
    held = _HALTS.get(case.step.verb)
    why, cap = (held, None) if held else ("consult", number(case, "third_party"))
    pause = Pause(case.now.date(), None, why, cap)
    return _changed(case, matter, lambda clock: replace(clock, pauses=(*clock.pauses, pause)))


def resume_clocks(case: Case, matter: Matter) -> Matter:
    """The count goes on with what was left."""
    today = case.now.date()

    def ended(clock: Clock) -> Clock:
        return replace(clock, pauses=tuple(replace(p, end=p.end or today) for p in clock.pauses))

    return _changed(case, matter, ended)


def restart_clocks(case: Case, matter: Matter) -> Matter:
    """The count begins again at zero on the day on which the correction came, or the matter was taken up anew."""
    on = parse_day(str(case.intent.args.get("received_on") or "")) or case.now.date()
    return _changed(case, matter, lambda clock: replace(clock, restarted=on, pauses=(), extensions=(), stopped=None))


def recount(case: Case, matter: Matter) -> Matter:
    """A new notice of working days moved the last day: both are kept, so that the person can be told."""
    before = dict(matter.system.get("due", {}))
    matter = counted(case, matter, clocks_of(matter))
    after = matter.system.get("due", {})
    if after == before:
        return matter
    return matter.with_system(moved={"from": before, "to": after, "at": case.at})


GUARDS = (before_due, overdue, answer_settled)
EFFECTS = (start_clocks, stop_clocks, halt_clocks, resume_clocks, restart_clocks, recount)
