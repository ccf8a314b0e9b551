"""The messages between a desk and the portal, and the shape that every portal has, near or far."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from models.intents import Intent
from models.people import Actor, Post
from models.problems import Fact
from models.scopes import KEPT_ROW

PROTOCOL = 1
SCHEMA = 1
BEFORE = 2
"""How many schemas before its own each end reads and serves."""
MAX_BYTES = 4_000_000
MAX_CHUNK = 1_048_576
FINAL = frozenset({"ok", "rejected", "conflict"})
RESULTS = FINAL | {"waiting", "unsupported", "retry"}
CLEAR = f"{KEPT_ROW}.clear"
"""The act by which a person puts away what is kept for them; it names the refused act in place of a matter."""


@dataclass(frozen=True, slots=True)
class Row:
    """One replicated record. `doc_text` is its JSON as it was stored, so that neither end writes it anew; `doc` is
    there where somebody has parsed it already."""

    type: str
    id: str
    version: int
    doc_text: str
    doc: Mapping[str, Any] | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Verdict:
    """The portal's answer to one act; a final one never changes again."""

    op: str
    result: str
    code: str = ""
    facts: Mapping[str, Fact] = field(default_factory=dict)
    article: tuple[int, ...] = ()
    seq: int = 0

    @property
    def final(self) -> bool:
        """Whether asking again would give the same answer."""
        return self.result in FINAL


@dataclass(frozen=True, slots=True)
class SyncRequest:
    """Acts to be judged, and for each scope the sequence up to which this desk holds everything. `brief`: an answer
    that says nothing new need say nothing at all. `snapshots`: a large scope that begins at 0 may come as a file.
    `steps`: many acts may be answered a part at a time."""

    device: str
    epoch: str = ""
    cursor: Mapping[str, int] = field(default_factory=dict)
    ops: tuple[Intent, ...] = ()
    max_bytes: int = MAX_BYTES
    protocol: int = PROTOCOL
    schema: int = SCHEMA
    brief: bool = False
    snapshots: bool = False
    steps: bool = False


@dataclass(frozen=True, slots=True)
class Head:
    """Opens an answer. `reset`: the portal is another than the one this desk knew, all scopes begin at 0 again.

    `drop_scopes` are no longer this person's; `scopes` are all that are, so that a desk asks for new ones next. `large`
    are scopes of which this answer holds nothing, with their number of rows: their snapshots are to be fetched.
    `schema` is the portal's where the desk spoke another; `upload_only`: the desk is so old that no rows come;
    `last`: the act of this desk that was judged last before this request."""

    epoch: str
    now: str
    reset: bool = False
    drop_scopes: tuple[str, ...] = ()
    scopes: tuple[str, ...] = ()
    large: Mapping[str, int] = field(default_factory=dict)
    schema: int = 0
    upload_only: bool = False
    last: str = ""


@dataclass(frozen=True, slots=True)
class RowPut:
    """A row as it stands now, which `scope` holds since `seq`."""

    scope: str
    seq: int
    row: Row


@dataclass(frozen=True, slots=True)
class RowRemove:
    """A row that `scope` lost at `seq`; `why` is moved, closed, or bulk where the portal means to take a mass."""

    scope: str
    seq: int
    type: str
    id: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class End:
    """Closes an answer: the cursor reached, and whether more is there at once. Without it an answer was cut.

    `goes_on`: it closes a part that may be taken in by itself, and the next part follows in the same answer."""

    cursor: Mapping[str, int] = field(default_factory=dict)
    more: bool = False
    retry_after: float = 0.0
    goes_on: bool = False


Line = Head | Verdict | RowPut | RowRemove | End


def unchanged(request: SyncRequest, now: str) -> tuple[Head, End]:
    """What an answer says at the least: the time, the same portal, the same scopes, and all that they hold is here."""
    return Head(request.epoch, now, scopes=tuple(sorted(request.cursor))), End(request.cursor)


def nothing_new_at(request: SyncRequest, lines: Sequence[Line]) -> str:
    """The time at which an answer says no more than what the desk knows already; empty where it does."""
    now = lines[0].now if isinstance(lines[0], Head) else ""
    return now if tuple(lines) == unchanged(request, now) else ""


@dataclass(frozen=True, slots=True)
class SessionInfo:
    """A signed-in session. `lease_until` is how long the desk may work without asking the portal again, `now` the
    portal's time, so that the desk's own clock need not be right. `must_enrol`: a second factor comes first; `revoked`:
    this desk is to erase what it holds for the person."""

    token: str
    person: str
    name: str
    posts: tuple[Post, ...]
    device: str
    expires_at: str = ""
    lease_until: str = ""
    must_change: bool = False
    now: str = ""
    must_enrol: bool = False
    revoked: bool = False

    @property
    def actor(self) -> Actor:
        """The person with their posts, as rules know them."""
        return Actor(self.person, self.name, frozenset(self.posts), self.device)


