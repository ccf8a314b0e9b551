"""The clock that publishes what was signed for a later hour, since no desk need be on at that hour."""

import logging
from datetime import datetime
from threading import Event, Thread

from models.intents import Expect, Intent
from models.items import parse_moment
from models.matter import Matter
from models.people import PORTAL
from models.problems import Refused
from sync.protocol import Verdict
from sync.server.service import House

KIND = "item"
log = logging.getLogger(__name__)


class Publishing:
    """Looks every few seconds for scheduled matters whose hour has come."""

    def __init__(self, house: House, every: float) -> None:
        self._house, self._every = house, every
        self._stop, self._thread = Event(), Thread(target=self._run, name="publishing", daemon=True)

    def due(self) -> tuple[Verdict, ...]:
        """Publishes all that is due now. Two processes may look at once: the act's name makes it happen once."""
        now = self._house.now()
        with self._house.store.reading() as reading:
            waiting = reading.waiting(KIND, "scheduled")
        acts = [(_act(matter, now), PORTAL, now) for matter in waiting if _is_due(matter, now)]
        return self._house.intake.take_all(acts) if acts else ()

    def start(self) -> None:
        """Begins to look, in a thread of its own."""
        self._thread.start()

    def stop(self) -> None:
        """Ends the thread, at the latest after the look in hand."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join(10)

    def _run(self) -> None:
        while not self._stop.wait(self._every):
            try:
                for verdict in self.due():
                    if verdict.result != "ok":
                        log.warning("not published: %s %s", verdict.code, dict(verdict.facts))
            except Refused as no:
                log.warning("the clock could not look: %s %s", no.code, dict(no.facts))


def _is_due(matter: Matter, now: datetime) -> bool:
    due = parse_moment(str(matter.system.get("due_at") or ""))
    return due is not None and due <= now


def _act(matter: Matter, now: datetime) -> Intent:
    at = now.isoformat(timespec="seconds")
    op = f"publish-{matter.version}-{matter.id}"[:40]
    return Intent(op, f"{KIND}.publish", matter.id, matter.version, expect=Expect("scheduled"), made_at=at)
