"""A portal and its desks in one process: opened, killed, opened again, put back from a copy; time moves when told."""

import itertools
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor, Future
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta, timezone
from functools import cache
from typing import Any

from requests.exceptions import ConnectionError as NoConnection

from fleet.disk import Killed
from fleet.line import Asked, Line, Reply, serve
from fleet.shelf import Image, Place, given_back, lent
from fleet.town import PEOPLE, SENT, TEXTS, person_doc, rules_of
from models.ids import new_id
from models.intents import Intent
from models.people import Actor
from models.problems import Refused, StoreFault
from models.steps import Rules
from models.store.desk import DeskStore
from models.store.portal import PortalStore
from models.store.portal_log import Act
from models.store.portal_write import Writing, put_plain
from models.store.withheld import GUARD
from sync.client.desk import Desk
from sync.client.engine import Engine, Round
from sync.client.remote import Remote
from sync.protocol import SessionInfo, Verdict
from sync.server.blobs import Allowed, Files
from sync.server.intake import Intake
from sync.server.parts import Parts
from sync.server.policies import Policies
from sync.server.service import House
from sync.server.snapshots import Snapshots
from sync.server.uploads import Bounds, Uploads
from sync.server.watch import Watch

ZONE = timezone(timedelta(hours=8))
START = datetime(2026, 4, 28, 9, 0, tzinfo=ZONE)
LARGE, STEP = 6, 2
"""Rows above which a scope is fetched as a file here: few, so that it is played."""
BOUNDS = Bounds(a_day=100_000_000, keep=timedelta(days=7), unused=timedelta(days=30))
ENDINGS = {"png": ("png",), "pdf": ("pdf",), "text": ("txt",)}


class _Policies(Policies):
    """The portal's rules; texts that were read once are not read again for the next run."""

    def _load(self, texts: Mapping[str, str]) -> Rules:
        return rules_of({**TEXTS, **texts})


@dataclass
class Doors:
    """Who is let in: every desk has a token until its session ends."""

    store: Any
    ended: set[str] = field(default_factory=set)

    def sign_in(
        self, account: str, password: str, device: str, address: str, code: str = "", label: str = ""
    ) -> SessionInfo:
        """Nobody signs in over this line: the world hands out tokens."""
        raise Refused("password_wrong")

    def person_of(self, token: str, emptying: bool = False) -> SessionInfo:
        """The session of a token, which is `person/device`."""
        person, _, device = token.partition("/")
        if token in self.ended or not device:
            raise Refused("signed_out")
        with self.store.reading() as reading:
            actor = reading.actor(person)
        if actor is None:
            raise Refused("signed_out")
        return SessionInfo(token, person, actor.name, tuple(actor.posts), device)

    def change_password(self, token: str, old: str, new: str) -> str:
        """Not played."""
        return token

    def sign_out(self, token: str) -> None:
        """Not played."""


class AtOnce(Executor):
    """Does what it is given then and there: no threads are played."""

    def submit(self, doing: Callable[..., Any], /, *args: Any, **named: Any) -> Future[Any]:
        """Done when this returns; who dies of it dies where they stand."""
        done = Future[Any]()
        done.set_result(doing(*args, **named))
        return done


class Centre:
    """The portal at its place; killed and opened again, or put back from an image."""

    def __init__(self, place: Place, clock: Callable[[], datetime]) -> None:
        self.place, self.clock, self.trap = place, clock, place.trap
        self.ended: set[str] = set()
        self.open()

    def open(self) -> None:
        """Starts the portal on what lies at its place."""
        self.trap.clear()
        self.store = PortalStore(self.place.engine)
        files = Files(self.place.folder / "files", Allowed(1_000_000, ENDINGS))
        uploads = Uploads(self.store, files, Parts(self.place.folder / "uploads"), BOUNDS, self.clock)
        policies = _Policies(self.store, lambda: self.clock().date(), files.read)
        self.intake = Intake(self.store, policies)
        doors, watch = Doors(self.store, self.ended), Watch(self.store)
        snapshots = Snapshots(self.store, self.place.folder / "snapshots", self.clock, AtOnce())
        self.house = House(
            self.store, policies, self.intake, files, uploads, watch, doors, snapshots, self.clock, patience=0.0,
            large=LARGE, step=STEP,
        )  # fmt: skip

    def restart(self) -> None:
        """What a kill or a power cut leaves is opened again."""
        self.store.close()
        self.open()

    def put_back(self, image: Image, epoch: str) -> None:
        """A backup takes the place of what is there; its history gets a new name."""
        self.place.fill(image)
        if epoch:
            self.place.eye.execute("UPDATE meta SET value = ? WHERE key = 'epoch'", (epoch,))
        self.open()


