"""A portal in a process of its own with matters in it, and a desk that talks to it over the loopback."""

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from bench import stores
from bench.process import started
from desktop.seat import Seat, device_of, open_seat
from models.matter import Matter
from models.people import Actor
from models.store.portal_write import Writing, put_matter
from portal.accounts import Newcomer
from portal.app import open_up
from sync.client.desk import Query
from sync.client.engine import Engine
from sync.client.remote import Remote

LOGIN = "bench"
EVERYTHING = Query(tab="unit", states=tuple(dict.fromkeys(stores.STATES)))


@dataclass(frozen=True, slots=True)
class Served:
    """A portal that answers at `url`, with the password of its one account, and its process."""

    url: str
    password: str
    pid: int


@dataclass(frozen=True, slots=True)
class Client:
    """A signed-in desk and its engine."""

    seat: Seat
    engine: Engine
    remote: Remote

    def close(self) -> None:
        """Lets go of store and connections."""
        self.remote.close()
        self.seat.close()


@contextmanager
def portal(folder: Path, matters: Iterable[Matter]) -> Iterator[Served]:
    """A real `python -m portal serve` on a store that holds these matters."""
    password = _fill(folder, matters)
    with started(["-m", "portal", "serve", "--data", str(folder), "--port", "0"]) as (child, _):
        assert child.stdout is not None
        yield Served(json.loads(child.stdout.readline())["url"], password, child.pid)


def _fill(folder: Path, matters: Iterable[Matter]) -> str:
    house = open_up(folder)
    newcomer = Newcomer(LOGIN, stores.PERSON, stores.NAME, stores.POSTS)
    password = house.accounts.add([newcomer], must_change=False)[LOGIN]

    def bring(some: Sequence[Matter]) -> None:
        def job(writing: Writing) -> None:
            for each in some:
                writing.note(None, [*put_matter(each)])

        house.store.write(job)

    stream = iter(matters)
    while some := list(islice(stream, stores.STRETCH)):
        bring(some)
    house.store.finish()
    house.close()
    return password


def client(folder: Path, served: Served, address: str = "") -> Client:
    """A fresh desk in `folder`, signed in; it speaks through `address` if one is given."""
    device = device_of(folder, stores.now)
    remote = Remote(address or served.url)
    info = remote.session(LOGIN, served.password, device)
    seat = open_seat(folder, Actor(info.person, info.name, frozenset(info.posts), device), stores.now, key=stores.KEY)
    return Client(seat, Engine(seat.desk, remote, device), remote)
