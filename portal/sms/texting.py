"""The clock that writes down which messages are due, hands them over, and asks what became of them (Art. 37)."""

import logging
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime, timedelta
from threading import Event, Thread
from typing import Any

from models.ladder import Ladder, ladder_in
from models.people import Actor
from models.problems import Refused
from models.reminders import Reminder, Watcher
from models.steps import Rules
from models.store.portal_sessions import last_seen
from portal.sms.contacts import Contacts
from portal.sms.line import Line, Message, NotSent
from portal.sms.outlook import Moment, Outlook
from portal.sms.planning import Phone, due_messages, holding, masked, outdated
from portal.sms.queue import Queue
from portal.sms.wording import Wording
from sync.server.service import House

AT_ONCE = 100
"""So many messages are handed over in one look, so that the clock never lags far behind the day."""
log = logging.getLogger(__name__)


class Texting:
    """Looks now and then. Any number of processes may: a message's row lets only one of them hand it over."""

    def __init__(self, house: House, contacts: Contacts, line: Line | None, process: str) -> None:
        self._house, self._contacts, self._line = house, contacts, line
        self.queue = Queue(house.store, house.now, process)
        self._outlook = Outlook(house.store)
        self.every = 0.0
        """Seconds between two looks; the policy's when nothing is said."""
        self._stop, self._thread = Event(), Thread(target=self._run, name="texting", daemon=True)

    def look(self) -> None:
        """One whole turn. Without a line to the phones nothing is written: the reminders stand on the desks."""
        if self._line is None:
            return
        rules = self._house.policies.rules()
        ladder = ladder_in(rules.directory.texts)
        phones = self._contacts.phones()
        self._plan(rules, ladder, phones)
        self._hand_over(self._line, ladder, phones)
        self.queue.reported(self._line.reports())
        self.queue.without_word(ladder.texting)

    def _plan(self, rules: Rules, ladder: Ladder, phones: Mapping[str, Phone]) -> None:
        now, texting = self._house.now(), ladder.texting
        with self._house.store.reading() as reading:
            actors = {person: actor for person in phones if (actor := reading.actor(person))}
        moment = Moment(now, rules.directory.calendar, ladder, rules)
        since = (now - timedelta(days=texting.fresh_days)).isoformat(timespec="seconds")
        found = self._outlook.found(moment, actors, since, self._awaited())
        self._add_absent(found, actors, moment)
        wording = Wording(rules.directory.units)

        def make(person: str, known: Mapping[str, Mapping[str, Any]]) -> Mapping[str, Mapping[str, Any]]:
            told = found.get(person, ())
            new = due_messages(told, known, phones[person], now, texting, moment.calendar, wording)
            return {**self._overtaken(told, known, ladder, now), **new}

        self.queue.write(actors, ladder.texting, make)

    def _overtaken(
        self, told: Iterable[Reminder], known: Mapping[str, Mapping[str, Any]], ladder: Ladder, now: datetime
    ) -> Mapping[str, Mapping[str, Any]]:
        current = {one.key for one in holding(told, now)}
        over = {
            identity: why
            for identity, doc in known.items()
            if doc["state"] == "queued" and (why := outdated(doc, current, now, ladder.texting))
        }
        at = now.isoformat(timespec="seconds")
        return {one: {**known[one], "state": "expired", "code": why, "changed_at": at} for one, why in over.items()}

    def _awaited(self) -> Mapping[str, Collection[str]]:
        """The keys of what waits to be handed over, by the matter that they speak of."""
        keys: dict[str, set[str]] = {}
        for doc in self.queue.standing("queued").values():
            for about in doc["about"]:
                keys.setdefault(str(about["id"]), set()).update(doc["keys"])
        return keys

    def _add_absent(self, found: dict[str, list[Reminder]], actors: Mapping[str, Actor], moment: Moment) -> None:
        """Adds the units from which nobody came in today (Art. 28)."""
        seen = self._seen(actors.values())
        for person, actor in actors.items():
            found[person] += Watcher(actor, moment.now, moment.calendar, moment.ladder).absent(seen)

    def _seen(self, actors: Iterable[Actor]) -> Mapping[str, str]:
        """For each unit the last day on which anybody of it was here."""
        with self._house.store.looking() as connection:
            by_person = last_seen(connection)
        with self._house.store.reading() as reading:
            everybody = [(one, doc.get("posts", ())) for one, doc in reading.documents("person").items()]
        found = {unit: "" for actor in actors for unit in actor.units()}
        for person, posts in everybody:
            for unit in {str(post["unit"]) for post in posts}:
                found[unit] = max(found.get(unit, ""), by_person.get(person, "")[:10])
        return found

    def _hand_over(self, line: Line, ladder: Ladder, phones: Mapping[str, Phone]) -> None:
        waiting = self.queue.standing("queued", "sending")
        for identity in self.queue.ready(ladder.texting)[:AT_ONCE]:
            phone = phones.get(str(waiting[identity]["person"])) if identity in waiting else None
            if self._stop.is_set() or identity not in waiting:
                continue
            if phone is None:
                self.queue.give_up(identity, "no_number")
                continue
            message = self.queue.take(identity, phone.number, ladder.texting)
            if message is None:
                continue
            try:
                refs = line.send(message)
            except NotSent as problem:
                log.warning("message %s not sent: %s", identity, problem.code)
                self.queue.not_sent(identity, problem, ladder.texting)
            else:
                self.queue.handed_over(identity, refs)

    def test(self, login: str) -> Mapping[str, str]:
        """One message to see whether the line works: the number as it may be shown, what it was called, or why not.

        Refused: account_unknown, phone_missing, sms_not_set_up."""
        phone = self._contacts.of(login)
        if self._line is None:
            raise Refused("sms_not_set_up", (37,))
        wording = Wording(self._house.policies.rules().directory.units)
        name = f"test-{self._house.now():%Y%m%d%H%M%S}-{phone.person}"
        told = {"phone": masked(phone.number), "refs": "", "code": ""}
        try:
            return {**told, "refs": " ".join(self._line.send(Message(name, phone.number, wording.test())))}
        except NotSent as problem:
            return {**told, "code": problem.code}
        finally:
            self._line.close()

    def start(self) -> None:
        """Begins to look, in a thread of its own; nothing to do where there is no line."""
        if self._line is not None:
            self._thread.start()

    def stop(self) -> None:
        """Ends the thread, at the latest after the message in hand."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join(30)
        if self._line is not None:
            self._line.close()

    def _run(self) -> None:
        every = self.every or ladder_in(self._house.policies.rules().directory.texts).texting.look_every_seconds
        while not self._stop.wait(every):
            try:
                self.look()
            except Refused as no:
                log.warning("the clock of messages could not look: %s %s", no.code, dict(no.facts))
