"""Carries files between desk and portal beside the acts: what they wait for never holds up anything else."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from models.problems import Refused, Unreachable
from models.store import files, outbox
from models.store.connect import Connection
from models.store.files import Noted
from models.store.outbox import Waiting
from sync.client import judging
from sync.client.blobs import named_by
from sync.client.desk import Desk
from sync.client.plan import READY
from sync.client.releasing import let_go, title_of
from sync.protocol import MAX_CHUNK, Portal

MOST_BYTES = 16 * MAX_CHUNK
MOST_TIME = timedelta(seconds=5)
"""What one round carries each way at most: then rows and acts have their turn, and the rest goes on in the next."""
SMALLEST, FIRST = 65_536, 262_144
"""Bytes of a piece. What a cut costs is the piece in flight, what a piece costs is a question and its answer."""
MOST_LOOKS = 3
AGAIN = frozenset({"offset_wrong", "chunk_damaged", "not_found", "upload_expired"})
"""The portal has more or less of a file than this desk believed, or nothing: it is asked, and goes on from there."""
SHUT = frozenset({"signed_out", "device_wrong", "account_disabled", "password_must_change", "throttled"})
"""Refusals that are not about one file: nothing else would be heard either."""
FINAL = frozenset({"blob_type", "blob_name", "blob_virus", "blob_lost", "too_large"})
"""Refusals that stay what they are: the acts that speak of the file are refused with it."""


def short_of_files(connection: Connection, acts: Iterable[Waiting]) -> set[str]:
    """The acts that speak of a file which is only on this desk yet, by op."""
    local = files.local(connection)
    return {act.intent.op for act in acts if not local.keys().isdisjoint(act.intent.blobs)} if local else set()


@dataclass
class Carried:
    """What a round did with files: whether an act may go now that could not before, what was refused for its file,
    whether something came, and whether more would go at once."""

    freed: bool = False
    refused: int = 0
    ids: set[str] = field(default_factory=set)
    came: bool = False
    unfinished: bool = False


class Turn:
    """One round's share of the line, in bytes and in time by this computer's clock."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock, self._begun, self._bytes = clock, clock(), 0

    def take(self, size: int) -> None:
        """So many bytes went or came."""
        self._bytes += size

    @property
    def over(self) -> bool:
        """Whether others have their turn now; a clock that was set back says so too."""
        return self._bytes >= MOST_BYTES or not timedelta() <= self._clock() - self._begun < MOST_TIME


