"""Saves a text that is being written as the editor does: on a thread behind the window, and on the disk at its end."""

import threading
from functools import partial

from bench import material, stores
from bench.row import Row, median, milliseconds, percentile


def measure(quick: bool) -> list[Row]:
    count, saves = (500, 20) if quick else (20_000, 300)
    taken: list[float] = []
    with stores.filled(count) as folder:
        seat = stores.seat_in(folder)
        identity = f"01b{14:023}"
        started_from = dict(seat.desk.seen(identity).matter.fields)

        def save() -> None:
            for number in range(saves):
                fields = {"body": material.body(number)}
                taken.append(milliseconds(partial(seat.desk.save_draft, identity, fields, started_from)))

        behind = threading.Thread(target=save)
        behind.start()
        behind.join()
        seat.desk.drop_draft(identity)
        seat.close()
    return [
        Row("autosave of 3 KB, behind the window: p95", percentile(taken, 0.95), "ms", 10),
        Row("the same: median", median(taken), "ms"),
    ]
