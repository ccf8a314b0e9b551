"""What a person does in a list of 100,000 items: how long until its rows are painted, and how long the window is deaf
meanwhile. Rows come from behind the window, so that the one is not the other."""

import time
from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtWidgets import QApplication
from shiboken6 import delete

from bench import stores, window
from bench.row import Row, milliseconds, percentile
from desktop.window import DeskWindow
from ui.presenters.shapes import Filter
from ui.views.items.screen import MatterScreen
from ui.views.registry import SCREENS

WORDS = ("防汛", "道路", "补贴", "王台", "公告", "检查", "群众", "公示", "森林", "工程", "会议", "通知")
WORKED: list[float] = []
"""Processor time of the main thread for each: what is left when a machine that others use is left out of it."""
STALLS: list[float] = []
"""Milliseconds of each single turn of the main thread."""
TABS = ("unit", "mine", "all", "in_review")


def measure(quick: bool) -> list[Row]:
    count, runs = (2000, 12) if quick else (100_000, 40)
    with stores.filled(count) as folder, window.opened(folder) as shown:
        paints = _first_paints(shown, runs // 2)
        view = _screen(shown)
        taken = {
            "first paint": paints,
            "another state": _states(shown, view, runs, count),
            "filter": _filters(shown, view, [_narrowed(shown, number) for number in range(runs)]),
            "two-character search": _filters(shown, view, [_words(number) for number in range(runs)]),
        }
    rows = [Row(f"list of {count:,}, {what}: p95", percentile(times, 0.95), "ms", 50) for what, times in taken.items()]
    return [
        *rows,
        Row(f"list of {count:,}: longest stall of the main thread", max(STALLS), "ms", 50),
        Row("the same: processor time of the main thread, p95 of all", percentile(WORKED, 0.95), "ms"),
    ]


def _drawn(shown: DeskWindow, job: Callable[[], object]) -> float:
    """Milliseconds until the rows that the job asks for are painted; what else goes on behind ends before the next."""
    start, before = time.perf_counter(), time.thread_time()
    _turn(job)
    _turn(shown.repaint)
    while _waits(shown):
        _turn(QApplication.processEvents)
        time.sleep(0.0002)
    _turn(shown.repaint)
    taken = (time.perf_counter() - start) * 1000
    WORKED.append((time.thread_time() - before) * 1000)
    window.settle()
    return taken


def _turn(job: Callable[[], object]) -> None:
    STALLS.append(milliseconds(job))


def _waits(shown: DeskWindow) -> bool:
    view = shown.pages.currentWidget()
    return isinstance(view, MatterScreen) and view.panel.list.rows.coming


def _screen(shown: DeskWindow) -> MatterScreen:
    view = SCREENS["items"](shown.session, shown)
    assert isinstance(view, MatterScreen)
    shown.pages.addWidget(view)
    shown.pages.setCurrentWidget(view)
    return view


def _put_screen(shown: DeskWindow, made: list[MatterScreen]) -> None:
    made.append(_screen(shown))


def _first_paints(shown: DeskWindow, runs: int) -> list[float]:
    taken = []
    for _ in range(runs):
        made: list[MatterScreen] = []
        taken.append(_drawn(shown, partial(_put_screen, shown, made)))
        shown.pages.removeWidget(made[0])
        delete(made[0])
    return taken


def _states(shown: DeskWindow, view: MatterScreen, runs: int, count: int) -> list[float]:
    view.panel.put(Filter(tab="unit"))
    drafts = [n for n in range(1, count + 1) if stores.STATES[n % len(stores.STATES)] == "draft"][: runs // 2]
    steps = [(step, f"01b{n:023}") for n in drafts for step in ("item.discard", "item.restore")]
    return [_drawn(shown, partial(shown.session.do, *to)) for to in steps]


def _narrowed(shown: DeskWindow, number: int) -> Filter:
    states, columns = dict.fromkeys(stores.STATES), list(shown.session.desk.rules.directory.columns)
    tab = TABS[number % len(TABS)]
    ways = (
        Filter(tab=tab), Filter(tab=tab, state=list(states)[number % len(states)]),
        Filter(tab=tab, column=columns[0]), Filter(tab=tab, person=stores.OTHERS[number % len(stores.OTHERS)]),
    )  # fmt: skip
    return ways[number // len(TABS) % len(ways)]


def _words(number: int) -> Filter:
    return Filter(tab=TABS[number % 3], words=WORDS[number % len(WORDS)])


def _filters(shown: DeskWindow, view: MatterScreen, wanted: Iterable[Filter]) -> list[float]:
    panel = view.panel
    return [_drawn(shown, partial(panel.put, one)) for one in wanted]
