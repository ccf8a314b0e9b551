"""Days per station: with whom a matter lay, from when to when, and who held it past its last day (Art. 27).

Read from the trail alone, so that a docket tells it as the matter itself does."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from models.matter import Entry, Matter
from models.people import DISTRICT_ROLES
from models.shapes import parse_moment
from models.steps import Workflow
from models.workdays import Calendar

APPLICANT = frozenset({"correction", "materials_asked"})
"""The states in which a matter lies with the person who brought it."""
_UNIT_ROLES = ("clerk", "reviewer")
_TAKING = frozenset({"sign_for", "accept", "take_over"})
"""The steps by which somebody takes a matter in hand."""


@dataclass(frozen=True, slots=True)
class Station:
    """A stretch in one state with one holder: a unit, or the desks named by `roles`, or (neither) the applicant.
    `until` is None while it still lies there; `name` is who took it in hand, or who passed it on."""

    state: str
    unit: str
    roles: tuple[str, ...]
    name: str
    begun: date
    until: date | None
    calendar_days: int
    working_days: int
    over: int = 0
    """Working days of these that lay past the matter's last day."""


@dataclass(frozen=True, slots=True)
class _Leg:
    state: str
    unit: str
    name: str
    begun: date
    until: date | None


def stations(
    matter: Matter, table: Workflow, calendar: Calendar, today: date, last: date | None = None
) -> tuple[Station, ...]:
    """The stations of a matter, the first one first. What comes after its answer is no station: nobody waits then."""
    return tuple(
        _station(leg, table, calendar, today, last) for leg in _legs(matter) if _waits(leg.state, table) is not None
    )


def holder(unit: str, state: str, table: Workflow) -> tuple[str, tuple[str, ...]]:
    """With whom a matter of this unit lies in this state: the unit, or the desks of some roles; neither where nobody
    of the office has to act."""
    return _whose(unit, _waits(state, table) or ())


def _waits(state: str, table: Workflow) -> tuple[str, ...] | None:
    """The roles that a state waits for, none for the applicant's; None where a state is no station at all."""
    found = table.states.get(state)
    if state in APPLICANT:
        return ()
    return tuple(found.waits) if found and found.waits else None


def _whose(unit: str, roles: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    desks = tuple(role for role in roles if role in DISTRICT_ROLES)
    return ("", desks) if desks or not roles else (unit, ())


def _station(leg: _Leg, table: Workflow, calendar: Calendar, today: date, last: date | None) -> Station:
    unit, desks = _whose(leg.unit, _waits(leg.state, table) or ())
    end = leg.until or max(today, leg.begun)
    late = max(leg.begun, last) if last else end
    over = calendar.working_between(late, end) if late < end and leg.state not in APPLICANT else 0
    return Station(
        leg.state, unit, desks, leg.name, leg.begun, leg.until,
        (end - leg.begun).days, calendar.working_between(leg.begun, end), over,
    )  # fmt: skip


def _legs(matter: Matter) -> Iterator[_Leg]:
    """The stretches between the entries at which state, unit or handler changed."""
    turns = list(_turns(matter))
    for at, (entry, day, unit) in enumerate(turns):
        after = turns[at + 1] if at + 1 < len(turns) else None
        taken = entry.name if entry.verb in _TAKING else ""
        name = taken or (after[0].name if after else "")
        yield _Leg(entry.to_state, unit, name, day, after[1] if after else None)


def _turns(matter: Matter) -> Iterator[tuple[Entry, date, str]]:
    """The entries that begin a stretch, each with its day and the unit that had the matter from then on."""
    state, unit = "", ""
    for at, entry in enumerate(matter.trail):
        moment = parse_moment(entry.at)
        if moment is None:
            continue
        given = _given(matter, at)
        moved = entry.to_state != state or given != unit or entry.verb in _TAKING
        state, unit = entry.to_state, given
        if moved:
            yield entry, moment.date(), unit


def _given(matter: Matter, at: int) -> str:
    """The unit that has the matter after the entry `at`: the one it was given to, else the next that acts on it before
    it is given to another, else the one that has it now."""
    trail = matter.trail
    for entry in reversed(trail[: at + 1]):
        if isinstance(entry.facts.get("unit"), str) and entry.facts["unit"] and entry.verb == "dispatch":
            return str(entry.facts["unit"])
        if entry.verb == "instruct":
            break
    for entry in trail[at + 1 :]:
        if entry.verb in ("dispatch", "instruct"):
            break
        if entry.role in _UNIT_ROLES and entry.unit:
            return entry.unit
    return matter.unit
