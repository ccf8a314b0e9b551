"""What every chapter of the tour stands on: the two desks, the record and the words that people write."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop.tour.office import Office
from desktop.tour.record import Record
from desktop.tour.seat import Seat

STORY = Path(__file__).resolve().parents[2] / "resources" / "tour" / "story.toml"


def story() -> Mapping[str, Any]:
    """The words that people write, by scene."""
    return tomllib.loads(STORY.read_text(encoding="utf-8"))


@dataclass(slots=True)
class Stage:
    """`town` is the desk in the township, `county` the one in the county seat, `other` a computer without the trial, at
    which anybody may sit down; `notes` what a chapter leaves to later ones: ids of matters by name; `portal` is the
    public's own way to it, `data` its folder, `office` its machine."""

    record: Record
    town: Seat
    county: Seat
    other: Seat
    story: Mapping[str, Any]
    notes: dict[str, str]
    portal: str
    data: Path
    office: Office