class Station:
    """A desk with its engine and its line. The person does something, or the program dies and is started again."""

    def __init__(self, name: str, actor: Actor, place: Place, world: "World") -> None:
        self.name, self.actor, self.place, self.world = name, actor, place, world
        self.trap, self.line = place.trap, Line(world.carry)
        self.drift, self.adopted = timedelta(), False
        self.remote = Remote("http://localhost", self.token)
        self.remote._http.mount("http://", self.line)
        self.open()

    @property
    def token(self) -> str:
        """What its session is known by."""
        return f"{self.actor.person}/{self.actor.device}"

    def clock(self) -> datetime:
        """This computer's clock, right or wrong."""
        return self.world.now + self.drift

    def open(self) -> None:
        """Starts the program."""
        self.store = DeskStore(self.place.engine, self.place.folder)
        self.desk = Desk(self.store, self.actor, self.world.rules, self.clock, self.world.new_id)
        self.desk.guard = self.world.guard
        self.engine = Engine(self.desk, self.remote, self.actor.device)

    def restart(self) -> None:
        """What a kill leaves is opened again."""
        self.trap.clear()
        self.store.close()
        self.open()

    def alive(self, doing: Callable[[], Any]) -> str:
        """Does something; says how it ended: empty, `killed`, or the code of the refusal."""
        self.trap.live = True
        try:
            doing()
        except Killed:
            self.trap.live = False
            self.restart()
            return "killed"
        except Refused as no:
            return no.code
        finally:
            self.trap.live = False
        return ""

    def sync(self) -> tuple[str, Round | None]:
        """One round, and how it ended."""
        done: list[Round] = []
        self.line.requests = 0
        ended = self.alive(lambda: done.append(self.engine.round()))
        if ended == "signed_out":
            self.world.centre.ended.discard(self.token)
        return ended, done[0] if done else None


class World:
    """Everything of one run."""

    renews_epoch = True

    def __init__(self, portal: Image | None = None, now: datetime = START) -> None:
        self.now, self.rules = now, rules_of(TEXTS)
        self._count = itertools.count(1)
        self.centre = Centre(lent("portal", portal), lambda: self.now)
        self.stations: list[Station] = []
        self.epochs = itertools.count(1)
        self.backup: Image | None = None
        self.images: dict[str, Image] = {}
        self.guard, self.masses = GUARD, list[Any]()  # what the portal took by mistake and has not given back

    def new_id(self) -> str:
        """An id that nobody had before in this run."""
        return new_id(int(self.now.timestamp() * 1000), next(self._count))

    def pass_(self, **span: float) -> None:
        """Time goes by."""
        self.now += timedelta(**span)

    def carry(self, asked: Asked) -> Reply:
        """A request arrives at the portal, which may die of it."""
        try:
            return serve(self.centre.house, asked)
        except Killed:
            self.centre.restart()
            raise NoConnection("reset") from None

    def station(self, actor: Actor, image: Image | None = None, name: str = "") -> Station:
        """A desk of this person, its profile as in the image."""
        made = Station(name or actor.device, actor, lent("desk", image), self)
        self.stations.append(made)
        return made

    def second(self, actor: Actor) -> Station:
        """Another desk of a person who has one."""
        first = next(one for one in PEOPLE if one.person == actor.person)
        device = f"{first.device}-{len(self.stations)}"
        return self.station(replace(first, device=device), beginning().desks[first.person])

    def put(self, type_: str, docs: Mapping[str, Mapping[str, Any]]) -> None:
        """Writes plain rows as the portal's own act."""
        act = Act(self.new_id(), "portal", "portal", f"{type_}.put", type_, received=self.now.isoformat())

        def job(writing: Writing) -> None:
            writing.documents(type_)
            writing.note(act, [put_plain(type_, id_, doc) for id_, doc in docs.items()])

        self.centre.store.write(job)

    def at_the_portal(self, actor: Actor, kind: str, identity: str, args: Mapping[str, Any]) -> Sequence[Verdict]:
        """An act that comes from no desk."""
        intent = Intent(self.new_id(), kind, identity, args=dict(args))
        return self.centre.intake.take(actor, [intent], self.now)

    def deliver(self) -> int:
        """What was late arrives; nobody reads the answers."""
        arrived = 0
        for station in self.stations:
            waiting, station.line.late = station.line.late, []
            for asked in reversed(waiting):
                arrived += 1
                try:
                    self.carry(asked)
                except (NoConnection, StoreFault):
                    continue
        return arrived

    def close(self) -> None:
        """Lets go of everything."""
        for station in self.stations:
            given_back("desk", station.place)
        given_back("portal", self.centre.place)


@dataclass(frozen=True)
class Beginning:
    """A portal, and a profile of each person that has seen it."""

    portal: Image
    desks: Mapping[str, Image]
    now: datetime = START


@cache
def beginning() -> Beginning:
    """The district with its directory and nothing else: made once, copied for each run."""
    world = World()
    world.put("policy", {name: {"name": name, "text": TEXTS[name]} for name in SENT})
    world.put("person", {one.person: person_doc(one) for one in PEOPLE})
    portal = world.centre.place.image()
    desks = {}
    for actor in PEOPLE:
        station = world.station(actor)
        ended, _ = station.sync()
        assert not ended, ended
        desks[actor.person] = station.place.image()
    world.close()
    return Beginning(portal, desks)


def begin(people: Sequence[Actor]) -> World:
    """A new world with the desks of these people, in which nothing lies yet."""
    world = World(beginning().portal)
    for actor in people:
        world.station(actor, beginning().desks[actor.person])
    return world
