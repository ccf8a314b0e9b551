"""Asks what one clerk of a very busy unit is to be reminded of: five thousand open matters at once."""

from datetime import datetime, timedelta, timezone

from bench.row import Row, median, milliseconds, percentile
from models.ladder import ladder_in
from models.matter import Entry, Matter
from models.people import Actor, Post
from models.policy import Directory, shipped
from models.reminders import Reminder, reminders

NOON = datetime(2026, 4, 28, 12, 0, tzinfo=timezone(timedelta(hours=8)))
CLERK = Actor("p_1", "林晓梅", frozenset({Post("wangtai", "clerk")}))
STATES = (("letter", "assigned"), ("letter", "in_hand"), ("request", "in_hand"), ("service", "received"))
OPEN = 5_000


def matter(number: int) -> Matter:
    """An open matter with a trail of some length; one in three is near its last day, one in fifty was just urged."""
    kind, state = STATES[number % len(STATES)]
    due = NOON.date() + timedelta(days=number % 45 - 10)
    came = (NOON - timedelta(days=number % 20)).isoformat(timespec="seconds")
    trail = [Entry(f"op{number}", "receive", "portal", "门户", "", "", came, "", "with_dispatcher")]
    trail.append(Entry(f"oq{number}", "dispatch", "p_9", "何雨亭", "dispatcher", "petition", came, "", state))
    if number % 50 == 0:
        trail.append(Entry(f"or{number}", "urge", "p_8", "沈国平", "leader", "gov_office", came, state, state))
    system = {"number": f"WT2026-{number:05}", "due_at": due.isoformat(), "handler": "p_1" if number % 3 else ""}
    return Matter(f"m{number}", kind, "wangtai", state, "", number, came, came, {}, system, tuple(trail))


def measure(quick: bool) -> list[Row]:
    ladder, calendar = ladder_in(shipped()), Directory(shipped()).calendar
    matters = [matter(number) for number in range(OPEN)]

    def ask() -> tuple[Reminder, ...]:
        return reminders(matters, CLERK, NOON, calendar, ladder, {})

    ask()
    taken = [milliseconds(ask) for _ in range(5 if quick else 50)]
    return [
        Row("reminders of a person with 5,000 open matters", median(taken), "ms", 50, note=f"{len(ask()):,} found"),
        Row("the same: p95", percentile(taken, 0.95), "ms"),
    ]
