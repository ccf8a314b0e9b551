"""Counts last days: one with all its reasons, ten thousand by arithmetic, and the reading of the notices."""

from datetime import date, timedelta

from bench.row import Row, median, milliseconds
from models.clock import Clock, Pause, Period, closed_day, due_day
from models.policy import shipped
from models.workdays import calendar_in

SPAN = 60
FIRST = date(2026, 1, 1)


def measure(quick: bool) -> list[Row]:
    texts = shipped()
    calendar = calendar_in(texts)
    pause = (Pause(FIRST + timedelta(days=3), FIRST + timedelta(days=12), "consult", 15),)
    clock = Clock("local", "request_reply", 16, "yp2014", FIRST, Period(40, "wd"), pause)
    counted = len(due_day(clock, calendar).reasons)
    assert counted >= SPAN, counted
    runs = 20 if quick else 300
    one = [milliseconds(lambda: due_day(clock, calendar)) for _ in range(runs)]
    read = [milliseconds(lambda: calendar_in(texts).is_working(FIRST)) for _ in range(3 if quick else 15)]
    days = [FIRST + timedelta(days=number % 300) for number in range(1_000 if quick else 10_000)]
    clocks = [Clock("local", "request_reply", 16, "yp2014", day, Period(15, "wd")) for day in days]
    many = milliseconds(lambda: [closed_day(each, calendar) for each in clocks])
    return [
        Row(f"a last day over {counted} days with every reason", median(one), "ms", 1),
        Row(f"{len(clocks):,} last days by arithmetic", many, "ms"),
        Row("the notices from 2004 on, read", median(read), "ms"),
    ]
