"""Fills a desk's or a portal's store with matters, through the same doors by which real ones come in."""

import json
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

from bench import material
from desktop.seat import Seat, device_of, open_seat
from models.matter import Matter
from models.people import Actor, Post
from models.scopes import granted, scopes_of
from models.store import search
from models.store.desk import DeskStore, open_desk, projected, remember, row_values
from models.store.received import Put, receive, set_cursors

ZONE = timezone(timedelta(hours=8))
UNIT, PERSON, NAME = "wangtai", "p_bench", "测试员"
KEY = bytes(range(32))
"""A desk's store is measured as it is used: sealed."""
POSTS = frozenset({Post(UNIT, "clerk"), Post(UNIT, "reviewer")})
COLUMNS = ("zwyw", "gsgg", "tzgg")
OTHERS = tuple(f"p_other{number:02}" for number in range(12))
STATES = ("published",) * 14 + ("draft", "draft", "in_review", "returned", "withdrawn", "scheduled")
STRETCH = 1000
SHARED = "BENCH_STORES"
"""Names the folder where the measurements of one run find each other's stores."""


def now() -> datetime:
    """The moment, in the district's time."""
    return datetime.now(ZONE)


def actor(device: str = "01bench0000000000000000000") -> Actor:
    """The person who sits at the measured desk."""
    return Actor(PERSON, NAME, POSTS, device)


def pattern(folder: Path) -> Matter:
    """One item as the real rules make it, to be repeated."""
    seat = open_seat(folder, actor(), now, key=KEY)
    desk = seat.desk
    identity = desk.new_id()
    fields = {"title": material.title(0), "column": _column(seat), "body": material.body(0)}
    desk.do("item.create", identity, {"fields": fields})
    with desk.store.reading() as connection:
        made = projected(connection, ["item"], [identity])[identity]
    seat.close()
    return made


def _column(seat: Seat) -> str:
    return next(iter(seat.desk.rules.directory.columns))


def matters(
    one: Matter, count: int, size: int, state: str = "", body: Callable[[int, int], str] = material.body
) -> Iterator[Matter]:
    """`count` items like `one`, each with its own title, text of `size` bytes, author, moment and (unless one is
    given) state."""
    start = now() - timedelta(days=1500)
    trail = (one.trail[0], *(replace(one.trail[0], op=f"{n}", verb="edit") for n in range(3)))
    for number in range(1, count + 1):
        at = (start + timedelta(minutes=number * 20)).isoformat(timespec="seconds")
        # Every eighth is by the person at the desk; nobody has tens of thousands of drafts, but the list must bear it.
        author = PERSON if number % 8 == 0 else OTHERS[number % len(OTHERS)]
        fields = {**one.fields, "title": material.title(number), "body": body(number, size)}
        yield replace(
            one, id=f"01b{number:023}", version=number, state=state or STATES[number % len(STATES)],
            author=PERSON if state else author, created_at=at, changed_at=at, fields=fields, trail=trail,
            touched={name: (number, "") for name in fields},
        )  # fmt: skip


def fill_desk(folder: Path, count: int, size: int = 3000, state: str = "", indexed: bool = True) -> None:
    """A profile whose person holds `count` items, received as a portal's rows are and indexed to the last."""
    one = pattern(folder / "pattern")
    store = open_desk(folder / "people" / PERSON, KEY)
    batch: list[Put] = []
    for matter in matters(one, count, size, state):
        doc = matter.to_doc()
        scope = min(scopes_of("item", doc) & granted(actor()))
        batch.append(Put(scope, row_values("item", matter.id, matter.version, doc)))
        if len(batch) == STRETCH:
            _take(store, batch, indexed)
            batch = []
    _take(store, batch, indexed)
    with store.writing() as connection:
        set_cursors(connection, dict.fromkeys(granted(actor()), count))
        remember(connection, "epoch", "bench")
        remember(connection, "scopes", json.dumps(sorted(granted(actor()))))
    store.close()


def _take(store: DeskStore, batch: list[Put], indexed: bool) -> None:
    with store.writing() as connection:
        receive(connection, batch, [])
        while indexed and search.behind(connection):
            search.follow(connection, STRETCH)


@contextmanager
def filled(count: int, size: int = 3000) -> Iterator[Path]:
    """A profile whose person holds `count` items. Within one run of all measurements it is filled once, in a folder
    that ends with the run; who changes it leaves the number of its items as it was."""
    shared = os.environ.get(SHARED)
    if not shared:
        with tempfile.TemporaryDirectory() as name:
            fill_desk(Path(name), count, size)
            yield Path(name)
        return
    folder = Path(shared, f"{count}-{size}")
    if not (folder / "device.txt").exists():
        fill_desk(folder, count, size)
        device_of(folder, now)
    yield folder


def at() -> str:
    """The moment, as it is written down."""
    return now().isoformat(timespec="seconds")


def seat_in(folder: Path, who: Actor | None = None) -> Seat:
    """The desk in a filled profile."""
    return open_seat(folder, who or actor(), now, key=KEY)
