"""Ten thousand items have come that no word finds yet: how soon the index has caught up, and whom that holds up."""

import tempfile
import threading
import time
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QApplication

from bench import material, stores, window
from bench.row import Row, milliseconds, percentile
from desktop.window import DeskWindow
from models.store import search
from ui.indexing import Indexing

EVERY = 0.1
"""Seconds between two saves of a text that is written meanwhile: more often than any desk saves."""


def measure(quick: bool) -> list[Row]:
    count = 200 if quick else 10_000
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        stores.fill_desk(folder, count, indexed=False)
        with window.opened(folder) as shown:
            seconds, stalls, saves = _follow(shown)
    return [
        Row(f"{count:,} items that came at once are found by their words after", seconds, "s", 60),
        Row("the same: longest stall of the main thread", max(stalls), "ms", 50),
        Row("the same: autosave of 3 KB meanwhile, p95", percentile(saves, 0.95), "ms", 15),
    ]


def _follow(shown: DeskWindow) -> tuple[float, list[float], list[float]]:
    saves, stalls, over = list[float](), list[float](), threading.Event()
    writing = threading.Thread(target=_write, args=(shown, saves, over))
    following, start = Indexing(shown.session), time.perf_counter()
    writing.start()
    while _behind(shown):
        until = time.perf_counter() + 0.25
        while time.perf_counter() < until:
            stalls.append(milliseconds(QApplication.processEvents))
            time.sleep(0.001)
    seconds = time.perf_counter() - start
    following.stop()
    over.set()
    writing.join()
    return seconds, stalls, saves


def _write(shown: DeskWindow, saves: list[float], over: threading.Event) -> None:
    desk, identity = shown.session.desk, f"01b{14:023}"
    started_from, number = dict(desk.seen(identity).matter.fields), 0
    while not over.wait(EVERY):
        number += 1
        fields = {"body": material.body(number)}
        saves.append(milliseconds(partial(desk.save_draft, identity, fields, started_from)))
    desk.drop_draft(identity)


def _behind(shown: DeskWindow) -> int:
    with shown.session.desk.store.reading() as connection:
        return search.behind(connection)
