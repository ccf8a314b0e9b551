"""Decides which unit publishes which text when, so that columns, seasons and units look as in a real district."""

import random
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from models.people import Unit
from models.policy import Column
from portal.sample.bank import Bank, Template
from portal.sample.pace import workday

SPAN = 730
NEWS = "0802"
FRESH = 0.8
"""The share of units whose news column is fresh; the others must be told."""
SETTLED = 9
"""Days before today after which everything planned here is finished, withdrawals and corrections included."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One text of one unit on one day, and the way its item goes (see `shapes`)."""

    template: Template
    unit: Unit
    day: date
    shape: str = "published"
    words: Mapping[str, str] = field(default_factory=dict)
    by: str = ""
    main: bool = False


def fits(template: Template, unit: Unit, columns: Mapping[str, Column]) -> bool:
    """Whether the unit may use this text: it is of its kind, and its column applies to it."""
    if template.on or not columns[template.column].applies_to(unit.id):
        return False
    return unit.id in template.units if template.units else not template.kinds or unit.kind in template.kinds


def days(template: Template, first: date, last: date) -> list[date]:
    """The days between `first` and `last` on which the season allows the text, newest first."""
    span = (last - first).days
    every = (last - timedelta(days=back) for back in range(span + 1))
    return [day for day in every if not template.months or day.month in template.months]


def planned(
    bank: Bank, units: Iterable[Unit], columns: Mapping[str, Column], today: date, rng: random.Random
) -> Iterator[Slot]:
    """The settled items of all units over two years, unit by unit."""
    for place, unit in enumerate(units):
        yield from _unit(bank, unit, columns, today, rng, place)


def _unit(
    bank: Bank, unit: Unit, columns: Mapping[str, Column], today: date, rng: random.Random, place: int
) -> Iterator[Slot]:
    wanted = bank.plan["more"].get(unit.id, bank.plan["usual"])
    quiet = bank.plan["quiet"].get(unit.id, 0)
    empty = bank.plan["empty"].get(unit.id, [])
    able = [t for t in bank.templates.values() if fits(t, unit, columns) and t.column not in empty]
    first, last = today - timedelta(days=SPAN), today - timedelta(days=max(SETTLED, quiet))
    used: dict[tuple[str, int], int] = {}
    if not quiet and rng.random() < FRESH:
        yield _news(able, unit, last, rng)
        wanted -= 1
    queue = _order(able, place, rng)
    for template in _rounds(queue, wanted * 6):
        if wanted == 0:
            return
        free = [day for day in days(template, first, last) if used.get((template.id, day.year), 0) < template.times]
        if not free:
            continue
        day = workday(rng.choice(free[:12] if rng.random() < 0.12 else free), -1)
        used[template.id, day.year] = used.get((template.id, day.year), 0) + 1
        wanted -= 1
        yield Slot(template, unit, day)


def _news(able: list[Template], unit: Unit, last: date, rng: random.Random) -> Slot:
    """Something lately done, which keeps the unit's news column from growing stale."""
    fresh = [t for t in able if t.column == NEWS and days(t, last - timedelta(days=3), last)]
    template = rng.choice(fresh)
    return Slot(template, unit, workday(rng.choice(days(template, last - timedelta(days=3), last)), -1))


def _order(able: list[Template], place: int, rng: random.Random) -> list[Template]:
    """Its own texts first, then one of each column in turn, beginning elsewhere for every unit."""
    own = [template for template in able if template.units]
    rest = [template for template in able if not template.units]
    rng.shuffle(rest)
    by_column: dict[str, list[Template]] = {}
    for template in rest:
        by_column.setdefault(template.column, []).append(template)
    codes = sorted(by_column)
    turn = place * 7 % max(len(codes), 1)
    codes = codes[turn:] + codes[:turn]
    depth = max((len(each) for each in by_column.values()), default=0)
    return own + [by_column[code][level] for level in range(depth) for code in codes if level < len(by_column[code])]


def _rounds(queue: list[Template], count: int) -> Iterator[Template]:
    for at in range(count if queue else 0):
        yield queue[at % len(queue)]


def dated(bank: Bank, units: Mapping[str, Unit], today: date) -> Iterator[Slot]:
    """The texts that belong to one unit and a certain day (`on`: month and day of the last year, or a full date)."""
    for template in bank.templates.values():
        if template.on not in ("", "scene"):
            for unit in template.units:
                yield Slot(
                    template, units[unit], _day(template.on, today), template.shape or "published", template.words
                )


def _day(on: str, today: date) -> date:
    if on.startswith("-"):
        return workday(today + timedelta(days=int(on)), -1)
    month, day = (int(part) for part in on.split("-"))
    latest = today - timedelta(days=SETTLED)
    year = latest.year if (month, day) <= (latest.month, latest.day) else latest.year - 1
    return workday(date(year, month, day))


def waiting(bank: Bank, units: Mapping[str, Unit], today: date) -> Iterator[Slot]:
    """What is still on its way today."""
    for scene in bank.scenes:
        day = workday(today - timedelta(days=scene.ago), -1)
        yield Slot(bank.templates[scene.text], units[scene.unit], day, scene.shape, scene.words, scene.by, scene.main)
