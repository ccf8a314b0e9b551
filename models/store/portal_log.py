"""The log of acts: who did what and what the portal answered, each entry chained to the one before it by its hash."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields

from sqlalchemy import Connection, select, update

from models.store.portal_tables import commit_counter, op_log

PAGE = 1000


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
class Audit:
    """What a reading of the whole log found. `at` is the number of the first entry that is not as it was written,
    `wrong` says how: altered, removed or cut; empty when all is well. `head` is the last hash."""

    entries: int
    head: str
    at: int = 0
    op: str = ""
    wrong: str = ""


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


def judged(connection: Connection, ops: Iterable[str]) -> Mapping[str, Judged]:
    """The acts among `ops` that the log holds."""
    wanted = sorted(set(ops))
    if not wanted:
        return {}
    c = op_log.c
    found = connection.execute(select(c.op, c.person, c.request_hash, c.verdict, c.seq).where(c.op.in_(wanted)))
    return {row.op: Judged(row.person, row.request_hash, row.verdict, row.seq) for row in found}


def append(connection: Connection, acts: Iterable[tuple[Act, int]], n: int, before: str) -> None:
    """Adds acts with their sequence behind entry `n` with hash `before`; the caller holds the counter."""
    rows = []
    for act, seq in acts:
        n += 1
        row = chained(act, n, seq, before)
        before = str(row["hash"])
        rows.append(row)
    if rows:
        connection.execute(op_log.insert(), rows)
        connection.execute(update(commit_counter).values(log_n=n, log_hash=before))


def audit(connection: Connection) -> Audit:
    """Reads the whole log and names the first entry that was altered, removed or cut off."""
    n, before, op = 0, "", ""
    while page := connection.execute(
        select(op_log).where(op_log.c.n > n).order_by(op_log.c.n).limit(PAGE)
    ).mappings().all():  # fmt: skip
        for row in page:
            wrong = _wrong(dict(row), n, before)
            if wrong:
                at = n + 1 if wrong == "removed" else n if wrong == "rewritten" else row["n"]
                name = op if wrong == "rewritten" else row["op"] if wrong == "altered" else ""
                return Audit(n, before, at, name, "altered" if wrong == "rewritten" else wrong)
            n, before, op = row["n"], row["hash"], row["op"]
    end = connection.execute(select(commit_counter.c.log_n, commit_counter.c.log_hash)).one()
    if n < end.log_n:
        return Audit(n, before, n + 1, "", "cut")
    return Audit(n, before) if before == end.log_hash else Audit(n, before, n, op, "altered")


def _wrong(row: Mapping[str, object], n: int, before: str) -> str:
    """How an entry fails to follow the one before: its own words changed, the one before rewritten, or a gap."""
    if row["n"] != n + 1:
        return "removed"
    if row["hash"] != _hash(row):
        return "altered"
    return "" if row["prev_hash"] == before else "rewritten"
