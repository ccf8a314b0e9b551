"""Takes in a receipt that was carried here, maybe long after it was written, or after a later one, or twice.

What it brings is what the portal answered to a question asked at a known place: of every scope only what lies behind
the place this desk has reached by now is taken, and nothing that is older than what is here."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice

from models.problems import Refused
from models.store import files, journal, outbox
from models.store.carried import Carried
from models.store.desk import recalled, remember
from models.store.received import cursors, holding
from sync.client import reoffering
from sync.client.desk import Desk
from sync.client.intake import OFFERING, Taken, begin, take_in
from sync.client.releasing import settled
from sync.codec import decode_line
from sync.protocol import End, Head, Line, RowPut, RowRemove, Verdict
from sync.reading import Reader, parse

Record = tuple[bytes, bytes | None]
SOME = 500


@dataclass(frozen=True, slots=True)
class Note:
    """What a receipt says beside the answer: the portal's counter when it was written, the files that it took, and
    those of the acts asked about that it does not have."""

    counter: int
    files: tuple[str, ...]
    forgotten: frozenset[str]


@dataclass(frozen=True, slots=True)
class Place:
    """From where on each scope is taken. `whole`: nothing is left out; `behind`: this desk knows more already."""

    cursor: Mapping[str, int]
    whole: bool
    behind: bool
    done: frozenset[str]


def take_receipt(desk: Desk, out: Carried, inside: Iterator[Record], most_known: int) -> Taken:
    """Applies the receipt of the bundle `out`, and leaves `inside` at the files behind the answer.

    Refused receipt_void when it speaks of a history that is no more: then nothing was changed."""
    head, note = _opening(inside, most_known)
    changed = _turn(desk, out, head)
    with desk.store.writing() as connection:
        known = files.found(connection, note.files)
        for sha256, one in known.items():
            if one.state == "local":
                files.set_state(connection, sha256, "sent")
    head, place = _place(desk, out, head, note)
    lines = _wanted(inside, place)
    taken = take_in(desk, _with_head(head, _newer(desk, lines) if place.behind else lines), place.cursor)
    with desk.store.writing() as connection:
        taken.changed |= changed | settled(connection, desk.seat, taken.own)
    _offer_again(desk, out, note)
    return taken


def _opening(inside: Iterator[Record], most_known: int) -> tuple[Head, Note]:
    first, second = next(inside, (b"", None))[0], next(inside, (b"", None))[0]
    head, read = decode_line(first), Reader(parse(second), "receipt")
    if not isinstance(head, Head):
        raise Refused("malformed", where="receipt")
    forgotten = frozenset(read.texts("forgotten", most_known))
    return head, Note(read.number("counter"), read.texts("files", most_known), forgotten)


def _turn(desk: Desk, out: Carried, head: Head) -> set[str]:
    """Where the portal turns out to be another than when the bundle was made: begins its history here, unless this
    desk has learnt of a later one since."""
    with desk.store.reading() as connection:
        (epoch,) = recalled(connection, "epoch")
    if head.epoch == epoch:
        return set()
    if epoch != out.epoch or not (head.reset or not epoch):
        raise Refused("receipt_void")
    with desk.store.writing() as connection:
        return begin(connection, head)


def _place(desk: Desk, out: Carried, head: Head, note: Note) -> tuple[Head, Place]:
    """A desk that has heard from the portal since keeps to what it heard of scopes; a scope that it lost its place in
    since is left out, and comes with the next round."""
    with desk.store.reading() as connection:
        known, (scopes,) = cursors(connection), recalled(connection, "scopes")
        done = frozenset(one.intent.op for one in outbox.waiting(connection) if one.state == "done")
    answered = head.scopes
    behind = note.counter < max(known.values(), default=0)
    if behind:
        head = replace(head, drop_scopes=(), scopes=tuple(json.loads(scopes)) if scopes else ())
    asked = {} if head.reset else out.cursor
    there = [scope for scope in head.scopes if scope in answered]
    cursor = {scope: known.get(scope, 0) for scope in there if known.get(scope, 0) >= asked.get(scope, 0)}
    return replace(head, reset=False), Place(cursor, len(cursor) == len(head.scopes), behind, done)


def _with_head(head: Head, lines: Iterator[Line]) -> Iterator[Line]:
    yield head
    yield from lines


def _wanted(inside: Iterator[Record], place: Place) -> Iterator[Line]:
    """The lines up to the end that say something new at this place."""
    for text, _data in inside:
        line = decode_line(text)
        if isinstance(line, End):
            there = {scope: seq for scope, seq in line.cursor.items() if scope in place.cursor}
            yield End(there, line.more or not place.whole)
            return
        if isinstance(line, RowPut | RowRemove):
            if line.seq > place.cursor.get(line.scope, line.seq):
                yield line
        elif isinstance(line, Verdict) and (line.final or line.op not in place.done):
            yield line


def _newer(desk: Desk, lines: Iterator[Line]) -> Iterator[Line]:
    """Leaves out rows of which a newer version has come here through another scope: what the portal says of this
    scope and that version comes with the next round."""
    while some := list(islice(lines, SOME)):
        with desk.store.reading() as connection:
            here = holding(connection, {line.row.id for line in some if isinstance(line, RowPut)})
        for line in some:
            if not isinstance(line, RowPut) or here.get((line.row.type, line.row.id), 0) <= line.row.version:
                yield line


def _offer_again(desk: Desk, out: Carried, note: Note) -> None:
    """After a change of portal: what it forgot goes up again, and before all else. The question stays open where the
    bundle did not ask about all that this desk knows to have been taken."""
    with desk.store.reading() as connection:
        if recalled(connection, OFFERING) == ("",):
            return
    with desk.store.writing() as connection:
        ours = journal.acknowledged(connection)
        reoffering.put_back(connection, desk, [op for op in ours if op in note.forgotten])
        if set(ours) <= set(out.known):
            remember(connection, OFFERING, "")
