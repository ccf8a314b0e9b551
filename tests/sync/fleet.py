"""A portal and any number of desks in one process, without threads, network or real time."""

import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from models.checks import read_lists
from models.checks.inspecting import inspector
from models.ids import new_id
from models.people import Actor, Post
from models.policy import Directory, shipped
from models.problems import Unreachable
from models.records import digest
from models.rules import load_rules
from models.store.desk import open_desk
from models.store.portal import PortalStore, open_portal
from models.store.portal_backup import begin_anew, copy_file
from models.store.portal_log import Act
from models.store.portal_write import Writing, put_plain
from sync.client.beside import Beside, in_turn
from sync.client.desk import Desk
from sync.client.engine import Engine, Round
from sync.protocol import Digest, KnownOps, Line, Part, Piece, SessionInfo, SyncRequest, Underway
from sync.server.blobs import Allowed, Files
from sync.server.intake import Intake
from sync.server.parts import Parts
from sync.server.policies import Policies
from sync.server.service import House, Service
from sync.server.snapshots import Snapshots
from sync.server.uploads import Bounds, Uploads
from sync.server.watch import Watch

ZONE = timezone(timedelta(hours=8))
TEXTS = shipped()
RULES = load_rules(TEXTS, inspector(Directory(TEXTS), read_lists(TEXTS), lambda: date(2026, 4, 28), lambda *_: None))
CLERK = Actor("p_linxm", "林晓梅", frozenset({Post("wangtai", "clerk")}), "desk-clerk")
SECOND = Actor("p_zhoumin", "周敏", frozenset({Post("wangtai", "clerk")}), "desk-second")
REVIEWER = Actor("p_chenjg", "陈建国", frozenset({Post("wangtai", "reviewer")}), "desk-reviewer")
STRANGER = Actor("p_far", "外人", frozenset({Post("xiqin", "clerk"), Post("xiqin", "reviewer")}), "desk-far")
LEADER = Actor("p_leader", "沈国平", frozenset({Post("gov_office", "leader")}), "desk-leader")
DISPATCHER = Actor("p_disp", "何雨桐", frozenset({Post("petitions", "dispatcher")}), "desk-dispatcher")
SUPERVISOR = Actor("p_sup", "高素云", frozenset({Post("efficiency", "supervisor")}), "desk-supervisor")
EVERYONE = (CLERK, SECOND, REVIEWER, STRANGER, LEADER, DISPATCHER, SUPERVISOR)
ENDINGS = {"png": ("png",), "pdf": ("pdf",), "text": ("txt",)}
LARGEST = 40_000_000
BOUNDS = Bounds(a_day=60_000_000, keep=timedelta(days=7), unused=timedelta(days=30))
TICKS = [
    "accurate", "complete", "timely", "authoritative", "no_secret",
    "art10_1", "art10_2", "art10_3", "art10_4", "art10_5",
]  # fmt: skip


@dataclass
class Clock:
    """Time that moves only when it is told to."""

    now: datetime = datetime(2026, 4, 28, 9, 0, tzinfo=ZONE)

    def __call__(self) -> datetime:
        return self.now

    def pass_(self, **span: float) -> None:
        self.now += timedelta(**span)


@dataclass
class Doors:
    """Everyone is let in, with the posts that the directory names now."""

    store: PortalStore
    sessions: dict[str, SessionInfo] = field(default_factory=dict)

    def sign_in(
        self, account: str, password: str, device: str, address: str, code: str = "", label: str = ""
    ) -> SessionInfo:
        actor = next(one for one in EVERYONE if one.person == account)
        info = SessionInfo(f"token-{account}-{device}", actor.person, actor.name, tuple(actor.posts), device)
        self.sessions[info.token] = info
        return info

    def person_of(self, token: str, emptying: bool = False) -> SessionInfo:
        known = self.sessions[token]
        with self.store.reading() as reading:
            actor = reading.actor(known.person)
        return replace(known, posts=tuple(actor.posts) if actor else ())

    def change_password(self, token: str, old: str, new: str) -> str:
        return token

    def sign_out(self, token: str) -> None: ...


