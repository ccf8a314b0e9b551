"""One item's way through the house, act by act: who did what to it, when, and with which words."""

import random
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from models.items import TICKS
from portal.sample.flaws import Flaw
from portal.sample.pace import Pace
from portal.sample.story import Step


@dataclass(frozen=True, slots=True)
class Cast:
    """Who plays in a story, by person id; `names` are the words for the responsible person."""

    unit: str
    clerk: str
    second: str
    reviewer: str
    operator: str
    inspector: str
    reviewers: Mapping[str, str]
    names: Mapping[str, str]


class Walk:
    """Collects the steps of one item; each method is one verb of the workflow."""

    def __init__(self, item: str, cast: Cast, pace: Pace, fields: Mapping[str, Any], rng: random.Random):
        self.steps: list[Step] = []
        self.cast, self.pace, self.fields, self.rng = cast, pace, dict(fields), rng
        self.first = self.item = item
        self.blobs = tuple(each["sha256"] for each in fields.get("attachments", ()))
        self.images = _image_digests(fields.get("body", ""))

    @property
    def for_main(self) -> bool:
        """Whether it is written for a column of the main site."""
        return str(self.fields["column"]).startswith("M")

    @property
    def offered(self) -> bool:
        """Whether the main site is asked to take it, alone or besides the unit's own column."""
        return self.for_main or bool(self.fields.get("main_column"))

    def take(
        self, actor: str, verb: str, at: datetime, args: Mapping[str, Any] | None = None, blobs: tuple[str, ...] = ()
    ) -> None:
        """Note one act on the item in hand."""
        self.steps.append(Step(actor, f"item.{verb}", self.item, args or {}, at, blobs))

    def create(self, whole: bool = True) -> None:
        """Create it, whole or as a title with its column that is filled in afterwards."""
        head = dict(self.fields) if whole else {key: self.fields[key] for key in ("title", "column")}
        blobs = (*self.blobs, *self.images)
        self.take(
            self.cast.clerk, "create", self.pace.now, {"unit": self.cast.unit, "fields": head}, blobs if whole else ()
        )
        if not whole:
            rest = {key: value for key, value in self.fields.items() if key not in head}
            self.take(self.cast.clerk, "edit", self.pace.after(12, 55), {"set": rest}, blobs)

    def edit(self, values: Mapping[str, Any], by: str = "", wait: tuple[int, int] = (8, 40)) -> None:
        """Change some fields."""
        self.fields.update(values)
        self.take(by or self.cast.clerk, "edit", self.pace.after(*wait), {"set": dict(values)})

    def self_review(self) -> None:
        """All ten statements ticked, every attachment and image looked at."""
        seen = sorted({*self.blobs, *self.images})
        args = {"ticks": list(TICKS), "kept": {}, "seen": seen}
        self.take(self.cast.clerk, "self_review", self.pace.after(3, 15), args)

    def submit(self) -> None:
        """Self-review and submit."""
        self.self_review()
        self.take(self.cast.clerk, "submit", self.pace.after(1, 6))

    def send_back(self, reason: str, by: str = "") -> None:
        """The reviewer returns it with a reason."""
        self.take(by or self.cast.reviewer, "return", self.pace.after(25, 200), {"reason": reason})

    def sign(self, publish_at: datetime | None = None) -> None:
        """The reviewer signs off, at once or for a later hour."""
        args = {"responsible": self.cast.names[self.cast.reviewer]}
        if publish_at:
            args["publish_at"] = publish_at.isoformat(timespec="seconds")
        self.take(self.cast.reviewer, "sign_off", self.pace.after(20, 240), args)

    def countersign(self, unit: str, agree: bool = True, reason: str = "") -> None:
        """The reviewer of a co-unit agrees or objects."""
        args = {"agree": agree, **({"reason": reason} if reason else {})}
        self.take(self.cast.reviewers[unit], "countersign", self.pace.after(40, 300), args)

    def accept(self, publish_at: datetime | None = None) -> None:
        """The main site's editor takes it."""
        args = {"publish_at": publish_at.isoformat(timespec="seconds")} if publish_at else {}
        self.take(self.cast.operator, "accept", self.pace.after(15, 150), args)

    def decline(self, reason: str) -> None:
        """The main site's editor does not take it."""
        self.take(self.cast.operator, "decline", self.pace.after(15, 150), {"reason": reason})

    def publish(self, at: datetime) -> None:
        """The portal publishes what was scheduled."""
        self.pace.now = max(self.pace.now + timedelta(seconds=1), at)
        self.take("portal", "publish", self.pace.now)

    def withdraw(self, code: str, note: str) -> None:
        """Take it down; who may depends on why."""
        by = {"leak": self.cast.inspector, "violation": self.cast.operator}.get(code, self.cast.reviewer)
        self.take(by, "withdraw", self.pace.now, {"code": code, "note": note})

    def revise(self, change: str, draft: str) -> None:
        """Open a working draft beside the published edition and go on with it."""
        self.take(self.cast.clerk, "revise", self.pace.now, {"change": change, "draft": draft})
        self.item = draft

    def flawed(self, flaw: Flaw) -> Mapping[str, Any]:
        """Begin with the flaw in the text; gives what mends it."""
        mended = {key: self.fields[key] for key in flaw.values}
        self.fields.update(flaw.values)
        return mended


def _image_digests(body: str) -> tuple[str, ...]:
    return tuple(part[:64] for part in body.split('src="blob:')[1:])
