"""The log of acts: who did what and what the portal answered, each entry chained to the one before it by its hash."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, fields, replace
from typing import Any

from sqlalchemy import Connection, RowMapping, bindparam, func, select, update

from models.store.portal_tables import GUARDS, commit_counter, meta, op_log
from models.store.veiled import veiled_act

PAGE = 1000
START = "log_start"
RESTORE, PRUNE = "portal.restore", "audit.prune"
_GATES = {
    "sqlite": (("DROP TRIGGER op_log_no_UPDATE", "DROP TRIGGER op_log_no_DELETE"), GUARDS["sqlite"]),
    "postgresql": (
        ("ALTER TABLE op_log DISABLE TRIGGER op_log_append_only",),
        ("ALTER TABLE op_log ENABLE TRIGGER op_log_append_only",),
    ),
}


@contextmanager
def past_the_guard(connection: Connection) -> Iterator[None]:
    """Within this, and one transaction, the log's guard is open: where its oldest entries are let go of, and where
    what is sealed in it is sealed with another key."""
    opening, closing = _GATES[connection.dialect.name]
    for statement in opening:
        connection.exec_driver_sql(statement)
    yield
    for statement in closing:
        connection.exec_driver_sql(statement)


@dataclass(frozen=True, slots=True)
class Act:
    """What the log keeps of one act. `verdict` and `body` are JSON; `line` is the chain of acts it belongs to."""

    op: str
    person: str
    device: str
    kind: str
    id: str
    line: str = ""
    request_hash: str = ""
    body: str = ""
    verdict: str = ""
    received: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """An act that has its final verdict: whose it was, what was asked, what was answered."""

    person: str
    request_hash: str
    verdict: str
    seq: int


@dataclass(frozen=True, slots=True)
class Mark:
    """How far the log was at a moment: number and hash of its last entry, and the history (epoch) it belonged to."""

    n: int
    hash: str
    epoch: str = ""


@dataclass(frozen=True, slots=True)
class Audit:
    """What a reading of the whole log found. `at` is the number of the first entry that is not as it was written,
    `upto` the last where more than one may be meant. `wrong` says how: altered, removed or cut; rewritten, where all
    fits and yet contradicts a mark; restored, where a backup put back explains that. Empty when all is well. `head` is
    the last hash, `marked` the last entry that a mark vouches for, `start` the last entry that was let go of."""

    entries: int
    head: str
    at: int = 0
    op: str = ""
    wrong: str = ""
    upto: int = 0
    marked: int = 0
    start: int = 0


_HASHED = json.JSONEncoder(ensure_ascii=False)
_CHAINED = tuple(field.name for field in fields(Act))


def chained(act: Act, n: int, seq: int, before: str) -> dict[str, object]:
    """The log's row for an act as the `n`-th entry after one with the hash `before`."""
    row: dict[str, object] = {name: getattr(act, name) for name in _CHAINED}
    row |= {"n": n, "seq": seq, "prev_hash": before}
    return row | {"hash": _hash(row)}


def _hash(row: Mapping[str, object]) -> str:
    values = [row["n"], row["seq"], row["prev_hash"], *(row[name] for name in _CHAINED)]
    return hashlib.sha256(_HASHED.encode(values).encode()).hexdigest()


_JUDGED = select(op_log.c.op, op_log.c.person, op_log.c.request_hash, op_log.c.verdict, op_log.c.seq).where(
    op_log.c.op.in_(bindparam("ops", expanding=True))
)
_APPEND = op_log.insert()
_END = select(commit_counter.c.log_n, commit_counter.c.log_hash)
_KEPT = select(meta.c.value).where(meta.c.key == bindparam("name"))
_COUNTED = update(commit_counter).values(value=bindparam("head"), log_n=bindparam("n"), log_hash=bindparam("hash"))
_PAGE = select(op_log).where(op_log.c.n > bindparam("past")).order_by(op_log.c.n).limit(PAGE)


def judged(connection: Connection, ops: Iterable[str]) -> Mapping[str, Judged]:
    """The acts among `ops` that the log holds."""
    wanted = sorted(set(ops))
    if not wanted:
        return {}
    found = connection.execute(_JUDGED, {"ops": wanted})
    return {row.op: Judged(row.person, row.request_hash, row.verdict, row.seq) for row in found}


def append(connection: Connection, acts: Iterable[tuple[Act, int]], head: int, n: int, before: str) -> None:
    """Adds acts with their sequence behind entry `n` with hash `before`; the counter, which the caller holds, moves to
    `head` and to the last of these. The hash is of what was said, also where that lies sealed."""
    rows = []
    for act, seq in acts:
        n += 1
        row = chained(act, n, seq, before)
        before = str(row["hash"])
        rows.append(row | {"body": veiled_act(connection, act.kind, act.body)})
    if rows:
        connection.execute(_APPEND, rows)
    connection.execute(_COUNTED, {"head": head, "n": n, "hash": before})