class Wire:
    """The way to a portal, which can be cut: before the request, or after some lines of the answer."""

    def __init__(self, service: Service) -> None:
        self.service = service
        self.cut_after: int | None = None
        self.down = False
        self.requests: list[SyncRequest] = []
        self.refused_files = False
        self.forgetful = False
        self.piece, self.compared = 2_000_000, 0
        self.pieces: list[tuple[str, str, int, int]] = []
        self.spoil: Callable[[Piece], Piece] | None = None
        self.parts: list[tuple[int, int]] = []
        self.cut_in: int | None = None

    def sync(self, request: SyncRequest) -> Iterator[Line]:
        self.requests.append(request)
        if self.down:
            raise Unreachable("unreachable")
        lines = self.service.sync(request)
        return lines if self.cut_after is None else _cut(lines, self.cut_after)

    def known(self, ops: Sequence[str]) -> KnownOps:
        if self.down or self.forgetful:
            raise Unreachable("unreachable")
        return self.service.known(ops)

    def begin_upload(self, sha256: str, size: int, name: str) -> Underway:
        if self.down or self.refused_files:
            raise Unreachable("unreachable")
        return self.service.begin_upload(sha256, size, name)

    def add_to_upload(self, identity: str, offset: int, data: bytes) -> int:
        self._part(offset, len(data))
        return self.service.add_to_upload(identity, offset, data)

    def get_piece(self, sha256: str, offset: int, most: int) -> Part:
        self._part(offset, most)
        return self.service.get_piece(sha256, offset, most)

    def _part(self, offset: int, size: int) -> None:
        """A piece of a file on the line, which may be cut before it."""
        if self.cut_in is not None:
            self.cut_in -= 1
        if self.down or self.cut_in == -1:
            self.cut_in = None
            raise Unreachable("unreachable")
        self.parts.append((offset, size))

    def get_small(self, sha256: str) -> bytes:
        return self.service.get_small(sha256)

    def digest(self, scope: str, seq: int, after: tuple[str, str] | None = None) -> Digest:
        if self.down:
            raise Unreachable("unreachable")
        self.compared += 1
        return self.service.digest(scope, seq, after)

    def snapshot(self, scope: str, etag: str = "", start: int = 0, most: int = 0) -> Piece:
        """At most `self.piece` bytes at once, but the directory whole; what was asked for is noted."""
        if self.down:
            raise Unreachable("unreachable")
        if scope == "pub":
            return self.service.snapshot(scope, etag, start, most)
        piece = self.service.snapshot(scope, etag, start, min(most, self.piece))
        self.pieces.append((scope, piece.etag, piece.start, min(most, self.piece)))
        return piece if self.spoil is None else self.spoil(piece)


def _cut(lines: Iterator[Line], after: int) -> Iterator[Line]:
    yield from itertools.islice(lines, after)
    raise Unreachable("unreachable", reason="cut")


@dataclass
class Station:
    """A desk with its engine and its way to the portal."""

    desk: Desk
    engine: Engine
    wire: Wire

    def sync(self) -> Round:
        return self.engine.round()

    def write(self, title: str = "关于防汛工作的通知", **fields: Any) -> str:
        """A new item, ready for its self-review."""
        identity = self.desk.new_id()
        body = "<p>各村：请做好防汛准备。</p>"
        self.desk.do("item.create", identity, {"fields": {**TEXT, "title": title, "body": body, **fields}})
        return identity

    def edit(self, identity: str, **fields: Any) -> None:
        self.desk.do("item.edit", identity, {"set": fields})

    def submit(self, identity: str) -> None:
        content = {"content": digest(self.desk.seen(identity).matter.fields)}
        self.desk.do("item.self_review", identity, {"ticks": TICKS}, content)
        self.desk.do("item.submit", identity, {}, content)

    def sign_off(self, identity: str) -> None:
        content = {"content": digest(self.desk.seen(identity).matter.fields)}
        self.desk.do("item.sign_off", identity, {"responsible": "陈建国"}, content)

    def state(self, identity: str) -> str:
        return self.desk.seen(identity).matter.state

    def title(self, identity: str) -> str:
        return str(self.desk.seen(identity).matter.fields["title"])


