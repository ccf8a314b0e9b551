"""A town of many desks: a portal's store filled through its own doors, and what each desk needs to speak to it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import count, islice
from pathlib import Path

from bench import stores
from models.matter import Matter
from models.people import Post
from models.store.portal_write import Writing, put_matter
from portal.accounts import Newcomer
from portal.app import Portal, open_up
from sync.server.service import Service

STRETCH = 500
SIZE = 3000


@dataclass
class Desk:
    """One desk: its session, how far it has come, and its person's drafts by id with their versions."""

    number: int
    token: str
    device: str
    epoch: str
    cursor: dict[str, int]
    drafts: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Plan:
    """So many desks, so many of them in one unit, each with its own drafts, and so many closed items in each unit."""

    desks: int
    together: int = 4
    drafts: int = 3
    closed: int = 20


def settle(data: Path, database: str, plan: Plan) -> list[Desk]:
    """Makes the portal with everybody in it and signs them all in; each desk begins with all that is there."""
    portal = open_up(data, database)
    people = [Newcomer(f"desk{n}", f"p_desk{n:05}", f"书记员{n}", _posts(n, plan)) for n in range(plan.desks)]
    passwords = portal.accounts.add(people, must_change=False)
    drafts = _fill(portal, data, plan)
    desks = [_seated(portal, n, one, passwords[one.login]) for n, one in enumerate(people)]
    for desk in desks:
        desk.drafts = dict(drafts[desk.number])
    portal.store.finish()
    portal.close()
    return desks


def _posts(number: int, plan: Plan) -> frozenset[Post]:
    return frozenset({Post(_unit(number // plan.together), "clerk")})


def _unit(number: int) -> str:
    return f"load{number:05}"


def _fill(portal: Portal, data: Path, plan: Plan) -> list[list[tuple[str, int]]]:
    """The items of all units; for each desk the ids and versions of its drafts."""
    drafts: list[list[tuple[str, int]]] = [[] for _ in range(plan.desks)]
    stream = _everything(stores.pattern(data / "pattern"), plan)
    while some := list(islice(stream, STRETCH)):
        first = _bring(portal, [matter for _, matter in some])
        for place, (owner, matter) in enumerate(some):
            if matter.state == "draft":
                drafts[owner].append((matter.id, first + place))
    return drafts


def _everything(one: Matter, plan: Plan) -> Iterator[tuple[int, Matter]]:
    """Every item, with the number of the desk whose person wrote it."""
    numbers, models = count(1), stores.matters(one, 10**9, SIZE)
    for n in range(plan.desks):
        closed = plan.closed if n % plan.together == 0 else 0
        for state in ("draft",) * plan.drafts + ("published",) * closed:
            identity, unit = f"01d{next(numbers):023}", _unit(n // plan.together)
            yield n, replace(next(models), id=identity, unit=unit, author=f"p_desk{n:05}", state=state)


def _bring(portal: Portal, some: Sequence[Matter]) -> int:
    """Writes matters, each under its own sequence; gives the first."""

    def job(writing: Writing) -> None:
        for each in some:
            writing.note(None, put_matter(each))

    portal.store.write(job)
    with portal.store.reading() as reading:
        return reading.head() - len(some) + 1


def _seated(portal: Portal, number: int, one: Newcomer, password: str) -> Desk:
    device = f"01load{number:020}"
    service = Service(portal.house)
    info = service.session(one.login, password, device)
    told = service.hello()
    return Desk(number, info.token, device, told.epoch, dict.fromkeys(told.scopes, told.head))
