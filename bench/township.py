"""A township's line of 2 Mbit/s and 100 ms there and back: when a new desk is useful, when it has everything, and a
day's rounds. The floor is the bare bytes of all rows at level 3 of zstd, at the speed of the line."""

import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from bench import material, relay, served, stores
from bench.first_pull import TEXT, line_of
from bench.floors import packed
from bench.row import Row, median
from models.matter import Matter
from sync.client.desk import Query

RATE, DELAY = 2_000_000, 0.05
OPEN = 300
"""So much of a unit's work is open, of 10,000 items; the rest lies in its archive."""


def measure(quick: bool) -> list[Row]:
    count, edits, still = (500, 50, 3) if quick else (10_000, 1000, 9)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        matters = list(_matters(stores.pattern(folder / "pattern"), count))
        bare = len(packed([line_of(each) for each in matters])) * 8 / RATE
        with served.portal(folder / "portal", matters) as at, relay.counting(at.url, RATE, DELAY) as line:
            useful, everything = _first(folder / "desk", at, line, count)
            pulled = line.down
            client = served.client(folder / "desk", at, line.address)
            client.engine.round()
            quiet = [_seconds(client) for _ in range(still)]
            client.close()
        (folder / "push").mkdir()
        pushed = _push(folder / "push", edits)
    begun = f"2 Mbit/s, 100 ms: a new desk has the directory, policy and all {min(OPEN, count)} open items"
    return [
        Row(begun, useful, "s", 5),
        Row(f"… all {count:,} items of 3.7 KB", everything, "s", 50, floor=bare, note=f"{pulled / 1e6:.1f} MB down"),
        Row("… a round with nothing new", median(quiet), "s", 0.25, floor=2 * DELAY),
        Row(f"… push of {edits:,} edits", pushed, "s", 8),
    ]


def _matters(one: Matter, count: int) -> Iterator[Matter]:
    for number, each in enumerate(stores.matters(one, count, TEXT, body=material.prose)):
        state = "draft" if number < min(OPEN, count) else "published"
        yield replace(each, state=state, author=stores.PERSON if state == "draft" else each.author)


def _first(folder: Path, at: served.Served, line: relay.Line, count: int) -> tuple[float, float]:
    """Seconds from the sign-in until the open work is here, and until everything is."""
    start, useful = time.monotonic(), 0.0
    client = served.client(folder, at, line.address)
    round_ = threading.Thread(target=client.engine.round)
    round_.start()
    while round_.is_alive():
        if not useful and client.seat.desk.count(Query(tab="unit", states=("draft",))) == min(OPEN, count):
            useful = time.monotonic() - start
        round_.join(0.05)
    everything = time.monotonic() - start
    here = client.seat.desk.count(served.EVERYTHING)
    client.close()
    if here != count:
        raise RuntimeError(f"{here} of {count} items came")
    return useful or everything, everything


def _seconds(client: served.Client) -> float:
    start = time.monotonic()
    client.engine.round()
    return time.monotonic() - start


def _push(folder: Path, edits: int) -> float:
    """From a desk that holds so many drafts already."""
    drafts = list(stores.matters(stores.pattern(folder / "pattern"), edits, TEXT, state="draft"))
    with served.portal(folder / "portal", drafts) as at, relay.counting(at.url, RATE, DELAY) as line:
        direct = served.client(folder / "desk", at)
        direct.engine.round()
        direct.close()
        client = served.client(folder / "desk", at, line.address)
        client.engine.round()
        for number, each in enumerate(drafts):
            client.seat.desk.do("item.edit", each.id, {"set": {"title": material.title(number + edits)}})
        taken = _seconds(client)
        waiting, refused = client.seat.desk.tally()
        client.close()
    if waiting or refused:
        raise RuntimeError(f"{waiting} edits wait, {refused} were refused")
    return taken
