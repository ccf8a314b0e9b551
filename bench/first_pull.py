"""Pulls 10,000 and 50,000 items of 3.7 KB into a new desk, beside the bare work of receiving, parsing and inserting."""

import json
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bench import material, served, stores
from bench.floors import receive_parse_insert
from bench.memory import peak
from bench.process import until_end
from bench.row import Row, median
from models.matter import Matter

TEXT = 2700


def measure(quick: bool) -> list[Row]:
    plan = ((1000, 1, False),) if quick else ((10_000, 3, False), (50_000, 1, True))
    rows = list[Row]()
    for count, runs, large in plan:
        rows += _pulled(count, runs, large)
    return rows


def _pulled(count: int, runs: int, large: bool) -> list[Row]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        one = stores.pattern(folder / "pattern")
        matters = list(stores.matters(one, count, TEXT, body=material.prose))
        lines = [line_of(each) for each in matters]
        floors, pulls = list[float](), list[dict[str, float]]()
        with served.portal(folder / "portal", matters) as at:
            for run in range(runs):
                floors.append(receive_parse_insert(lines))
                told = until_end(["-m", "bench.pulling", str(folder / f"desk{run}"), at.url, at.password, str(count)])
                pulls.append(json.loads(told))
            portal = peak(at.pid)
    return _rows(f"first pull of {count:,} items of 3.7 KB", floors, pulls, portal, large)


def _rows(
    name: str, floors: Sequence[float], pulls: Sequence[dict[str, float]], portal: float, large: bool
) -> list[Row]:
    floor = median(floors)
    desk = max(each["held"] for each in pulls)
    return [
        Row(f"{name}: complete and listed", median([each["listed"] for each in pulls]), "ms", 1.5, "times", floor),
        Row(f"{name}: searchable as well", median([each["found"] for each in pulls]), "ms", 6, "times", floor),
        Row(f"{name}: memory of the desk at most", desk, "MB", 250 if large else None),
        Row(f"{name}: memory of the portal at most", portal, "MB", 200 if large else None),
    ]


def line_of(matter: Matter) -> str:
    row = {"type": "item", "id": matter.id, "version": matter.version, "doc": matter.to_doc()}
    return json.dumps(row, ensure_ascii=False)
