"""Who is to be told of what among all open matters: all of them every hour, in between only what changed (Art. 37)."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from models.ladder import Ladder
from models.matter import Matter
from models.people import DISTRICT_ROLES, Actor
from models.reminders import Days, Reminder, Watcher
from models.steps import Rules
from models.store.portal import PortalStore, Reading


@dataclass(frozen=True, slots=True)
class Moment:
    """What a look is made with."""

    now: datetime
    calendar: Days
    ladder: Ladder
    rules: Rules

    @property
    def hour(self) -> str:
        """What a whole look holds for: rungs are reached in the morning of a day, and that is no full hour."""
        return f"{self.now:%Y%m%d%H} {self.now.time() >= self.ladder.morning}"


class Outlook:
    """Goes through the matters one by one and keeps none of them, so that their number costs time and no memory."""

    def __init__(self, store: PortalStore) -> None:
        self._store = store
        self._hour, self._head = "", 0

    def found(
        self, moment: Moment, actors: Mapping[str, Actor], since: str, awaited: Mapping[str, Collection[str]]
    ) -> dict[str, list[Reminder]]:
        """For each person the reminders that are not older than `since`, or that a message still waits with.

        `awaited` names, by matter, the keys of messages that were not handed over yet."""
        told = {person: Watcher(actor, moment.now, moment.calendar, moment.ladder) for person, actor in actors.items()}
        near = Near(actors, moment.ladder)
        found: dict[str, list[Reminder]] = {person: [] for person in actors}
        with self._store.reading() as reading:
            head = reading.head()
            for matter in self._matters(reading, moment, awaited):
                keys = awaited.get(matter.id, ())
                for person in near.of(matter):
                    found[person] += [one for one in told[person].of(matter) if one.at >= since or one.key in keys]
        self._hour, self._head = moment.hour, head
        return found

    def _matters(self, reading: Reading, moment: Moment, awaited: Iterable[str]) -> Iterator[Matter]:
        """All open matters once an hour; else those that changed since the last look, and those awaited."""
        if moment.hour == self._hour:
            return reading.changed(self._head, awaited, moment.rules.workflows)
        tables = moment.rules.workflows.items()
        return reading.standing({kind: [s.id for s in table.states.values() if not s.closed] for kind, table in tables})


class Near:
    """Who might be told of a matter: asking everybody about everything would take minutes."""

    def __init__(self, actors: Mapping[str, Actor], ladder: Ladder) -> None:
        self._ladder = ladder
        self._units: dict[str, list[str]] = {}
        for person, actor in actors.items():
            for unit in actor.units():
                self._units.setdefault(unit, []).append(person)
        desks = (person for person, actor in actors.items() if any(p.role in DISTRICT_ROLES for p in actor.posts))
        self._desks = tuple(desks)

    def of(self, matter: Matter) -> Iterable[str]:
        """The persons near to it, each once."""
        asked = {matter.unit, *matter.system.get("units", ()), *(matter.fields.get("co_units") or ())}
        near = dict.fromkeys(person for unit in asked for person in self._units.get(unit, ()))
        wait = self._ladder.waits.get((matter.kind, matter.state))
        if (wait and wait.at == "district") or "extension" in matter.system:
            near |= dict.fromkeys(self._desks)
        return near
