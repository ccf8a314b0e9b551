"""Lets the portal's clock look through a hundred thousand open matters: more than a province has at a time."""

import resource
import time
from datetime import datetime, timedelta, timezone
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.row import Row
from models.ladder import ladder_in
from models.matter import Entry, Matter
from models.people import Actor, Post
from models.policy import Directory, shipped
from models.store.portal_write import Writing, put_matter
from portal.app import Portal, open_up
from portal.sms.outlook import Moment, Outlook

NOON = datetime(2026, 4, 28, 12, 0, tzinfo=timezone(timedelta(hours=8)))
STATES = (("letter", "in_hand"), ("letter", "assigned"), ("request", "in_hand"), ("service", "in_hand"))
OPEN, STRETCH = 100_000, 1_000


def matter(number: int, units: list[str]) -> Matter:
    """An open matter with a letter of ordinary length and a short trail."""
    kind, state = STATES[number % len(STATES)]
    came = (NOON - timedelta(days=number % 20)).isoformat(timespec="seconds")
    due = (NOON.date() + timedelta(days=number % 45 - 10)).isoformat()
    fields = {
        "title": f"第{number}封来信",
        "body": "路灯坏了三个月没有人修，请问什么时候能修好？" * 20,
        "channel": "unit",
    }
    trail = (
        Entry(f"op{number}", "receive", "portal", "门户", "", "", came, "", "assigned"),
        Entry(f"oq{number}", "sign_for", "p_1", "林晓梅", "clerk", units[number % len(units)], came, "assigned", state),
    )
    system = {"number": f"XF2026-{number:05}", "due_at": due, "due": {"local": due}}
    identity = f"m{number:07}watched"
    return Matter(identity, kind, units[number % len(units)], state, "writer", 0, came, came, fields, system, trail)


def _fill(portal: Portal, number: int) -> None:
    units = sorted(Directory(shipped()).units)

    def bring(start: int) -> None:
        def job(writing: Writing) -> None:
            for at in range(start, min(start + STRETCH, number)):
                writing.note(None, put_matter(matter(at, units)))

        portal.store.write(job)

    for start in range(0, number, STRETCH):
        bring(start)


def _actors() -> dict[str, Actor]:
    people = {}
    for unit in Directory(shipped()).units:
        for role in ("clerk", "reviewer"):
            person = f"p_{unit}_{role}"
            people[person] = Actor(person, person, frozenset({Post(unit, role)}))
    for role in ("leader", "dispatcher", "office", "operator", "supervisor"):
        people[role] = Actor(role, role, frozenset({Post("gov_office", role)}))
    return people


def measure(quick: bool) -> list[Row]:
    number = OPEN // 20 if quick else OPEN
    with TemporaryDirectory() as folder:
        portal = open_up(Path(folder), now=lambda: NOON)
        _fill(portal, number)
        rules = portal.house.policies.rules()
        ladder = ladder_in(rules.directory.texts)
        moment, actors = Moment(NOON, rules.directory.calendar, ladder, rules), _actors()
        outlook, since = Outlook(portal.store), (NOON - timedelta(days=ladder.texting.fresh_days)).isoformat()
        before = _peak()
        began = time.perf_counter()
        found = outlook.found(moment, actors, since, {})
        portal.tidying.due()
        whole = time.perf_counter() - began
        began = time.perf_counter()
        outlook.found(moment, actors, since, {})
        portal.close()
        told = sum(map(len, found.values()))
        return [
            Row(f"the clock's hourly look through {number:,} open matters", whole, "s", 10, note=f"{told:,} told"),
            Row("the same: the look in between", (time.perf_counter() - began) * 1000, "ms"),
            Row("the same: memory of the process at its peak", max(_peak(), before), "MB", 150),
        ]


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
