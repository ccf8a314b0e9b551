"""A thousand edits made without a network go up in one round, each judged, logged and on the disk at both ends, and
come down at another desk."""

import tempfile
from pathlib import Path

from bench import served, stores
from bench.row import Row, median, milliseconds


def measure(quick: bool) -> list[Row]:
    edits, runs = (200, 1) if quick else (1000, 5)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        matters = list(stores.matters(stores.pattern(folder / "pattern"), edits, 3000, state="draft"))
        with served.portal(folder / "portal", matters) as at:
            client = served.client(folder / "desk", at)
            client.engine.round()
            while client.seat.desk.index():
                continue
            other = served.client(folder / "other", at)
            other.engine.round()
            taken, pulled = list[float](), list[float]()
            for run in range(runs):
                taken.append(_push(client, [each.id for each in matters], run))
                pulled.append(milliseconds(other.engine.round))
            client.close()
            other.close()
    return [
        Row(f"push of {edits:,} edits, judged, chained, durable at both ends", median(taken), "ms", 400),
        Row(f"pull of {edits:,} changes by another desk, with the kept texts", median(pulled), "ms", 200),
    ]


def _push(client: served.Client, ids: list[str], run: int) -> float:
    desk = client.seat.desk
    for number, identity in enumerate(ids):
        desk.do("item.edit", identity, {"set": {"title": f"关于第{run}次修改的通知（第{number}号）"}})
    taken = milliseconds(client.engine.round)
    if desk.outbox() or desk.undelivered():
        raise RuntimeError(f"{len(desk.outbox())} edits wait, {len(desk.undelivered())} were refused")
    return taken