def marked(connection: Connection) -> Mark:
    """How far the log is now."""
    end = connection.execute(_END).one()
    epoch = connection.execute(_KEPT, {"name": "epoch"}).scalar()
    return Mark(end.log_n, end.log_hash, str(epoch or ""))


def started(connection: Connection) -> Mark:
    """Behind which entry the log begins: none, until the oldest were let go of."""
    kept = connection.execute(_KEPT, {"name": START}).scalar()
    doc: dict[str, Any] = json.loads(kept) if kept else {"n": 0, "hash": ""}
    return Mark(int(doc["n"]), str(doc["hash"]))


def let_go(connection: Connection, upto: Mark) -> None:
    """Removes the entries up to a mark: the one way past the database's own guard, in one transaction."""
    with past_the_guard(connection):
        connection.execute(op_log.delete().where(op_log.c.n <= upto.n))
    connection.execute(meta.delete().where(meta.c.key == START))
    connection.execute(meta.insert().values(key=START, value=json.dumps({"n": upto.n, "hash": upto.hash})))


def newest(connection: Connection, upto: int) -> str:
    """When the last entry up to a number was received."""
    return str(connection.execute(select(func.max(op_log.c.received)).where(op_log.c.n <= upto)).scalar() or "")


def audit(connection: Connection, marks: Iterable[Mark] = ()) -> Audit:
    """Reads the whole log and names the first entry that was altered, removed, cut off or written anew."""
    start = started(connection)
    found, known = Audit(start.n, start.hash, marked=start.n, start=start.n), {mark.n: mark for mark in marks}
    if not _owned_up(connection, start):
        return replace(found, at=1, upto=start.n, wrong="removed")
    if start.n in known and known[start.n].hash != start.hash:
        return replace(found, at=1, upto=start.n, wrong="rewritten")
    for row in _entries(connection, start.n):
        found = _followed(found, row)
        mark = known.get(found.entries)
        if not found.wrong and mark is not None:
            fits = mark.hash == found.head
            found = replace(found, marked=mark.n) if fits else _denied(connection, found, mark, "rewritten")
        if found.wrong:
            return replace(found, op="") if found.wrong in ("removed", "cut") else found
    end, last = marked(connection), max(known.values(), key=lambda mark: mark.n, default=start)
    if found.entries < end.n:
        return replace(found, at=found.entries + 1, op="", wrong="cut")
    if found.head != end.hash:
        return replace(found, at=found.entries, wrong="altered")
    return _denied(connection, found, last, "cut") if found.entries < last.n else replace(found, op="")


def _owned_up(connection: Connection, start: Mark) -> bool:
    """Whether the log itself says that its oldest entries were let go of."""
    c = op_log.c
    said = connection.execute(select(c.body).where(c.kind == PRUNE, c.n > start.n)).scalars()
    return not start.n or any(f'"n": {start.n}, "hash": "{start.hash}"' in body for body in said)


def _entries(connection: Connection, n: int) -> Iterator[RowMapping]:
    while page := connection.execute(_PAGE, {"past": n}).mappings().all():
        yield from page
        n = page[-1]["n"]


def _followed(found: Audit, row: RowMapping) -> Audit:
    """The reading with one entry more: it must follow the one before, and be what its own hash says."""
    wrong = _wrong(dict(row), found.entries, found.head)
    if wrong == "removed":
        return replace(found, at=found.entries + 1, wrong=wrong)
    if wrong == "before":
        return replace(found, at=found.entries, wrong="altered")
    if wrong:
        return replace(found, at=row["n"], op=row["op"], wrong=wrong)
    return replace(found, entries=row["n"], head=row["hash"], op=row["op"])


def _denied(connection: Connection, found: Audit, mark: Mark, wrong: str) -> Audit:
    """A mark that the log contradicts: something between the last one that fits and this one is not as it was. Where
    the log ends before it, `at` is that end; what stands there behind the one that fits may be written anew as well."""
    c = op_log.c
    restores = connection.execute(select(c.body).where(c.kind == RESTORE)).scalars()
    if mark.epoch and any(f'"before": "{mark.epoch}"' in body for body in restores):
        wrong = "restored"
    at = found.entries + 1 if found.entries < mark.n else found.marked + 1
    return replace(found, at=at, upto=mark.n, op="", wrong=wrong)


def _wrong(row: Mapping[str, object], n: int, before: str) -> str:
    """How an entry fails to follow the one before: its own words changed, those of the one before, or a gap."""
    if row["n"] != n + 1:
        return "removed"
    if row["hash"] != _hash(row):
        return "altered"
    return "" if row["prev_hash"] == before else "before"


_LAST = (
    select(op_log.c.op, op_log.c.kind)
    .where(op_log.c.person == bindparam("whose"), op_log.c.device == bindparam("where"))
    .order_by(op_log.c.n.desc())
    .limit(bindparam("most"))
)


def last_acts(connection: Connection, person: str, device: str, most: int) -> list[tuple[str, str]]:
    """Name and kind of what was last logged for a desk of a person, the newest first."""
    found = connection.execute(_LAST, {"whose": person, "where": device, "most": most})
    return [(row.op, row.kind) for row in found]