TEXT = {"column": "0703", "disclosure": "proactive"}


class Fleet:
    """One portal and its desks, under one clock and one source of ids."""

    def __init__(self, folder: Path, large: int = 1000, beside: Beside = in_turn, step: int = 125) -> None:
        self.folder, self.clock, self.large, self.beside, self.step = folder, Clock(), large, beside, step
        self._count = itertools.count(1)
        self._open()
        self.stations: list[Station] = []
        self.put("policy", {name: {"name": name, "text": text} for name, text in TEXTS.items()})
        self.put("person", {one.person: self._person(one) for one in EVERYONE})

    def _open(self) -> None:
        self.store = open_portal(self.folder / "portal.db")
        files = Files(self.folder / "files", Allowed(LARGEST, ENDINGS))
        self.uploads = Uploads(self.store, files, Parts(self.folder / "uploads"), BOUNDS, self.clock)
        policies = Policies(self.store, lambda: self.clock().date(), files.read)
        self.intake = Intake(self.store, policies)
        snapshots = Snapshots(self.store, self.folder / "snapshots", self.clock)
        self.house = House(
            self.store, policies, self.intake, files, self.uploads, Watch(self.store), Doors(self.store), snapshots,
            self.clock, patience=0.0, large=self.large, step=self.step,
        )  # fmt: skip

    def back_up(self) -> Path:
        """A copy of the portal's database as it is now."""
        copy = self.folder / "backup.db"
        copy_file(self.folder / "portal.db", copy)
        return copy

    def put_back(self, copy: Path) -> None:
        """The portal is lost and comes back as it was; the desks keep what they have and sign in again."""
        self.store.close()
        for lost in [*self.folder.glob("portal.db*"), *self.folder.glob("files/*/*")]:
            lost.unlink()
        copy.rename(self.folder / "portal.db")
        self._open()
        begin_anew(self.store, self.clock().isoformat(timespec="seconds"))
        for station in self.stations:
            station.wire.service = Service(self.house)
            station.wire.service.session(station.desk.actor.person, "", station.desk.actor.device)

    def new_id(self) -> str:
        return new_id(int(self.clock().timestamp() * 1000), next(self._count))

    @staticmethod
    def _person(actor: Actor) -> dict[str, Any]:
        return {"name": actor.name, "posts": [{"unit": post.unit, "role": post.role} for post in actor.posts]}

    def put(self, type_: str, docs: Mapping[str, Mapping[str, Any]]) -> None:
        """Writes plain rows as the portal's own act."""
        act = Act(self.new_id(), "portal", "portal", f"{type_}.put", type_, received=self.clock().isoformat())

        def job(writing: Writing) -> None:
            writing.documents(type_)
            writing.note(act, [put_plain(type_, id_, doc) for id_, doc in docs.items()])

        self.store.write(job)

    def station(self, actor: Actor, name: str = "") -> Station:
        """A desk of this person; the same name opens the same profile again, as a new start of the program."""
        store = open_desk(self.folder / (name or actor.device))
        desk = Desk(store, actor, RULES, self.clock, self.new_id)
        service = Service(self.house)
        service.session(actor.person, "", actor.device)
        wire = Wire(service)
        desk.beside = self.beside
        made = Station(desk, Engine(desk, wire, actor.device), wire)  # type: ignore[arg-type]  # what a round needs of it
        self.stations.append(made)
        return made

    def close(self) -> None:
        for station in self.stations:
            station.desk.store.close()
        self.store.close()
