"""The portal as one signed-in person's desk sees it, in process; HTTP only carries what is said here."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO, Protocol

from models.ids import is_id
from models.people import Actor
from models.problems import Refused
from models.scopes import granted
from models.store.portal import PortalStore, Reading
from models.store.portal_scopes import size
from sync.codec import verdict_of
from sync.protocol import (
    MAX_BYTES,
    PROTOCOL,
    SCHEMA,
    Digest,
    End,
    Head,
    Hello,
    KnownOps,
    Line,
    Others,
    Part,
    Piece,
    SessionInfo,
    SyncRequest,
    Underway,
    unchanged,
)
from sync.reading import parse
from sync.server.blobs import Files
from sync.server.digest import digest
from sync.server.feed import page
from sync.server.histories import before_acts, last_act
from sync.server.intake import Intake
from sync.server.policies import Policies
from sync.server.presence import Presence
from sync.server.schemas import other_than, served, uploads_only
from sync.server.small import small_of
from sync.server.snapshots import Begun, Made, Making, Snapshots
from sync.server.steps import goes_in_steps, in_steps
from sync.server.uploads import Uploads
from sync.server.watch import Watch
from sync.snapshot import QUICK, Pack

MOST_OPS = 500
MOST_KNOWN = 2000
Turn = AbstractContextManager[object]


class Doors(Protocol):
    """Lets people in and out."""

    def sign_in(
        self, account: str, password: str, device: str, address: str, code: str = "", label: str = ""
    ) -> SessionInfo:
        """Refused: password_wrong, too_many, account_disabled, code_needed, code_wrong, malformed."""

    def person_of(self, token: str, emptying: bool = False) -> SessionInfo:
        """The session of a token. Refused: signed_out, device_revoked unless `emptying`."""

    def change_password(self, token: str, old: str, new: str) -> str:
        """Refused: password_wrong, password_weak, password_used, signed_out."""

    def sign_out(self, token: str) -> None:
        """Ends a session; one that has ended is no fault."""


@dataclass(frozen=True, slots=True)
class House:
    """What all services of one portal share."""

    store: PortalStore
    policies: Policies
    intake: Intake
    files: Files
    uploads: Uploads
    watch: Watch
    doors: Doors
    snapshots: Snapshots
    now: Callable[[], datetime]
    max_body: int = 8_000_000
    max_blob: int = 104_857_600
    max_chunk: int = 1_048_576
    patience: float = 45.0
    large: int = 1000
    """Rows above which a scope is fetched as a file."""
    step: int = 125
    """Acts that are answered before the next are judged, where a desk takes in the one while the other goes on."""
    schema: int = SCHEMA


class Service:
    """A `Portal` for one person: nobody before `session`, or the one to whom `token` was given."""

    def __init__(self, house: House, token: str = "", address: str = "") -> None:
        self._house, self._token, self._address = house, token, address

    def session(self, account: str, password: str, device: str, code: str = "", label: str = "") -> SessionInfo:
        """Signs in; later calls speak for that session."""
        opened = self._house.doors.sign_in(account, password, device, self._address, code, label)
        self._token = opened.token
        return opened

    def person(self, may_be_due: bool = False) -> SessionInfo:
        """The live session. Refused: signed_out, device_revoked, and unless that `may_be_due`, password_must_change and
        factor_must_enrol."""
        known = self._house.doors.person_of(self._token)
        if known.must_change and not may_be_due:
            raise Refused("password_must_change")
        if known.must_enrol and not may_be_due:
            raise Refused("factor_must_enrol")
        return known

    def emptying(self) -> SessionInfo:
        """The session of a desk that was revoked, which may still bring what was written there. Refused: signed_out."""
        return self._house.doors.person_of(self._token, emptying=True)

    def hello(self) -> Hello:
        """What the portal is and allows."""
        actor, house = self.person(may_be_due=True).actor, self._house
        with house.store.glance() as reading:
            head = reading.head()
        return Hello(
            house.store.epoch, self._moment(), tuple(sorted(granted(actor))), (PROTOCOL, PROTOCOL),
            served(house.schema), house.max_body, house.max_blob, head, house.max_chunk,
        )  # fmt: skip

    def sync(self, request: SyncRequest, turn: Turn = nullcontext()) -> Iterator[Line]:  # noqa: B008 - holds nothing
        """One round; `turn` is held while it reads, and not while its acts wait for others to be judged.

        Refused: portal_old, client_old, device_wrong, too_large, and what a session may be refused."""
        with turn:
            session = self.person()
        only_up = uploads_only(request, self._house.schema)
        if request.device != session.device:
            raise Refused("device_wrong")
        if len(request.ops) > MOST_OPS:
            raise Refused("too_large", most=MOST_OPS)
        if goes_in_steps(request, self._house.step):
            step = self._house.step
            return in_steps(lambda part: self._round(part, session.actor, turn, only_up=only_up), request, step)
        return iter(self._round(request, session.actor, turn, only_up=only_up))

    def _round(self, request: SyncRequest, actor: Actor, turn: Turn, *, only_up: bool = False) -> list[Line]:
        """Acts first, then what is new, read in one moment: so the answer shows what the acts have done."""
        house, other = self._house, other_than(request, self._house.schema)
        with turn:
            if not request.ops and not other and (still := self._still(request, actor)):
                return still
            last, foreign = before_acts(house.store, request, actor)
        verdicts = house.intake.take(actor, request.ops, house.now()) if request.ops and not foreign else ()
        with turn, house.store.reading() as reading:
            last = last if request.ops else last_act(reading, actor)
            known, head = reading.actor_and_head(actor.person, actor.device)
            scopes = granted(known or Actor(actor.person, actor.name))
            epochs_differ = request.epoch not in ("", house.store.epoch)
            reset = epochs_differ or any(seq > head for seq in request.cursor.values())
            cursor = {scope: 0 if reset else seq for scope, seq in request.cursor.items() if scope in scopes}
            large = self._large(reading, cursor) if request.snapshots and not (reset or only_up) else {}
            fed = {scope: seq for scope, seq in cursor.items() if scope not in large and not only_up}
            found = page(reading, fed, request.max_bytes, head)
        dropped = tuple(sorted(request.cursor.keys() - scopes))
        now, held = self._moment(), tuple(sorted(scopes))
        first = Head(house.store.epoch, now, reset, dropped, held, large, other, only_up, last)
        return [first, *verdicts, *found.lines, End({**found.cursor, **dict.fromkeys(large, 0)}, found.more)]

    def _large(self, reading: Reading, cursor: Mapping[str, int]) -> dict[str, int]:
        """The scopes that begin, and have too many rows to be listed by the feed."""
        sizes = {scope: size(reading.connection, scope) for scope, seq in cursor.items() if seq == 0}
        return {scope: rows for scope, rows in sizes.items() if rows > self._house.large}

    def _still(self, request: SyncRequest, actor: Actor) -> list[Line]:
        """The answer where one question shows that nothing moved, as it is for most rounds of a day; empty where there
        is more to say. A desk that wants it brief may keep the places that it has."""
        if request.epoch != self._house.store.epoch or self._house.watch.has_passed(request.cursor):
            return []
        with self._house.store.glance() as reading:
            known, head, moved = reading.moved(actor.person, actor.device, request.cursor)
        scopes = granted(known or Actor(actor.person, actor.name))
        if moved or scopes != request.cursor.keys() or max(request.cursor.values(), default=0) > head:
            return []
        first, last = unchanged(request, self._moment())
        return [first, last if request.brief else End({scope: max(seq, head) for scope, seq in request.cursor.items()})]

    def wait(self, head: int) -> int:
        """The last sequence that concerns this person, as soon as it is above `head`."""
        return self._house.watch.wait(granted(self.person().actor), head, self._house.patience)

    def file(self, scope: str, etag: str = "", pack: Pack = QUICK) -> Made | Begun | None:
        """The file of a scope, or what there is of it. Refused: not_found, the same for a scope that is not this
        person's and for one that is none."""
        actor = self.person().actor
        with self._house.store.reading() as reading:
            now = reading.actor(actor.person, actor.device)
            if now is None or scope not in granted(now):
                raise Refused("not_found", id=scope[:80])
            return self._house.snapshots.known(reading, scope, etag, pack)

    def making(self, scope: str, pack: Pack = QUICK) -> Making:
        """Begins to make the file of a scope that is this person's, or tells of the one that is being made."""
        return self._house.snapshots.make(scope, pack)

    def made(self, scope: str, etag: str = "") -> Made:
        """The file of a scope once it is whole. Refused: not_found."""
        found = self.file(scope, etag)
        return found if isinstance(found, Made) else self.making(scope).done.result()

    def snapshot(self, scope: str, etag: str = "", start: int = 0, most: int = MAX_BYTES) -> Piece:
        """At most so many bytes of the file of a scope."""
        made = self.made(scope, etag)
        data = made.path.read_bytes()
        start = start if made.etag == etag else 0
        return Piece(made.etag, start, len(data), iter([data[start : start + most]]), made.kind)

    def digest(self, scope: str, seq: int, after: tuple[str, str] | None = None) -> Digest:
        """What a scope holds as it was at `seq`; one that says nothing: come nearer first. Refused: not_found."""
        actor = self.person().actor
        with self._house.store.reading() as reading:
            now = reading.actor(actor.person, actor.device)
            if now is None or scope not in granted(now):
                raise Refused("not_found", id=scope[:80])
            return digest(reading, scope, seq, after)

    def begin_upload(self, sha256: str, size: int, name: str) -> Underway:
        """Begins to bring a file, or tells how far it has come; one that is here and not theirs to see is answered as
        one that is not here. Refused: malformed, too_large, blob_name, blob_type, upload_quota."""
        session = self.person()
        known = False
        if (found := self._found(session.actor, sha256)) is not None:
            with found:
                known = found.seek(0, os.SEEK_END) == size
        return self._house.uploads.begin(session.person, sha256, size, name, known)

    def look_at_upload(self, identity: str) -> Underway:
        """How far a file has come. Refused: not_found, upload_expired."""
        return self._house.uploads.look(self.person().person, identity)

    def add_to_upload(self, identity: str, offset: int, data: bytes) -> int:
        """Brings the next bytes of a file. Refused: not_found, upload_expired, offset_wrong, too_large; once all are
        here, blob_damaged, blob_type, blob_virus."""
        return self._house.uploads.add(self.person().person, identity, offset, data).offset

    def open_blob(self, sha256: str) -> BinaryIO:
        """The file. Refused: not_found, the same for what is not here and what is not this person's to read."""
        if (found := self._found(self.person().actor, sha256)) is None:
            raise Refused("not_found", id=sha256[:64])
        return found

    def get_piece(self, sha256: str, offset: int, most: int) -> Part:
        """A part of a file. Refused: not_found."""
        with self.open_blob(sha256) as file:
            size, _ = file.seek(0, os.SEEK_END), file.seek(offset)
            return Part(file.read(most), size)

    def get_small(self, sha256: str) -> bytes:
        """The small picture of a file. Refused: not_found, the same where the file is no picture."""
        self.open_blob(sha256).close()
        if (small := small_of(self._house.files, sha256)) is None:
            raise Refused("not_found", id=sha256[:64])
        return small

    def _found(self, actor: Actor, sha256: str) -> BinaryIO | None:
        with self._house.store.reading() as reading:
            allowed = reading.reachable(sha256, actor.person, granted(actor))
        return self._house.files.open(sha256) if allowed else None

    def known(self, ops: Sequence[str]) -> KnownOps:
        """This person's acts among `ops` that were judged."""
        session = self.person()
        if len(ops) > MOST_KNOWN or not all(is_id(op) for op in ops):
            raise Refused("malformed", where="ops")
        with self._house.store.reading() as reading:
            found = reading.judged(ops)
        mine = [found[op] for op in dict.fromkeys(ops) if op in found and found[op].person == session.person]
        return KnownOps(tuple(verdict_of({**parse(each.verdict), "seq": each.seq}) for each in mine))

    def presence(self, open_: Sequence[str]) -> Others:
        """This desk has these open; who else has. Refused: malformed."""
        house, actor = self._house, self.person().actor
        return Presence(house.store).told(actor, open_, house.policies.rules().workflows, house.now())

    def change_password(self, old: str, new: str) -> str:
        """Sets a new password; later calls speak with the token that it gives."""
        self._token = self._house.doors.change_password(self.person(may_be_due=True).token, old, new)
        return self._token

    def sign_out(self) -> None:
        """Ends the session."""
        self._house.doors.sign_out(self._token)
        self._token = ""

    def _moment(self) -> str:
        return self._house.now().isoformat(timespec="seconds")
