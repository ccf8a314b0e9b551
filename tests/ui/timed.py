"""Matters with running clocks, for the slip and the strip: the request of the drawing and a letter over May Day."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from models.clock import Clock, clock_doc, start
from models.matter import Matter
from tests.ui.fakes import RULES

TITLES = {
    "request": "村级项目资金拨付明细",
    "letter": "建议增设集镇农贸市场停车位",
    "service": "咨询宅基地翻建审批材料",
}
NUMBERS = {"request": "受-2026-018", "letter": "信-2026-0217", "service": "询-2026-031"}


def timed(kind: str, received: date, change: Callable[[Clock], Clock] = lambda clock: clock, **fields: str) -> Matter:
    """A matter of `kind` that came on a day; `change` bends each of its clocks."""
    clocks = [clock_doc(change(clock)) for clock in start(kind, received, RULES.directory, received)]
    written = {"title": TITLES[kind], "received_on": received.isoformat(), **fields}
    return Matter(
        f"{kind}1",
        kind,
        "wangtai",
        "in_hand",
        "",
        3,
        fields=written,
        system={"number": NUMBERS[kind], "clocks": clocks},
    )


def stopped(on: date) -> Callable[[Clock], Clock]:
    """A clock that was stopped on a day."""
    return lambda clock: replace(clock, stopped=on)
