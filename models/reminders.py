"""What a person is to be reminded of, and why: one pure function, the same on desk and portal (Art. 28, 37).

A reminder names a matter by its number and holds no writer's name or words: it may stand on a phone's screen."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Protocol

from models.items import parse_day
from models.ladder import Ladder, News, Rung, Wait
from models.matter import Entry, Matter
from models.people import Actor

ONE_DAY = timedelta(days=1)
FAR = timedelta(days=45)
"""No rung lies so far ahead of a last day: nothing is counted for it."""


class Days(Protocol):
    """What is asked of a calendar."""

    def is_working(self, day: date) -> bool:
        """Whether offices work on a day."""
        ...


@dataclass(frozen=True, slots=True)
class Reminder:
    """One thing to be told. `key` names the matter and the occasion, and is the same on every machine; `at` is the
    moment from which it is told, `day` the last day it speaks of. What is `daily` counts days, and is true only on the
    day on which it is told."""

    key: str
    kind: str
    id: str
    why: str
    day: date | None
    at: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    daily: bool = False


def reminders(
    matters: Iterable[Matter],
    actor: Actor,
    now: datetime,
    calendar: Days,
    ladder: Ladder,
    seen: Mapping[str, str] | None = None,
) -> tuple[Reminder, ...]:
    """Everything that `actor` is to be told at `now` about these matters or dockets, the newest first.

    `seen` names the day on which each unit was last signed in, where that is known."""
    view = Watcher(actor, now, calendar, ladder)
    found = [one for matter in matters for one in view.of(matter)]
    if seen is not None:
        found += view.absent(seen)
    return tuple(sorted(found, key=lambda one: one.at, reverse=True))


@dataclass(frozen=True, slots=True)
class _Said:
    """A rung that was reached: what is said of every matter with this last day."""

    rung: str
    mark: str
    to: frozenset[str]
    at: str
    facts: Mapping[str, Any]


class Watcher:
    """One person at one moment; what is counted for a last day is counted once."""

    def __init__(self, actor: Actor, now: datetime, calendar: Days, ladder: Ladder) -> None:
        self._person, self._actor, self._ladder, self._calendar = actor.person, actor, ladder, calendar
        self._now, self._today = now, now.date()
        self._since = (now - timedelta(days=ladder.history_days)).isoformat(timespec="seconds")
        self._until = now.isoformat(timespec="seconds")
        self._clerk = frozenset(actor.units("clerk"))
        self._reviewer = frozenset(actor.units("reviewer"))
        self._roles = frozenset(post.role for post in actor.posts)
        self._said: dict[tuple[str, bool], tuple[_Said, ...]] = {}
        self._days: dict[str, date | None] = {}

    def of(self, matter: Matter) -> Iterator[Reminder]:
        """What this person is to be told about one matter."""
        ladder, system = self._ladder, matter.system
        wait = ladder.waits.get((matter.kind, matter.state))
        waited = wait is not None and self._waited(wait, matter)
        handles = self._handles(matter)
        if waited and wait is not None:
            yield self._made(matter, wait.why, entered := _entered(matter), None, entered)
        due = system.get("due_at")
        if due and matter.state in ladder.running.get(matter.kind, ()):
            yield from self._due(matter, str(due), handles, waited)
        if handles or waited:
            yield from self._news(matter, handles)
        if handles:
            yield from self._terms(matter)
        if "extension" in system and ladder.rulings.get(matter.kind) in self._roles:
            yield from self._extension(matter)

    def absent(self, seen: Mapping[str, str]) -> Iterator[Reminder]:
        """The units of this person from which nobody came in today (Art. 28)."""
        rule, today = self._ladder.sign_in, self._today.isoformat()
        if self._now.time() < rule.by or not self._calendar.is_working(self._today):
            return
        at = datetime.combine(self._today, rule.by, self._now.tzinfo).isoformat(timespec="seconds")
        for unit in self._actor.units(rule.role):
            if seen.get(unit, "") < today:
                facts = {"unit": unit}
                yield Reminder(f"{unit}.sign_in.{today}", "unit", unit, "sign_in", self._today, at, facts, daily=True)

    # Who is meant.

    def _handles(self, matter: Matter) -> bool:
        """Whether it is this person's to handle: who signed for it, or wrote the item, else any clerk of its unit."""
        if matter.unit not in self._clerk:
            return False
        who = matter.author if matter.kind == "item" else matter.system.get("handler")
        return not who or who == self._person

    def _waited(self, wait: Wait, matter: Matter) -> bool:
        if wait.at == "district":
            return wait.role in self._roles
        if wait.at == "co":
            answered = matter.system.get("countersigns") or {}
            asked = [unit for unit in matter.fields.get("co_units", ()) if unit not in answered]
            return any(self._actor.holds(wait.role, unit) for unit in asked)
        if wait.role == "reviewer":
            return matter.unit in self._reviewer and not self._wrote(matter)
        return any(self._actor.holds(wait.role, unit) for unit in (matter.unit, *matter.system.get("units", ())))

    def _wrote(self, matter: Matter) -> bool:
        """Nobody signs what they wrote (Art. 6)."""
        sent = matter.system.get("submitted") or {}
        return self._person in (sent.get("by"), *matter.system.get("writers", ()))

    # What is said.

    def _made(
        self,
        matter: Matter,
        why: str,
        mark: str,
        day: date | None,
        at: str,
        facts: Mapping[str, Any] | None = None,
        daily: bool = False,
    ) -> Reminder:
        system = matter.system
        number = system.get("number") or system.get("index_no") or system.get("provisional_no") or ""
        known = {"number": number, "unit": matter.unit, **(facts or {})}
        last = day or self._day(str(system.get("due_at") or "")[:10])
        return Reminder(f"{matter.id}.{why}.{mark}", matter.kind, matter.id, why, last, at, known, daily)

    def _due(self, matter: Matter, due: str, handles: bool, waited: bool) -> Iterator[Reminder]:
        reviews = matter.unit in self._reviewer
        if not (handles or waited or reviews):
            return
        for said in self._rungs(due[:10], bool(matter.system.get("due_provisional"))):
            to = said.to
            if (handles and "handler" in to) or (waited and "waited" in to) or (reviews and "reviewer" in to):
                yield self._made(matter, said.rung, said.mark, None, said.at, said.facts, daily=True)

    def _news(self, matter: Matter, handles: bool) -> Iterator[Reminder]:
        moved_on = False
        for entry in reversed(matter.trail):
            news = self._ladder.news.get(entry.verb)
            if entry.at < self._since and (news is None or not news.standing):
                return
            if news is not None and _happened(news, entry, matter) and self._told(news, entry, moved_on, handles):
                facts = {"by": entry.name} if entry.name else {}
                yield self._made(matter, news.why, entry.op or entry.at, None, entry.at, facts)
            moved_on = moved_on or entry.from_state != entry.to_state

    def _told(self, news: News, entry: Entry, moved_on: bool, handles: bool) -> bool:
        if entry.by == self._person or entry.at > self._until:
            return False
        return handles and not moved_on if news.standing else True

    def _terms(self, matter: Matter) -> Iterator[Reminder]:
        """Other terms that run out: of a correction, of a question to others, of an answer to a supervision."""
        system = matter.system
        if matter.state == "correction":
            yield from self._term(matter, "correction_ends", str((system.get("correction") or {}).get("until") or ""))
        for place, asked in enumerate(system.get("consults") or ()):
            if not asked.get("back_at"):
                yield from self._term(matter, "consult_ends", self._consulted(asked), f"{place}.")
        for order in system.get("supervisions") or ():
            if not order.get("answer"):
                until, number = str(order.get("answer_by") or ""), str(order.get("number") or "")
                yield from self._term(matter, "answer_due", until, f"{number}.", {"order": number})

    def _term(
        self, matter: Matter, why: str, until: str, mark: str = "", facts: Mapping[str, Any] | None = None
    ) -> Iterator[Reminder]:
        day = self._day(until[:10])
        if day is None:
            return
        for said in self._rungs(day.isoformat(), False):
            if "waited" in said.to:
                known = {**said.facts, **(facts or {})}
                yield self._made(matter, why, f"{mark}{said.rung}.{said.mark}", day, said.at, known, daily=True)

    def _consulted(self, asked: Mapping[str, Any]) -> str:
        day = self._day(str(asked.get("sent_at") or "")[:10])
        return _working(day, self._ladder.consult_days, self._calendar).isoformat() if day else ""

    def _extension(self, matter: Matter) -> Iterator[Reminder]:
        asked = matter.system["extension"]
        if asked.get("state", "asked") == "asked":
            at = str(asked.get("at") or "")
            facts = {"by": str(asked.get("name") or ""), "days": asked.get("days", 0)}
            yield self._made(matter, "extension_asked", at, None, at, facts)

    # The ladder.

    def _day(self, text: str) -> date | None:
        if text not in self._days:
            self._days[text] = parse_day(text)
        return self._days[text]

    def _rungs(self, due: str, provisional: bool) -> tuple[_Said, ...]:
        found = self._said.get((due, provisional))
        if found is None:
            day = self._day(due)
            near = day is not None and day - self._today <= FAR
            found = tuple(self._reached(day, provisional)) if day is not None and near else ()
            self._said[due, provisional] = found
        return found

    def _reached(self, due: date, provisional: bool) -> Iterator[_Said]:
        """The rungs reached by now, of which the last days still speak."""
        early = self._ladder.provisional_earlier if provisional else 0
        for rung in self._ladder.rungs:
            if rung.before < 0:
                yield from self._after(due, rung)
                continue
            left, day = rung_day(due, rung, early, self._calendar)
            if said := self._said_on(day, rung, due.isoformat(), {"left": left} if left else {}):
                yield said

    def _after(self, due: date, rung: Rung) -> Iterator[_Said]:
        late, day = 0, due
        while day < self._today:
            day += ONE_DAY
            if self._calendar.is_working(day):
                late += 1
                if said := self._said_on(day, rung, f"{due.isoformat()}.{day.isoformat()}", {"late": late}):
                    yield said

    def _said_on(self, day: date, rung: Rung, mark: str, facts: Mapping[str, Any]) -> _Said | None:
        moment = datetime.combine(day, self._ladder.morning, self._now.tzinfo).isoformat(timespec="seconds")
        return _Said(rung.id, mark, frozenset(rung.to), moment, facts) if self._since <= moment <= self._until else None


def rung_day(due: date, rung: Rung, early: int, calendar: Days) -> tuple[int, date]:
    """How many working days are left on a rung, and which day that is."""
    left = rung.before + (early if rung.before else 0)
    return left, _working(due, -left, calendar)


def _working(day: date, number: int, calendar: Days) -> date:
    """The working day so many working days from a day; with 0 the day itself, or the one before a day of rest."""
    step = ONE_DAY if number > 0 else -ONE_DAY
    while not number and not calendar.is_working(day):
        day += step
    for _ in range(abs(number)):
        day += step
        while not calendar.is_working(day):
            day += step
    return day


def _happened(news: News, entry: Entry, matter: Matter) -> bool:
    """A count that only made a provisional day certain has moved nothing: nobody is told of it."""
    return news.why != "moved" or (matter.system.get("moved") or {}).get("at") == entry.at


def _entered(matter: Matter) -> str:
    """Since when the matter stands where it stands."""
    for entry in reversed(matter.trail):
        if entry.to_state == matter.state and entry.from_state != matter.state:
            return entry.at
    return matter.changed_at
