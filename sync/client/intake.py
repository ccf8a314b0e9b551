"""Takes in what the portal answered: rows, cursor and verdicts, each stretch whole or not at all."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from models.problems import Conflict, Refused, Unreachable
from models.records import WRITING
from models.store import files, journal, outbox
from models.store.connect import Connection
from models.store.desk import recalled, remember, remembered, row_values, versions
from models.store.outbox import Disagreement, Waiting
from models.store.partial import partials
from models.store.received import (
    Gone,
    Put,
    begin_again,
    cursors,
    drop_scope,
    listing_complete,
    lying_over,
    mark_read,
    receive,
    set_cursors,
)  # fmt: skip
from models.store.withheld import undecided
from sync.client import judging, kept, upgrading
from sync.client.desk import Desk
from sync.client.judging import Seat
from sync.client.plan import MOST_TRIES, complete
from sync.client.releasing import let_go, settled, title_of
from sync.protocol import End, Head, Line, RowPut, RowRemove, Verdict

OFFERING = "offering"
"""Remembered while this desk still has to offer again what an earlier portal took."""
STRETCH = 500
"""Rows of one local transaction: short enough that a key pressed meanwhile is saved without a stall."""

MEANT = ("closed", "bulk")
"""Why a row goes at once: the archive brings it, or the portal says that it means to take so much."""
TIDIED_EVERY = 4
"""Such transactions after which the log is brought into the file, before a person's own step must wait for it."""


@dataclass
class Taken:
    """What an answer brought so far. `own`: the matters that this desk's acts in it moved."""

    sent: Mapping[str, Waiting] = field(default_factory=dict)
    changed: set[str] = field(default_factory=set)
    rows: int = 0
    final: int = 0
    own: set[str] = field(default_factory=set)
    refused: int = 0
    conflicts: int = 0
    head: Head | None = None
    end: End | None = None

    @property
    def reset(self) -> bool:
        """Whether the portal turned out to be another than before."""
        return self.head is not None and self.head.reset

    @property
    def outdated(self) -> bool:
        """Whether this program is so old that the portal takes acts and sends nothing."""
        return self.head is not None and self.head.upload_only

    @property
    def large(self) -> Mapping[str, int]:
        """What is to be fetched as files, once the feed has brought all that it brings."""
        last = self.end is not None and not self.end.more
        return self.head.large if self.head is not None and last and not self.head.reset else {}


def take_in(desk: Desk, lines: Iterator[Line], asked: Mapping[str, int], sent: Sequence[Waiting] = ()) -> Taken:
    """Applies an answer to the acts `sent` as it arrives. What was read before a break is kept, with the cursor behind.

    Unreachable portal_foreign when it does not begin as an answer does."""
    taken = Taken(sent={act.intent.op: act for act in sent})
    head = next(lines, None)
    if not isinstance(head, Head):
        raise Unreachable("portal_foreign")
    taken.head = head
    if not _is_known(desk, head):
        with desk.store.writing() as connection:
            taken.changed |= begin(connection, head)
    if head.reset:
        return taken
    elsewhere = {*head.drop_scopes, *head.large}
    still = {scope: seq for scope, seq in asked.items() if scope not in elsewhere and not head.upload_only}
    for number, (stretch, verdicts, end) in enumerate(_stretches(lines), 1):
        reached = _reached(still, stretch, end)
        if not stretch and not verdicts and _has_come_so_far(desk, reached):
            taken.end = end
            continue
        # Documents are looked into before the transaction begins: a step of the person's waits for it on the way in.
        changes = _changes(stretch)
        with desk.store.writing() as connection:
            apply(connection, desk.seat, taken, changes, verdicts, reached)
            if end is not None:
                taken.end = end
                _close(connection, desk.seat, taken, head, end)
        if number % TIDIED_EVERY == 0:
            desk.store.tidy()
    return taken


