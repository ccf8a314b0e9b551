"""The clock that publishes what was signed for a later hour, since no desk need be on at that hour."""

from datetime import datetime

from models.intents import Expect, Intent
from models.items import parse_moment
from models.matter import Matter
from models.people import PORTAL
from portal.rhythm import Rhythm
from sync.protocol import Verdict
from sync.server.service import House

KIND = "item"


class Publishing(Rhythm):
    """Looks every few seconds for scheduled matters whose hour has come."""

    def __init__(self, house: House, every: float) -> None:
        super().__init__(every)
        self._house = house

    def due(self) -> tuple[Verdict, ...]:
        """Publishes all that is due now. Two processes may look at once: the act's name makes it happen once."""
        now = self._house.now()
        with self._house.store.reading() as reading:
            waiting = reading.waiting(KIND, "scheduled")
        acts = [(_act(matter, now), PORTAL, now) for matter in waiting if _is_due(matter, now)]
        return self._house.intake.take_all(acts) if acts else ()


def _is_due(matter: Matter, now: datetime) -> bool:
    due = parse_moment(str(matter.system.get("due_at") or ""))
    return due is not None and due <= now


def _act(matter: Matter, now: datetime) -> Intent:
    at = now.isoformat(timespec="seconds")
    op = f"publish-{matter.version}-{matter.id}"[:40]
    return Intent(op, f"{KIND}.publish", matter.id, matter.version, expect=Expect("scheduled"), made_at=at)