@dataclass(frozen=True, slots=True)
class Hello:
    """What the portal is and allows: `protocol` and `schema` are ranges, sizes are in bytes."""

    epoch: str
    now: str
    scopes: tuple[str, ...]
    protocol: tuple[int, int] = (PROTOCOL, PROTOCOL)
    schema: tuple[int, int] = (SCHEMA, SCHEMA)
    max_body: int = 8_000_000
    max_blob: int = 104_857_600
    head: int = 0
    max_chunk: int = MAX_CHUNK


@dataclass(frozen=True, slots=True)
class Piece:
    """Bytes of the snapshot that `etag` names, from `start` on, of `size` in all; None while it is being made. `start`
    is 0, whatever was asked, where the snapshot that was begun is there no more and this is another. `kind` is its
    media type."""

    etag: str
    start: int
    size: int | None
    data: Iterator[bytes]
    kind: str = "application/zstd"


@dataclass(frozen=True, slots=True)
class Digest:
    """What a scope holds unchanged since a sequence: so many `rows`, whose marks add up to `sum`. `touched` are type
    and id of what changed since. Where a list was asked for, `places` are type, id, version and sequence, `more` says
    that others follow."""

    rows: int = 0
    sum: str = ""
    touched: tuple[tuple[str, str], ...] = ()
    places: tuple[tuple[str, str, int, int], ...] = ()
    more: bool = False


@dataclass(frozen=True, slots=True)
class KnownOps:
    """Which acts the portal has, with their verdicts."""

    verdicts: tuple[Verdict, ...] = ()


@dataclass(frozen=True, slots=True)
class Other:
    """Somebody else who has a matter open, and since when."""

    name: str
    since: str


Others = Mapping[str, tuple[Other, ...]]
"""By matter."""


@dataclass(frozen=True, slots=True)
class Underway:
    """A file on its way up: the name of the upload, how many of its bytes the portal has, of how many, and until when
    it waits for the others."""

    id: str
    offset: int
    size: int = 0
    expires: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a file, and how large the whole is."""

    data: bytes
    size: int


class Portal(Protocol):
    """A portal as a signed-in desk sees it. Raises Refused for what it denies, Unreachable when it does not answer."""

    def session(self, account: str, password: str, device: str, code: str = "", label: str = "") -> SessionInfo:
        """Signs in; later calls speak for that session. `label` is what the computer calls itself.

        Refused: password_wrong, too_many, account_disabled, code_needed, code_wrong."""

    def hello(self) -> Hello:
        """What the portal is and allows."""

    def sync(self, request: SyncRequest) -> Iterator[Line]:
        """One round: a head, the verdicts in the order of the acts, rows by sequence, an end."""

    def wait(self, head: int) -> int:
        """The portal's sequence, at the latest after 45 s, earlier when it is above `head`."""

    def snapshot(self, scope: str, etag: str = "", start: int = 0, most: int = MAX_BYTES) -> Piece:
        """At most so many bytes of the file of a scope; what was begun goes on under its `etag`. Refused: not_found."""

    def digest(self, scope: str, seq: int, after: tuple[str, str] | None = None) -> Digest:
        """What the scope holds as it was at `seq`; with `after` a list from there on. Refused: not_found."""

    def begin_upload(self, sha256: str, size: int, name: str) -> Underway:
        """Begins to bring a file under its fingerprint, or tells how far it has come."""

    def add_to_upload(self, identity: str, offset: int, data: bytes) -> int:
        """Brings the bytes of a file that follow on the `offset` ones which are there; how many those are now."""

    def get_piece(self, sha256: str, offset: int, most: int) -> Part:
        """At most so many bytes of a file, from an offset on. Refused: not_found."""

    def get_small(self, sha256: str) -> bytes:
        """A small JPEG of a file that is a picture. Refused: not_found."""

    def known(self, ops: Sequence[str]) -> KnownOps:
        """The acts among `ops` that the portal has judged."""

    def presence(self, open_: Sequence[str]) -> Others:
        """This desk has these matters open now, and no others; who else has them open."""

    def change_password(self, old: str, new: str) -> str:
        """Sets a new password and gives the session's new token. Refused: password_wrong, password_weak."""

    def sign_out(self) -> None:
        """Ends the session."""
