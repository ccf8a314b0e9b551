"""What a clock of a matter is: its period, what paused, prolonged, restarted or stopped it, and its JSON."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, TypeAlias

Unit: TypeAlias = Literal["wd", "cd"]
"""Working days, or calendar days."""


@dataclass(frozen=True, slots=True)
class Period:
    """So many days, of which unit."""

    number: int
    unit: Unit


@dataclass(frozen=True, slots=True)
class Pause:
    """Days that do not count: those after `start` up to and with `end`, at most `cap_wd` working days of them.
    While it lasts (`end` is None) it is taken to last to its cap; without a cap nothing is excluded before it ends."""

    start: date
    end: date | None = None
    why: str = ""
    cap_wd: int | None = None


@dataclass(frozen=True, slots=True)
class Extension:
    """So many days more, granted on a day, counted from the day that was due before."""

    number: int
    unit: Unit
    on: date


@dataclass(frozen=True, slots=True)
class Clock:
    """One clock of a matter, with all that it needs to be counted again years later under the rules it began with."""

    id: str
    duty: str
    article: int
    profile: str
    received: date
    period: Period
    pauses: tuple[Pause, ...] = ()
    extensions: tuple[Extension, ...] = ()
    restarted: date | None = None
    roll: bool = True
    stopped: date | None = None
    basis: str = ""

    @property
    def begun(self) -> date:
        """The day that is not counted itself: receipt, or the arrival of the correction that began it anew."""
        return self.restarted or self.received

    @property
    def halted(self) -> Pause | None:
        """The pause that still lasts."""
        return next((pause for pause in self.pauses if pause.end is None and pause.start >= self.begun), None)


# As JSON, in a matter's `system`.


def clock_doc(clock: Clock) -> dict[str, Any]:
    """The JSON document of a clock; days are ISO dates, what is not set is left out."""
    doc: dict[str, Any] = {
        "id": clock.id, "duty": clock.duty, "article": clock.article, "profile": clock.profile,
        "received": clock.received.isoformat(), "number": clock.period.number, "unit": clock.period.unit,
        "pauses": [_pause_doc(pause) for pause in clock.pauses],
        "extensions": [
            {"number": each.number, "unit": each.unit, "on": each.on.isoformat()} for each in clock.extensions
        ],
        "restarted": clock.restarted and clock.restarted.isoformat(),
        "roll": clock.roll,
        "stopped": clock.stopped and clock.stopped.isoformat(),
        "basis": clock.basis,
    }  # fmt: skip
    return {key: value for key, value in doc.items() if value not in (None, [], "")}


def _pause_doc(pause: Pause) -> dict[str, Any]:
    doc = {
        "start": pause.start.isoformat(), "end": pause.end and pause.end.isoformat(),
        "why": pause.why, "cap_wd": pause.cap_wd,
    }  # fmt: skip
    return {key: value for key, value in doc.items() if value not in (None, "")}


def clock_from(doc: Mapping[str, Any]) -> Clock:
    """The clock that a document describes."""
    return Clock(
        id=doc["id"],
        duty=doc["duty"],
        article=doc["article"],
        profile=doc["profile"],
        received=date.fromisoformat(doc["received"]),
        period=Period(doc["number"], doc["unit"]),
        pauses=tuple(
            Pause(date.fromisoformat(one["start"]), _day(one.get("end")), one.get("why", ""), one.get("cap_wd"))
            for one in doc.get("pauses", ())
        ),
        extensions=tuple(
            Extension(one["number"], one["unit"], date.fromisoformat(one["on"])) for one in doc.get("extensions", ())
        ),
        restarted=_day(doc.get("restarted")),
        roll=doc.get("roll", True),
        stopped=_day(doc.get("stopped")),
        basis=doc.get("basis", ""),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
