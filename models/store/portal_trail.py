"""What the log of acts says to an auditor: who did what on which matter and what came of it, never the words in it."""

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, or_, select

from models.store.portal_tables import op_log


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries; what is empty asks nothing. `since` and `until` are days or moments, a day to its end; `kind` is
    an act, `item.sign_off`, or all of one kind, `item`."""

    since: str = ""
    until: str = ""
    person: str = ""
    kind: str = ""
    matter: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One entry. `result` is empty where nothing was judged; `code` says why not."""

    n: int
    at: str
    person: str
    device: str
    kind: str
    id: str
    op: str
    result: str
    code: str


_C = op_log.c
_SHOWN = (_C.n, _C.received, _C.person, _C.device, _C.kind, _C.id, _C.op, _C.verdict)


def newest(connection: Connection, wanted: Wanted, most: int) -> list[Line]:
    """The newest entries of those wanted, at most so many, the oldest of them first."""
    chosen = select(*_SHOWN).where(*_conditions(wanted)).order_by(_C.n.desc()).limit(most)
    return [_line(row) for row in reversed(connection.execute(chosen).all())]


def _line(row: Any) -> Line:
    judged = json.loads(row.verdict) if row.verdict else {}
    came = judged.get("result", ""), judged.get("code", "")
    return Line(row.n, row.received, row.person, row.device, row.kind, row.id, row.op, *came)


def _conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    end = wanted.until if "T" in wanted.until else f"{wanted.until}T24"
    below = _C.kind.startswith(f"{wanted.kind}.", autoescape=True)
    asked = [
        (wanted.since, _C.received >= wanted.since), (wanted.until, _C.received <= end),
        (wanted.person, _C.person == wanted.person), (wanted.kind, or_(_C.kind == wanted.kind, below)),
        (wanted.matter, _C.id == wanted.matter),
    ]  # fmt: skip
    return [condition for word, condition in asked if word]
