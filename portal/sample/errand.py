"""One letter's, request's or case's way through the house, act by act."""

import random
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from models.people import PORTAL, WRITER
from portal.sample.pace import CLOSE, OPEN, ZONE, Pace, workday, works
from portal.sample.pen import Paper
from portal.sample.story import Step

UNADDRESSED = ("mayor", "complaint", "suggestion")
"""The mailboxes whose letters others than their writers give to a unit."""


@dataclass(frozen=True, slots=True)
class Hands:
    """Who handles it, by person id: those of the unit, and those of the district."""

    clerk: str
    second: str
    reviewer: str
    leader: str
    dispatcher: str
    office: str
    operator: str
    supervisor: str
    entry: str
    """The clerk who enters what comes on paper or by telephone, and in whose unit."""
    entry_unit: str


class Errand:
    """Collects the steps of one matter; each method is one act or the passing of time."""

    def __init__(self, kind: str, item: str, hands: Hands, pace: Pace, paper: Paper, rng: random.Random):
        self.kind, self.item, self.hands, self.paper, self.rng = kind, item, hands, paper, rng
        self.pace = pace
        self.steps: list[Step] = []
        self.came = pace.now.date()

    @property
    def unit(self) -> str:
        """The unit that answers."""
        return self.paper.unit.id

    @property
    def today(self) -> date:
        """The day on which it stands."""
        return self.pace.now.date()

    def take(self, actor: str, verb: str, args: Mapping[str, Any] | None = None, blobs: tuple[str, ...] = ()) -> None:
        """Note one act at the moment that has come."""
        self.pace.now = max(self.pace.now, self.steps[-1].at + timedelta(seconds=1)) if self.steps else self.pace.now
        self.steps.append(Step(actor, f"{self.kind}.{verb}", self.item, args or {}, self.pace.now, blobs))

    def office(self, low: int, high: int) -> None:
        """So many working minutes pass."""
        now = self.pace.now
        if not works(now.date()) or now.time() > CLOSE:
            now = datetime.combine(workday(now.date() + timedelta(days=1)), OPEN, ZONE)
        self.pace.now = self.pace.capped(max(now, datetime.combine(now.date(), OPEN, ZONE)))
        self.pace.after(low, high)

    def days(self, low: int, high: int) -> None:
        """So many days pass."""
        self.pace.days(self.rng.randint(low, high))

    def until(self, day: int) -> None:
        """It is so many days after it came."""
        self.pace.days(max((self.came + timedelta(days=day) - self.today).days, 0))

    def evening(self, low: int, high: int) -> None:
        """So many days pass, and then it is some hour at which people at home write."""
        day = self.today + timedelta(days=self.rng.randint(low, high))
        self._at(day, time(self.rng.randint(7, 21), self.rng.randint(0, 59), self.rng.randint(0, 59)))

    def dawn(self, days: int) -> bool:
        """So many days pass and the portal's nightly hour comes; whether that day has come already."""
        day = self.today + timedelta(days=days)
        if not self.pace.reached(day):
            return False
        self._at(day, time(0, 12, self.rng.randint(0, 59)))
        return True

    def _at(self, day: date, hour: time) -> None:
        moment = datetime.combine(day, hour, ZONE)
        self.pace.now = self.pace.capped(max(moment, self.pace.now + timedelta(minutes=3)))

    def receive(self, source: str = "web") -> None:
        """It comes: written at the public page, or entered by a clerk who got it by post, telephone or in person."""
        paper = self.paper
        blobs = tuple(each["sha256"] for each in paper.fields.get("attachments", ()))
        if source == "web":
            unit = self.unit if paper.fields.get("channel") not in UNADDRESSED else ""
            args = {"fields": dict(paper.fields), "writer": dict(paper.contact), "unit": unit}
            self.take(WRITER.person, "receive", args, blobs)
            return
        came = self.came.isoformat()
        named = {"source": source} if self.kind == "letter" else {"channel": source}
        self.office(10, 200)
        fields = {**paper.fields, **named, "received_on": came}
        unit = self.hands.entry_unit or self.unit
        self.take(self.hands.entry, "receive", {"fields": fields, "writer": dict(paper.contact), "unit": unit}, blobs)

    def write(self, verb: str, values: Mapping[str, Any], by: str = "") -> None:
        """A clerk writes."""
        self.office(15, 90)
        blobs = tuple(each["sha256"] for each in values.get("information", ()))
        self.take(by or self.hands.clerk, verb, {"set": dict(values)}, blobs)

    def close(self) -> bool:
        """The portal puts it away when nobody has said anything for a month."""
        settled = self.dawn(31)
        if settled:
            self.take(PORTAL.person, "close")
        return settled
