"""Texts that are being written: on the disk within half a second of the last key, with the text they started from."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, bindparam, func, select
from sqlalchemy.dialects.sqlite import insert

from models.store.desk_tables import draft, kept_draft, meta

EVERY = timedelta(minutes=10)
KEPT = timedelta(days=90)
"""How long a text put by is kept."""
_ALL = select(draft).order_by(draft.c.saved_at)
_RESTING = _ALL.where(draft.c.saved_at <= bindparam("moment"))
_OF = select(draft).where(draft.c.id == bindparam("matter"))


@dataclass(frozen=True, slots=True)
class Draft:
    """The fields that differ from `started_from`, which was the text at row version `base`, in the chain of acts
    `line`. `recovered`: an earlier
    run of the program saved it, and ended before it was kept."""

    fields: Mapping[str, Any]
    saved_at: str = ""
    recovered: bool = False
    id: str = ""
    kind: str = ""
    started_from: Mapping[str, Any] = field(default_factory=dict)
    base: int = 0
    line: str = ""


def _dumps(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def save(connection: Connection, one: Draft, run: str) -> None:
    """Keeps a draft; its start is kept from the first save only. Every ten minutes its former text is put by."""
    _put_by(connection, one)
    values = {"fields": _dumps(dict(one.fields)), "run": run, "saved_at": one.saved_at}
    start = {"started_from": _dumps(dict(one.started_from)), "base": one.base, "line": one.line}
    statement = insert(draft).values(id=one.id, kind=one.kind, **values, **start)
    connection.execute(statement.on_conflict_do_update(index_elements=["id"], set_=values))


def _put_by(connection: Connection, one: Draft) -> None:
    last = connection.execute(select(func.max(kept_draft.c.saved_at)).where(kept_draft.c.id == one.id)).scalar()
    if last and datetime.fromisoformat(one.saved_at) - datetime.fromisoformat(last) < EVERY:
        return
    kept = insert(kept_draft).values(id=one.id, fields=_dumps(dict(one.fields)), saved_at=one.saved_at)
    connection.execute(kept)
    oldest = (datetime.fromisoformat(one.saved_at) - KEPT).isoformat(timespec="seconds")
    connection.execute(kept_draft.delete().where(kept_draft.c.id == one.id, kept_draft.c.saved_at < oldest))


def load(connection: Connection, identity: str, run: str) -> Draft | None:
    """The draft of a matter."""
    row = connection.execute(_OF, {"matter": identity}).one_or_none()
    return _draft(row, run) if row else None


def every(connection: Connection, run: str, saved_before: str = "") -> list[Draft]:
    """All drafts, or those that rest since a moment, the oldest first."""
    chosen, given = (_RESTING, {"moment": saved_before}) if saved_before else (_ALL, {})
    return [_draft(row, run) for row in connection.execute(chosen, given)]


def _draft(row: Any, run: str) -> Draft:
    texts = json.loads(row.fields), json.loads(row.started_from)
    return Draft(texts[0], row.saved_at, row.run != run, row.id, row.kind, texts[1], row.base, row.line)


def drop(connection: Connection, identity: str) -> None:
    """Lets go of a draft that became an act, or that the person threw away; what was put by stays."""
    connection.execute(draft.delete().where(draft.c.id == identity))


def earlier(connection: Connection, identity: str) -> list[tuple[str, Mapping[str, Any]]]:
    """The texts put by, the newest first, each with its moment."""
    statement = select(kept_draft).where(kept_draft.c.id == identity).order_by(kept_draft.c.n.desc())
    return [(row.saved_at, json.loads(row.fields)) for row in connection.execute(statement)]


def jot(connection: Connection, identity: str, notes: Mapping[str, Any]) -> None:
    """Keeps what a person noted beside a text and is no part of it, as half-made ticks; nothing noted drops it."""
    connection.execute(meta.delete().where(meta.c.key == _jotting(identity)))
    if notes:
        connection.execute(insert(meta).values(key=_jotting(identity), value=_dumps(dict(notes))))


def jotted(connection: Connection, identity: str) -> dict[str, Any]:
    """What was noted beside a text."""
    kept = connection.execute(select(meta.c.value).where(meta.c.key == _jotting(identity))).scalar()
    return dict(json.loads(kept)) if kept else {}


def _jotting(identity: str) -> str:
    return f"jot:{identity}"
