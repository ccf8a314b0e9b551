"""Counts the open matters anew after a notice, each by an act of the portal, so that everybody is told what moved."""

from collections.abc import Iterator
from dataclasses import dataclass

from models.clock import clock_from, due_day
from models.intents import Expect, Intent
from models.matter import Matter
from models.people import PORTAL
from models.steps import Rules
from models.workdays import Calendar
from sync.server.service import House

VERB = "recount"
MOST = 500
"""Acts in one transaction."""


@dataclass(frozen=True, slots=True)
class Recounted:
    """A matter whose last day, or its certainty, a notice moved; `result` is the portal's verdict on the act."""

    kind: str
    id: str
    before: dict[str, str]
    after: dict[str, str]
    result: str


def recount(house: House) -> tuple[Recounted, ...]:
    """Takes `<kind>.recount` for every open matter that the calendar in force moves. A matter that somebody closes
    meanwhile is left as it is: its verdict says so."""
    rules, now = house.policies.rules(), house.now()
    calendar = rules.directory.calendar
    done: list[Recounted] = []
    moved = _moved(house, rules, calendar)
    for start in range(0, len(moved), MOST):
        batch = moved[start : start + MOST]
        acts = [(_act(matter, now.isoformat(timespec="seconds")), PORTAL, now) for matter, _ in batch]
        verdicts = house.intake.take_all(acts)
        for (matter, after), verdict in zip(batch, verdicts, strict=True):
            done.append(Recounted(matter.kind, matter.id, dict(matter.system["due"]), after, verdict.result))
    return tuple(done)


def _moved(house: House, rules: Rules, calendar: Calendar) -> list[tuple[Matter, dict[str, str]]]:
    """Matters with their new last days, where these differ from what the matter says."""
    return [
        (matter, after)
        for kind, state in _open(rules)
        for matter in _waiting(house, kind, state)
        if matter.system.get("clocks") and (after := _differs(matter, calendar)) is not None
    ]


def _open(rules: Rules) -> Iterator[tuple[str, str]]:
    for kind, workflow in rules.workflows.items():
        if VERB in workflow.steps:
            yield from ((kind, state) for state in workflow.steps[VERB].from_)


def _waiting(house: House, kind: str, state: str) -> tuple[Matter, ...]:
    with house.store.reading() as reading:
        return reading.waiting(kind, state)


def _differs(matter: Matter, calendar: Calendar) -> dict[str, str] | None:
    """The last days by this calendar, when one of them or its certainty is another."""
    clocks = [clock_from(doc) for doc in matter.system["clocks"]]
    dues = {clock.id: due_day(clock, calendar) for clock in clocks}
    after = {name: due.day.isoformat() for name, due in dues.items()}
    unsure = any(clock.stopped is None for clock in clocks) and any(due.provisional for due in dues.values())
    same = after == matter.system.get("due") and unsure == bool(matter.system.get("due_provisional"))
    return None if same else after


def _act(matter: Matter, at: str) -> Intent:
    op = f"{VERB}-{matter.version}-{matter.id}"[:40]
    return Intent(op, f"{matter.kind}.{VERB}", matter.id, matter.version, expect=Expect(matter.state), made_at=at)