def _is_known(desk: Desk, head: Head) -> bool:
    """Whether the head says what this desk knows: then nothing need be written, and no disk be waited for."""
    if head.reset or head.drop_scopes:
        return False
    with desk.store.reading() as connection:
        return recalled(connection, "epoch", "scopes") == (head.epoch, json.dumps(sorted(head.scopes)))


def _has_come_so_far(desk: Desk, reached: Mapping[str, int]) -> bool:
    """Whether an answer without rows and verdicts changes nothing at all."""
    with desk.store.reading() as connection:
        if recalled(connection, "relisting") != ("",) or outbox.any_taken(connection) or undecided(connection):
            return False
        return reached.items() <= cursors(connection).items()


def begin(connection: Connection, head: Head) -> set[str]:
    """Notes what the head of an answer says of the portal and of the scopes; the ids that changed."""
    known, changed = remembered(connection, "epoch"), set[str]()
    if known != head.epoch:
        remember(connection, "epoch", head.epoch)
    if head.reset:
        begin_again(connection)
        journal.doubt(connection)
        remember(connection, "relisting", "yes")
        remember(connection, OFFERING, "yes")
    # What the head does not grant goes as well: a scope that this request did not ask for could not be named there.
    begun = {*cursors(connection), *partials(connection)} if head.scopes else set()
    for scope in {*head.drop_scopes, *(begun - set(head.scopes))}:
        changed |= drop_scope(connection, scope)
    names = json.dumps(sorted(head.scopes))
    if head.scopes and remembered(connection, "scopes") != names:
        remember(connection, "scopes", names)
    return changed


Stretch = Sequence[RowPut | RowRemove]


def _stretches(lines: Iterator[Line]) -> Iterator[tuple[Stretch, list[Verdict], End | None]]:
    """Rows in portions that end between two sequences; verdicts and the end come with the last portion, since a
    verdict without its rows would show the state before it."""
    rows: list[RowPut | RowRemove] = []
    verdicts: list[Verdict] = []
    for line in lines:
        if isinstance(line, Verdict):
            verdicts.append(line)
        elif isinstance(line, End):
            yield rows, verdicts, line
            if not line.goes_on:
                return
            rows, verdicts = [], []
        elif not isinstance(line, Head):
            if len(rows) >= STRETCH and line.seq != rows[-1].seq:
                yield rows, [], None
                rows = []
            rows.append(line)
    raise Unreachable("unreachable", reason="cut")


def _reached(asked: Mapping[str, int], stretch: Stretch, end: End | None) -> dict[str, int]:
    if end is not None:
        return {scope: max(seq, end.cursor.get(scope, 0)) for scope, seq in asked.items()}
    return {scope: max(seq, stretch[-1].seq) for scope, seq in asked.items()}


def apply(
    connection: Connection,
    seat: Seat,
    taken: Taken,
    changes: tuple[Sequence[Put], Sequence[Gone]],
    verdicts: Iterable[Verdict],
    reached: Mapping[str, int],
) -> None:
    """Rows, verdicts and the place reached: one transaction's worth."""
    changed = receive(connection, *changes)
    upgrading.note_unknown(connection, {each.values["type"] for each in changes[0]})
    kept.take_in(connection, *changes)
    set_cursors(connection, reached)
    judged = _judged(connection, seat, taken, verdicts)
    confirmed = _confirmed(connection, seat)
    taken.own |= confirmed
    judged |= confirmed
    ours = lying_over(connection, changed) | judged
    if ours:
        judging.reproject(connection, seat, ours)
        let_go(connection, seat, ours)
    taken.rows += sum(map(len, changes))
    taken.changed |= changed | judged


def _changes(stretch: Stretch) -> tuple[list[Put], list[Gone]]:
    puts = [_put(line) for line in stretch if isinstance(line, RowPut)]
    gone = [line for line in stretch if isinstance(line, RowRemove)]
    return puts, [Gone(line.scope, line.type, line.id, line.why in MEANT) for line in gone]