class Carrier:
    """Brings the files that waiting acts speak of, and fetches those that somebody wanted to see, piece by piece."""

    def __init__(self, desk: Desk, portal: Portal) -> None:
        self._desk, self._portal, self._piece = desk, portal, FIRST

    def bring(self) -> Carried:
        """Brings files up, the one with the least left first: a report need not wait for a film."""
        done, turn = Carried(), Turn(self._desk.clock)
        with self._desk.store.reading() as connection:
            local = files.local(connection)
            acts = [act for act in outbox.waiting(connection) if act.state in READY] if local else []
        named = {sha256 for act in acts for sha256 in act.intent.blobs}
        for one in sorted((one for one in local.values() if one.sha256 in named), key=_left):
            if turn.over:
                done.unfinished = True
                break
            try:
                self._bring(one, turn, done)
            except Unreachable as problem:
                self._give_way(one, problem)
                break
            except Refused as problem:
                self._refused(one, problem, acts, done)
        return done

    def _bring(self, one: Noted, turn: Turn, done: Carried) -> None:
        """The pieces of one file until all are there or the turn is over. What the portal has of it, it says itself."""
        size = self._desk.blobs.size(one.sha256) or one.size
        name = named_by(one.name or one.sha256[:8], self._desk.blobs.piece(one.sha256, 0, 16))
        under, looks = self._portal.begin_upload(one.sha256, size, name), 0
        offset = under.offset
        while offset < size:
            if turn.over:
                done.unfinished = True
                return
            data = self._desk.blobs.piece(one.sha256, offset, self._piece)
            if not data:
                raise Refused("blob_lost", name=one.name)
            try:
                offset = self._portal.add_to_upload(under.id, offset, data)
            except Refused as problem:
                if problem.code not in AGAIN or looks == MOST_LOOKS:
                    raise
                under, looks = self._portal.begin_upload(one.sha256, size, name), looks + 1
                offset = under.offset
            self._went(one, len(data), offset, turn, size)
        with self._desk.store.writing() as connection:
            files.set_state(connection, one.sha256, "sent")
        done.freed = True

    def fetch(self) -> Carried:
        """Fetches what somebody wanted to see, small pictures first; what cannot be had now is asked for again."""
        done, turn = Carried(), Turn(self._desk.clock)
        with self._desk.store.reading() as connection:
            wanted = files.wanted(connection)
        try:
            for sha256 in self._desk.smalls.wanted():
                self._fetch_small(sha256, done)
            for one in sorted(wanted.values(), key=_left):
                self._fetch_or_forget(one, turn, done)
        except Unreachable:
            self._piece = max(SMALLEST, self._piece // 2)
            done.unfinished = False
        return done

    def _fetch_or_forget(self, one: Noted, turn: Turn, done: Carried) -> None:
        try:
            self._fetch(one, turn, done)
        except Unreachable:
            raise
        except Refused as problem:
            if problem.code != "not_found":
                raise
            self._not_to_be_had(one)

    def _fetch(self, one: Noted, turn: Turn, done: Carried) -> None:
        blobs = self._desk.blobs
        here, size = blobs.come(one.sha256), one.size
        while not turn.over:
            piece = self._portal.get_piece(one.sha256, here, self._piece)
            before, size = here, piece.size
            here = blobs.add(one.sha256, before, piece.data, size)
            self._went(one, len(piece.data), here, turn, size)
            if here >= size or here == before:
                break
        else:
            done.unfinished = True
            return
        with self._desk.store.writing() as connection:
            if blobs.end(one.sha256):
                files.set_state(connection, one.sha256, "sent")
                done.came = True

    def _fetch_small(self, sha256: str, done: Carried) -> None:
        try:
            self._desk.blobs.keep_small(sha256, self._portal.get_small(sha256))
        except Unreachable:
            raise
        except Refused as problem:
            if problem.code in SHUT:
                raise
        self._desk.smalls.answered(sha256)
        done.came = True

    def _went(self, one: Noted, size: int, moved: int, turn: Turn, whole: int) -> None:
        turn.take(size)
        self._piece = min(MAX_CHUNK, self._piece * 2)
        with self._desk.store.writing() as connection:
            files.move(connection, one.sha256, moved, whole)

    def _give_way(self, one: Noted, problem: Unreachable) -> None:
        """After a cut the next piece is smaller; a portal without room is not a line that is down, and is told."""
        self._piece = max(SMALLEST, self._piece // 2)
        if problem.code == "portal_full":
            self._keep_back(one, problem)

    def _not_to_be_had(self, one: Noted) -> None:
        """It is gone, or no longer this person's to see; nothing of it stays, and nobody asks again until they look."""
        with self._desk.store.writing() as connection:
            files.forget(connection, one.sha256)
        self._desk.blobs.forget(one.sha256)

    def _refused(self, one: Noted, problem: Refused, acts: Sequence[Waiting], done: Carried) -> None:
        """One file is refused: for good, and then its acts go to 未送达 with the reason, or for now, which is told."""
        if problem.code in SHUT:
            raise problem
        if problem.code in ("blob_damaged", "blob_altered") and not self._desk.blobs.is_sound(one.sha256):
            problem = Refused("blob_lost", name=one.name)
        if problem.code not in FINAL:
            self._keep_back(one, problem)
            return
        speaking = self._not_judged([act for act in acts if one.sha256 in act.intent.blobs])
        done.ids |= _refuse_here(self._desk, speaking, problem)
        done.refused += len(speaking)

    def _not_judged(self, acts: list[Waiting]) -> list[Waiting]:
        """An act whose answer was lost may have been taken after all: the portal is asked before it is given up."""
        sent = [act.intent.op for act in acts if act.tries]
        judged = {verdict.op for verdict in self._portal.known(sent).verdicts} if sent else set()
        return [act for act in acts if act.intent.op not in judged]

    def _keep_back(self, one: Noted, problem: Refused) -> None:
        with self._desk.store.writing() as connection:
            files.keep_back(connection, one.sha256, problem)


def _left(one: Noted) -> tuple[int, str]:
    return one.size - one.moved, one.sha256


def _refuse_here(desk: Desk, acts: Iterable[Waiting], problem: Refused) -> set[str]:
    """Moves acts that the portal can never judge, for their file is refused, to 未送达; gives the matters concerned."""
    seat, ids = desk.seat, set[str]()
    with desk.store.writing() as connection:
        for act in acts:
            outbox.refuse(connection, act, problem, title_of(act), seat.at)
            ids |= {act.intent.id, *act.touches}
        judging.reproject(connection, seat, ids)
        let_go(connection, seat, ids)
    return ids
