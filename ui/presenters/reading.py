"""What several screens ask the desk: open work of a unit, last publications, counts; said once."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from models.items import parse_moment
from models.people import Actor
from sync.client.desk import Query
from ui.presenters import catalogue, today
from ui.presenters.catalogue import ColumnState
from ui.presenters.kinds import KINDS
from ui.presenters.shapes import Listed
from ui.presenters.today import Task, TodayPane
from ui.text import Words

MOST_OPEN = 400
OPEN = ("draft", "self_reviewed", "returned")
HANDED_ON = ("in_review", "countersign", "with_portal")


def unit_of(actor: Actor, chosen: str = "") -> str:
    """The unit that this person works for now."""
    units = actor.units()
    return chosen if chosen in units else next(iter(units), "")


def open_items(desk: Any, unit: str) -> list[Listed]:
    """The unit's items that are not closed, the newest change first."""
    rows: list[Listed] = desk.page(Query(kind="item", tab="unit", states=catalogue.OPEN_STATES), 0, MOST_OPEN)
    return [one for one in rows if one.unit == unit]


def columns(desk: Any, unit: str, day: date, drafts: Iterable[Listed] | None = None) -> tuple[ColumnState, ...]:
    """How every column of the unit stands."""
    open_now = open_items(desk, unit) if drafts is None else drafts
    return catalogue.states(desk.rules.directory, unit, desk.last_published(unit), open_now, day)


def today_pane(desk: Any, actor: Actor, unit: str, words: Words, now: Any) -> TodayPane:
    """Everything that 今日 shows."""
    day, rules = now.date(), desk.rules
    drafts = open_items(desk, unit)
    states = columns(desk, unit, day, drafts)
    by_code = {state.column.code: state for state in states}
    mine = today.ranked(_mine(desk, drafts, actor), by_code)
    rows = today.work_rows(
        [Task(one, desk.seen(one.id).offers) for one in mine[: today.MOST]], by_code, rules, words, day
    )
    handed = [one for one in drafts if one.author == actor.person and one.state in HANDED_ON]
    handed = [*_answers_handed_in(desk, actor), *handed]
    last = desk.last_published(unit)
    newest = max((parse_moment(at) for at in last.values() if at), default=None, key=lambda at: at or now)
    ours = any(post.role in ("clerk", "reviewer") for post in actor.posts)
    lines = today.consequences(
        [one for one in states if one.lamp != "none"],
        desk.published_since(unit, date(day.year, 1, 1)),
        newest.date() if newest else None,
        _quota(rules),
        rules.directory.calendar,
        words,
        day,
    )
    waiting = today.waiting_for_others(handed[:3], rules, words, day)
    unsent = len(desk.outbox())
    calendar = rules.directory.calendar
    return today.pane(actor, rows, len(mine), len(drafts), waiting, unsent, lines if ours else (), calendar, words, now)


def _mine(desk: Any, drafts: list[Listed], actor: Actor) -> list[Listed]:
    """What wants a step of this person: own open texts, and what the queue of a reviewer or the portal holds."""
    own = [one for one in drafts if one.author == actor.person and one.state in OPEN]
    queue: list[Listed] = desk.page(Query(kind="item", tab="to_review"), 0, 30)
    seen = {one.id for one in own}
    return [*own, *(one for one in queue if one.id not in seen and one.author != actor.person), *_brought(desk)][:90]


def _brought(desk: Any) -> list[Listed]:
    """What citizens brought and waits for this person, whole or as a docket; of each kind the nearest day first."""
    kinds = (*(kind for kind in KINDS if kind != "item"), "docket")
    found: dict[str, Listed] = {}
    for kind in kinds:
        for one in desk.page(Query(kind=kind, tab="todo", sort="due"), 0, 30):
            found.setdefault(one.id, one)
    return list(found.values())


def _answers_handed_in(desk: Any, actor: Actor) -> list[Listed]:
    """Answers of this person that wait for their reviewer."""
    asked = Query(kind="letter", tab="unit", states=("reply_in_review",), person=actor.person)
    found: list[Listed] = desk.page(asked, 0, 3) if actor.units("clerk") else []
    return found


def _quota(rules: Any) -> int:
    duties = [duty for duty in rules.directory.duties if duty.id == "items_per_year"]
    return duties[-1].number if duties else 100