def _put(line: RowPut) -> Put:
    row = line.row
    doc = row.doc if row.doc is not None else json.loads(row.doc_text)
    return Put(line.scope, row_values(row.type, row.id, row.version, doc, row.doc_text))


def _judged(connection: Connection, seat: Seat, taken: Taken, verdicts: Iterable[Verdict]) -> set[str]:
    by_op = {verdict.op: verdict for verdict in verdicts}
    if not by_op:
        return set()
    # What was sent stays as it is until its verdict is here, and need not be read again.
    there = outbox.present(connection, by_op)
    others = there - taken.sent.keys()
    acts = [act for op, act in taken.sent.items() if op in there]
    acts += outbox.named(connection, others) if others else []
    accepted = {one.intent.op: by_op[one.intent.op].seq for one in acts if by_op[one.intent.op].result == "ok"}
    outbox.accept(connection, accepted)
    taken.final += len(accepted)
    taken.own |= {each for act in acts if act.intent.op in accepted for each in (act.intent.id, *act.touches)}
    for act in acts:
        _answer(connection, seat, taken, act, by_op[act.intent.op])
    return {each for act in acts for each in (act.intent.id, *act.touches)}


def _answer(connection: Connection, seat: Seat, taken: Taken, act: Waiting, verdict: Verdict) -> None:
    op = act.intent.op
    if verdict.result == "rejected":
        taken.final, taken.refused = taken.final + 1, taken.refused + 1
        problem = Refused(verdict.code, verdict.article, **verdict.facts)
        outbox.refuse(connection, act, problem, title_of(act), seat.at)
    elif verdict.result == "conflict":
        taken.final, taken.conflicts = taken.final + 1, taken.conflicts + 1
        _disagree(connection, seat, act, verdict)
    elif verdict.result == "unsupported":
        outbox.mark(connection, [op], "parked", error=verdict.code)
    elif verdict.result in ("retry", "waiting"):
        state = "parked" if verdict.result == "retry" and act.tries >= MOST_TRIES else "waiting"
        outbox.mark(connection, [op], state, error=verdict.code)
        lacking = verdict.facts.get("files")
        for sha256 in lacking if isinstance(lacking, tuple) else ():
            files.set_state(connection, sha256, "local")


def _disagree(connection: Connection, seat: Seat, act: Waiting, verdict: Verdict) -> None:
    mine = act.intent.args.get("set")
    if not isinstance(mine, Mapping):
        outbox.refuse(connection, act, Conflict(()), title_of(act), seat.at)
        return
    names = verdict.facts.get("fields", ())
    fields = names if isinstance(names, tuple) else tuple(mine)
    outbox.leave(connection, [act.seq], "conflict", seat.at)
    outbox.disagree(connection, Disagreement(act.intent, act.before, mine, fields, act.intent.made_at))
    for later in outbox.of(connection, act.intent.id):
        if later.state in ("waiting", "parked"):
            outbox.mark(connection, [later.intent.op], "held")
            if later.intent.verb in WRITING:
                own = later.intent.args["set"]
                outbox.disagree(connection, Disagreement(act.intent, later.before, own, (), act.intent.made_at))


def _confirmed(connection: Connection, seat: Seat) -> set[str]:
    """Acts that the portal took leave once every scope has come past them: from then on their rows speak for them."""
    leaving = outbox.taken(connection, min(cursors(connection).values(), default=0))
    outbox.leave(connection, tuple(leaving), "ok", seat.at)
    ids = set[str]().union(*leaving.values())
    if ids:
        mark_read(connection, versions(connection, seat.kinds, ids))
    return ids


def _close(connection: Connection, seat: Seat, taken: Taken, head: Head, end: End) -> None:
    known, gone = cursors(connection), set[str]()
    if not end.more and remembered(connection, "relisting") and complete(head.scopes, known):
        gone |= listing_complete(connection, head.scopes)
        remember(connection, "relisting", "")
    taken.changed |= settled(connection, seat, taken.own, gone, last=not end.more)
