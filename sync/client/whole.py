"""Takes in a large scope as one file, a piece at a time; what came before a cut is never asked for again."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import chain

from models.problems import Refused, Unreachable
from models.store.desk import remembered, row_values
from models.store.partial import Partial, begun_again, note_partial, partial
from models.store.received import Put
from sync.client.desk import Desk
from sync.client.intake import Taken, apply
from sync.digest import Sum, mark
from sync.protocol import Piece, Portal, Row
from sync.snapshot import PACKS, Finish, Frames, Start, parts

MOST = 2_000_000
"""Bytes asked for at once: on a township's line (2 Mbit/s) they take eight seconds, and then acts have their turn."""
ANOTHER = ("snapshot.range", "snapshot.end", "snapshot.epoch", "snapshot.scope", "snapshot.sum")
"""What is wrong with a file that is of no use from its first byte on."""
TIDIED_ROWS = 2000
Said = tuple[Start | Row | Finish, ...]
Frame = tuple[Said, list[Put], int]


def fetch(desk: Desk, portal: Portal, scope: str) -> Taken:
    """The next piece of the file of a scope, taken in frame by frame; with the last one the scope is listed. While a
    frame is brought onto the disk the next one is read beside.

    Unreachable when it breaks off, portal_foreign when it is no such file; what was whole by then is kept."""
    with desk.store.reading() as connection:
        come = partial(connection, scope) or Partial("")
    intake = _Intake(desk, scope, come)
    try:
        piece = portal.snapshot(scope, come.etag, come.come, MOST)
        intake.take(piece)
    except Unreachable:
        intake.rest()
        raise
    except Refused as no:
        if no.code not in ("malformed", "range_wrong"):
            raise
        intake.let_go(whole=no.code == "range_wrong" or no.facts.get("where") in ANOTHER)
        raise Unreachable("portal_foreign") from no
    return intake.taken


class _Intake:
    """One piece on its way into the store. `come` is what the store knows of it."""

    def __init__(self, desk: Desk, scope: str, come: Partial) -> None:
        self._desk, self._scope, self._come = desk, scope, come
        self._frames, self._listed = Frames(), False
        self.taken = Taken()

    def take(self, piece: Piece) -> None:
        """Takes in what the piece brings. Refused malformed where it is of no such file."""
        pack = next((one for one in PACKS if one.kind == piece.kind), None)
        if pack is None:
            raise Refused("malformed", where="snapshot.kind")
        self._frames = Frames(pack)
        if (piece.etag, piece.start) != (self._come.etag, self._come.come):
            self._come = begun_again(self._come, piece.etag)
        begun = self._come.come
        if piece.start != begun:
            raise Refused("malformed", where="snapshot.range")
        said = self._said(piece)
        following = self._desk.beside(lambda: next(said, None))
        while (frame := following()) is not None:
            following = self._keep(frame, said)
        self.rest()
        if not self._listed and piece.size is not None and self._come.come >= piece.size:
            raise Refused("malformed", where="snapshot.end")
        if not self._listed and self._come.come <= begun:
            raise Unreachable("unreachable", reason="cut")

    def _said(self, piece: Piece) -> Iterator[Frame]:
        """What each frame says that is whole now, and how many bytes of the file it took."""
        left = MOST
        for data in chain((self._come.rest,), piece.data):
            for text, size in self._frames.take(data):
                lines = tuple(parts(text))
                yield lines, [_put(self._scope, line) for line in lines if isinstance(line, Row)], size
            left -= len(data)
            if left <= 0:
                return

    def rest(self) -> None:
        """Keeps what came behind the last whole frame, so that it need not come again."""
        if not self._listed and self._frames.rest:
            self._note(replace(self._come, rest=self._frames.rest))

    def let_go(self, *, whole: bool) -> None:
        """Asks again for what was wrong: behind the last frame that was right, or for all of it."""
        self._note(begun_again(self._come, "") if whole else replace(self._come, rest=b""))

    def _note(self, come: Partial) -> None:
        self._come = come
        with self._desk.store.writing() as connection:
            note_partial(connection, self._scope, come)

    def _keep(self, frame: Frame, said: Iterator[Frame]) -> Callable[[], Frame | None]:
        """Takes a frame in; gives how the next one is had."""
        lines, puts, size = frame
        before = self._come
        come = _further(replace(before, at=before.at + size, rest=b""), self._scope, lines)
        self._listed = _ends(come, lines)
        with self._desk.store.writing() as connection:
            if come.epoch != remembered(connection, "epoch"):
                raise Refused("malformed", where="snapshot.epoch")
            apply(connection, self._desk.seat, self.taken, (puts, ()), (), self._reached(come))
            if not self._listed:
                note_partial(connection, self._scope, come)
            following = self._desk.beside(lambda: next(said, None))  # the commit that comes now needs no Python
        self._come = come
        if come.rows // TIDIED_ROWS > before.rows // TIDIED_ROWS:
            self._desk.store.tidy()
        return following

    def _reached(self, come: Partial) -> dict[str, int]:
        return {self._scope: come.since} if self._listed else {}


def _put(scope: str, row: Row) -> Put:
    return Put(scope, row_values(row.type, row.id, row.version, row.doc or {}, row.doc_text))


def _further(come: Partial, scope: str, said: Sequence[Start | Row | Finish]) -> Partial:
    """How far these lines bring it. Refused malformed where the file is of another scope."""
    for line in said[:1]:
        if isinstance(line, Start):
            if line.scope != scope:
                raise Refused("malformed", where="snapshot.scope")
            since = min(come.since, line.seq) if come.since >= 0 else line.seq
            come = replace(come, epoch=line.epoch, seq=line.seq, since=since, of=line.rows)
    marks = [mark(line.type, line.id, line.version) for line in said if isinstance(line, Row)]
    total = Sum(come.rows, come.total).plus(marks)
    return replace(come, rows=total.rows, total=total.total)


def _ends(come: Partial, said: Sequence[Start | Row | Finish]) -> bool:
    """Whether the file is whole. Refused malformed where it says that other rows should have come."""
    last = said[-1] if said else None
    if not isinstance(last, Finish):
        return False
    if last.sum != Sum(come.rows, come.total):
        raise Refused("malformed", where="snapshot.sum")
    return True
