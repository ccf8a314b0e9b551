"""One person's reminders on this computer: reckoned here with or without a network, beside what went to their phone."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Protocol

from models.ladder import Ladder, ladder_in
from models.matter import Matter
from models.people import Actor
from models.reminders import Reminder, reminders
from models.steps import Rules
from models.store.desk import DeskStore, documents, remember, remembered
from models.store.standing import open_matters
from sync.client.portal_time import PortalTime

READ, LATER = "reminders_read", "reminders_later"


class Holder(Protocol):
    """What is asked of a desk."""

    store: DeskStore
    actor: Actor
    rules: Rules
    clock: Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Inbox:
    """What there is to be told at `now`, the portal's time; `ahead` is how far this computer's clock is behind it.

    `matters` are those that the reminders are of; `messages` what went to the person's phone in the last days, by the
    key of each reminder that it tells; `later` says until when one is put off."""

    now: datetime
    ahead: timedelta
    found: tuple[Reminder, ...] = ()
    matters: Mapping[str, Matter] = field(default_factory=dict)
    messages: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    read: frozenset[str] = frozenset()
    later: Mapping[str, str] = field(default_factory=dict)
    phone: str = ""


class Reminding:
    """Reads all that is open here; called off the main thread."""

    def __init__(self, desk: Holder) -> None:
        self._desk = desk
        self.time = PortalTime(desk.store, desk.clock)
        self._ladder: tuple[Rules, Ladder] | None = None

    def ladder(self) -> Ladder:
        """The policy in force here."""
        rules = self._desk.rules
        if self._ladder is None or self._ladder[0] is not rules:
            self._ladder = rules, ladder_in(rules.directory.texts)
        return self._ladder[1]

    def inbox(self) -> Inbox:
        """Everything that this person is to be told now; what has no last day and has not moved for long stands in its
        list and says nothing new."""
        desk, now = self._desk, self.time.now()
        states = {
            (kind, state.id)
            for kind, table in desk.rules.workflows.items()
            for state in table.states.values()
            if not state.closed
        }
        ladder = self.ladder()
        ageing = {kind for kind in desk.rules.workflows if kind not in ladder.running}
        with desk.store.reading() as connection:
            matters = open_matters(connection, states, ageing, self._since(1))
            messages = [json.loads(row["doc"]) for row in documents(connection, "sms")]
            phones = {row["id"]: json.loads(row["doc"]) for row in documents(connection, "contact")}
            read, later = (json.loads(remembered(connection, key, "{}")) for key in (READ, LATER))
        found = reminders(matters, desk.actor, now, desk.rules.directory.calendar, ladder)
        told, since = {one.id for one in found}, self._since(1)
        return Inbox(
            now=now,
            ahead=self.time.ahead(),
            found=found,
            matters={one.id: one for one in matters if one.id in told},
            messages={key: doc for doc in messages if doc["made_at"] >= since for key in doc["keys"]},
            read=frozenset(read),
            later=later,
            phone=str(phones.get(desk.actor.person, {}).get("phone", "")),
        )

    def mark_read(self, keys: Iterable[str]) -> None:
        """The person has seen these; kept on this computer, as long as they are told."""
        self._keep(READ, dict.fromkeys(keys, self.time.now().isoformat(timespec="seconds")))

    def put_off(self, key: str, until: datetime) -> None:
        """Not to be told again before `until`."""
        self._keep(LATER, {key: until.isoformat(timespec="seconds")})

    def _keep(self, name: str, more: Mapping[str, str]) -> None:
        """What is older than any reminder is forgotten with the next mark."""
        since = self._since(2)
        with self._desk.store.writing() as connection:
            known = {**json.loads(remembered(connection, name, "{}")), **more}
            kept = {key: at for key, at in known.items() if at >= since}
            remember(connection, name, json.dumps(kept))

    def _since(self, times: int) -> str:
        """The moment before which nothing is told any more, or so many times that span ago."""
        return (self.time.now() - timedelta(days=times * self.ladder().history_days)).isoformat(timespec="seconds")
