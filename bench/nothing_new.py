"""A round with nothing to send and nothing to fetch: how long, how many requests, how many bytes on the line."""

import tempfile
from pathlib import Path

from bench import relay, served, stores
from bench.row import Row, median, milliseconds, percentile


def measure(quick: bool) -> list[Row]:
    count, rounds = (500, 20) if quick else (10_000, 200)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        matters = list(stores.matters(stores.pattern(folder / "pattern"), count, 3000))
        with served.portal(folder / "portal", matters) as at:
            taken = _times(folder / "desk", at, rounds)
            line = _counted(folder / "desk", at, rounds)
    return [
        Row("sync with nothing new", median(taken), "ms", 6),
        Row("the same: p95", percentile(taken, 0.95), "ms"),
        Row("the same: requests", line.requests / rounds, "", 1),
        Row("the same: bytes both ways, heads included", (line.up + line.down) / rounds, "B", 500),
    ]


def _times(folder: Path, at: served.Served, rounds: int) -> list[float]:
    client = served.client(folder, at)
    client.engine.round()
    while client.seat.desk.index():
        continue
    client.engine.round()
    taken = [milliseconds(client.engine.round) for _ in range(rounds)]
    client.close()
    return taken


def _counted(folder: Path, at: served.Served, rounds: int) -> relay.Line:
    """The same desk by a line that counts, which takes time of its own."""
    with relay.counting(at.url) as line:
        client = served.client(folder, at, line.address)
        client.engine.round()
        line.clear()
        for _ in range(rounds):
            client.engine.round()
        client.close()
    return line
