"""Pulls 10,000 items of 3 KB into a new desk, beside the bare work of receiving, parsing and inserting the same."""

import json
import tempfile
from pathlib import Path

from bench import served, stores
from bench.floors import receive_parse_insert
from bench.row import Row, median, milliseconds


def measure(quick: bool) -> list[Row]:
    count, runs = (1000, 1) if quick else (10_000, 3)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        matters = list(stores.matters(stores.pattern(folder / "pattern"), count, 3000))
        lines = [_line(each.id, each.version, each.to_doc()) for each in matters]
        floors, pulls = [], []
        with served.portal(folder / "portal", matters) as at:
            for run in range(runs):
                floors.append(receive_parse_insert(lines))
                pulls.append(_pull(folder / f"desk{run}", at, count))
    name = f"first pull of {count:,} items of 3 KB"
    return [
        Row(name, median(pulls), "ms", 3, "times", median(floors)),
        Row("the same: items a second", count / median(pulls) * 1000, "/s"),
    ]


def _line(identity: str, version: int, doc: dict[str, object]) -> str:
    return json.dumps({"type": "item", "id": identity, "version": version, "doc": doc}, ensure_ascii=False)


def _pull(folder: Path, at: served.Served, count: int) -> float:
    client = served.client(folder, at)
    taken = milliseconds(client.engine.round)
    here = client.seat.desk.count(served.EVERYTHING)
    client.close()
    if here != count:
        raise RuntimeError(f"{here} of {count} items came")
    return taken
