"""A small town with a real portal: people who sit at desks, a clock that moves when told, and no network."""

import hashlib
import itertools
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyotp
from sqlalchemy import Engine, event, text

from models.ids import new_id
from models.intents import Expect, Intent
from models.matter import Matter
from models.people import PORTAL, Actor
from models.records import digest, digest_of
from models.store.portal_tables import meta
from models.store.veiled import TRIED
from portal.accounts import Newcomer
from portal.app import DATABASE, open_up
from portal.entries import TOLD
from sync.protocol import End, Head, RowPut, RowRemove, SyncRequest, Verdict
from sync.reading import parse
from sync.server.service import Service
from tests.models.office import ARGS, BOUND, CHEN, EVERYBODY, FIELDS, LIN, MAIN_COLUMN, NOON

SIGNED = {"responsible": "陈志远"}
COUNT = itertools.count(1)


@dataclass
class Clock:
    """Time that moves only when told."""

    now: datetime = NOON

    def __call__(self) -> datetime:
        return self.now

    def pass_(self, **span: float) -> None:
        self.now += timedelta(**span)


@dataclass
class Answer:
    """What one round brought."""

    head: Head
    verdicts: list[Verdict]
    lines: list[RowPut | RowRemove]
    end: End

    @property
    def rows(self) -> dict[tuple[str, str], Any]:
        """Documents by type and id."""
        puts = [line for line in self.lines if isinstance(line, RowPut)]
        return {(put.row.type, put.row.id): parse(put.row.doc_text) for put in puts}

    @property
    def removed(self) -> set[tuple[str, str]]:
        return {(line.scope, line.id) for line in self.lines if isinstance(line, RowRemove)}


@dataclass
class Seat:
    """One person at one desk."""

    town: Any
    actor: Actor
    service: Service
    cursor: dict[str, int] = field(default_factory=dict)

    def sync(self, *ops: Intent, **wanted: Any) -> Answer:
        """One round; the desk's own cursor moves on."""
        request = SyncRequest(self.actor.device, ops=ops, **{"cursor": self.cursor, **wanted})
        head, *lines, end = self.service.sync(request)
        assert isinstance(head, Head)
        assert isinstance(end, End)
        if "cursor" not in wanted:
            self.cursor = dict(end.cursor)
        rows = [line for line in lines if isinstance(line, RowPut | RowRemove)]
        return Answer(head, [line for line in lines if isinstance(line, Verdict)], rows, end)

    def everything(self) -> Answer:
        """All rows that this person may hold, as a fresh desk gets them."""
        self.cursor = dict.fromkeys(self.service.hello().scopes, 0)
        return self.sync(max_bytes=100_000_000)

    def do(self, verb: str, identity: str, args: Mapping[str, Any] | None = None, **seen: Any) -> Verdict:
        """One act, bound to the text as it stands unless told otherwise."""
        return self.sync(self.town.intent(verb, identity, args, **seen), cursor={}).verdicts[0]

    def ok(self, verb: str, identity: str, args: Mapping[str, Any] | None = None, **seen: Any) -> str:
        """An act that must be taken; gives the id of its matter."""
        self.town.clock.pass_(minutes=1)
        verdict = self.do(verb, identity, args, **seen)
        assert verdict.result == "ok", verdict
        return identity

    def bring(self, data: bytes, name: str = "附件.txt") -> str:
        """A file on the portal."""
        sha256 = hashlib.sha256(data).hexdigest()
        one = self.service.begin_upload(sha256, len(data), name)
        if one.offset < len(data):
            self.service.add_to_upload(one.id, 0, data)
        return sha256

    def read(self, sha256: str) -> bytes:
        """A file of the portal."""
        with self.service.open_blob(sha256) as file:
            return file.read()


def _hurry(engine: Engine) -> None:
    """A test's database need not survive a power cut."""

    def pragma(connection: Any, _entry: Any) -> None:
        connection.execute("PRAGMA synchronous=OFF")

    event.listen(engine, "connect", pragma)
    engine.dispose()


def ground(folder: Path, database: str = "") -> None:
    """What every town begins with, made once and copied after that; what no two portals share is not among it."""
    portal = open_up(folder, database, lambda: NOON)
    with portal.store.apart() as connection:
        connection.execute(meta.delete().where(meta.c.key.in_((TRIED, "epoch", "writer_key"))))
    portal.close()


@cache
def _ground() -> bytes:
    with TemporaryDirectory() as folder:
        ground(Path(folder))
        return Path(folder, DATABASE).read_bytes()


