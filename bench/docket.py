"""Opens the docket of a supervisor who watches ten thousand matters: how long until its first rows are painted."""

import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtWidgets import QApplication
from shiboken6 import delete

from bench import stores, watching, window
from bench.row import Row, milliseconds, percentile
from desktop.window import DeskWindow
from models.docket import ROW, docket_of
from models.people import Actor, Post
from models.policy import Directory, shipped
from models.store.desk import open_desk, row_values
from models.store.received import Put, receive
from ui.views.docket.screen import DocketScreen
from ui.views.registry import SCREENS

WATCHER = Actor("p_watch", "高书意", frozenset({Post("efficiency", "supervisor")}), "01bench0000000000000000001")
WATCHED, STRETCH = 10_000, 1_000


def _fill(folder: Path, count: int) -> None:
    store, units = open_desk(folder / "people" / WATCHER.person, stores.KEY), sorted(Directory(shipped()).units)
    for start in range(0, count, STRETCH):
        held = [docket_of(watching.matter(n, units)) for n in range(start, min(start + STRETCH, count))]
        puts = [Put("desk:supervisor", row_values(ROW, one.id, 1, one.to_doc())) for one in held]
        with store.writing() as connection:
            receive(connection, puts, [])
    store.close()


def measure(quick: bool) -> list[Row]:
    count, runs = (500, 3) if quick else (WATCHED, 20)
    stalls: list[float] = []
    with TemporaryDirectory() as folder:
        _fill(Path(folder), count)
        with window.opened(Path(folder), WATCHER) as shown:
            painted = [_first_paint(shown, stalls) for _ in range(runs)]
    return [
        Row(f"docket of {count:,} matters, first paint: p95", percentile(painted, 0.95), "ms", 50),
        Row("the same: longest stall of the main thread", max(stalls), "ms", 50),
    ]


def _first_paint(shown: DeskWindow, stalls: list[float]) -> float:
    made: list[DocketScreen] = []

    def turn(job: Callable[[], object]) -> None:
        stalls.append(milliseconds(job))

    def build() -> None:
        view = SCREENS["docket"](shown.session, shown)
        assert isinstance(view, DocketScreen)
        made.append(view)
        shown.pages.addWidget(view)
        shown.pages.setCurrentWidget(view)

    start = time.perf_counter()
    turn(build)
    turn(shown.repaint)
    while made[0].watching.panel.list.rows.coming:
        turn(QApplication.processEvents)
        time.sleep(0.0002)
    turn(shown.repaint)
    taken = (time.perf_counter() - start) * 1000
    window.settle()
    shown.pages.removeWidget(made[0])
    delete(made[0])
    return taken