class Town:
    """The portal with its people, on SQLite or at the URL of another database."""

    def __init__(self, folder: Path, database: str = "") -> None:
        self.folder, self.clock = folder, Clock()
        if not database and not (folder / DATABASE).exists():
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            (folder / DATABASE).write_bytes(_ground())
        self.portal = open_up(folder, database, self.clock)
        if not database:
            _hurry(self.portal.store.engine)
        people = [Newcomer(one.name, one.person, one.name, one.posts) for one in EVERYBODY if one != PORTAL]
        self.passwords = dict(self.portal.accounts.add(people, must_change=False))
        self._seats: dict[str, Seat] = {}

    @property
    def house(self) -> Any:
        return self.portal.house

    def seat(self, actor: Actor) -> Seat:
        """The person at their own desk, signed in."""
        if actor.person not in self._seats:
            service = Service(self.portal.house, address="10.0.0.1")
            info = service.session(actor.name, self.passwords[actor.name], actor.device)
            if info.must_enrol:
                phone = pyotp.parse_uri(self.portal.sessions.factors.begin(info.person, actor.name))
                assert isinstance(phone, pyotp.TOTP)
                self.portal.sessions.enrol(info, phone.at(self.clock()))
            self._seats[actor.person] = Seat(self, actor, service)
        return self._seats[actor.person]

    def logged(self, kind: str) -> list[tuple[str, str]]:
        """Who did such an act, and whom or what it concerned, in order."""
        with self.portal.store.looking() as connection:
            found = connection.execute(
                text("SELECT person, id FROM op_log WHERE kind = :kind ORDER BY n"), {"kind": kind}
            )
            return [(row.person, row.id) for row in found]

    def told(self, person: str) -> list[Mapping[str, Any]]:
        """What a person was told of their account, in order."""
        with self.portal.store.looking() as connection:
            chosen = text("SELECT doc FROM rows WHERE type = :type ORDER BY version")
            docs = [parse(row.doc) for row in connection.execute(chosen, {"type": TOLD})]
        return [doc for doc in docs if doc["person"] == person]

    def id(self) -> str:
        return new_id(int(self.clock().timestamp() * 1000), next(COUNT))

    def matter(self, identity: str) -> Matter:
        """The item as the portal has it."""
        return self.stored("item", identity)

    def stored(self, kind: str, identity: str) -> Matter:
        """A matter as the portal has it."""
        with self.portal.store.reading() as reading:
            found = reading.matter(kind, identity)
        assert found is not None
        return found

    def act(self, actor: Actor, kind: str, identity: str, args: Mapping[str, Any]) -> None:
        """A step on a matter of any kind, bound to its words as they stand, that must be taken."""
        there = self.stored(kind.partition(".")[0], identity)
        intent = Intent(self.id(), kind, identity, there.version, expect=Expect(content=digest_of(there)), args=args)
        verdict = self.seat(actor).sync(intent, cursor={}).verdicts[0]
        assert verdict.result == "ok", verdict

    def has(self, identity: str) -> bool:
        with self.portal.store.reading() as reading:
            return reading.matter("item", identity) is not None

    def state(self, identity: str) -> str:
        return self.matter(identity).state

    def intent(self, verb: str, identity: str, args: Mapping[str, Any] | None = None, **seen: Any) -> Intent:
        """An act; `content`, `state`, `base`, `line`, `after`, `op` and `blobs` may be claimed otherwise."""
        there = self.matter(identity) if self.has(identity) else None
        content = seen.pop("content", digest(there.fields) if there and verb in BOUND else "")
        expect = Expect(seen.pop("state", ""), content)
        known = {"op": self.id(), "base": there.version if there else 0, **seen}
        return Intent(kind=f"item.{verb}", id=identity, expect=expect, args=args or {}, **known)

    def draft(self, **fields: Any) -> str:
        return self.seat(LIN).ok("create", self.id(), {"fields": {**FIELDS, **fields}})

    def in_review(self, **fields: Any) -> str:
        item = self.draft(**fields)
        self.seat(LIN).ok("self_review", item, ARGS["self_review"])
        return self.seat(LIN).ok("submit", item)

    def signed(self, **fields: Any) -> str:
        return self.seat(CHEN).ok("sign_off", self.in_review(**fields), SIGNED)

    def in_state(self, state: str) -> str:
        """An item that has come to `state` by its proper steps."""
        ways = {
            "draft": self.draft,
            "self_reviewed": lambda: self.seat(LIN).ok("self_review", self.draft(), ARGS["self_review"]),
            "in_review": self.in_review,
            "countersign": lambda: self.signed(co_units=["finance"]),
            "with_portal": lambda: self.signed(column=MAIN_COLUMN),
            "scheduled": lambda: self.signed(publish_at=(self.clock() + timedelta(days=2)).isoformat()),
            "published": self.signed,
            "returned": lambda: self.seat(CHEN).ok("return", self.in_review(), {"reason": "请补充公示期"}),
            "withdrawn": lambda: self.seat(CHEN).ok("withdraw", self.signed(), {"code": "error"}),
            "discarded": lambda: self.seat(LIN).ok("discard", self.draft()),
        }  # fmt: skip
        return ways[state]()

    def close(self) -> None:
        self.portal.close()
