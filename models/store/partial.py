"""How far the file of a large scope was taken in: kept with the rows themselves, so that a cut costs nothing."""

import base64
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from sqlalchemy import Connection, bindparam, select

from models.store.desk import remember, remembered
from models.store.desk_tables import meta

_KEY = "partial:"
_FORGET = meta.delete().where(meta.c.key.in_(bindparam("keys", expanding=True)))


@dataclass(frozen=True, slots=True)
class Partial:
    """Of the file `etag`, as the scope was at `seq` of the portal `epoch`, `at` bytes were taken in: `rows` of `of`,
    whose marks add up to `total`.

    The feed goes on from `since`: an earlier sequence where another file was begun before this one. `rest` are bytes
    that came behind `at` and are no whole frame yet."""

    etag: str
    epoch: str = ""
    seq: int = 0
    since: int = -1
    at: int = 0
    rows: int = 0
    of: int = 0
    total: int = 0
    rest: bytes = b""

    @property
    def come(self) -> int:
        """How many bytes need not be asked for again."""
        return self.at + len(self.rest)


def partial(connection: Connection, scope: str) -> Partial | None:
    """How far a scope has come; None where nothing was begun."""
    known = remembered(connection, _KEY + scope)
    return _read(known) if known else None


def partials(connection: Connection) -> dict[str, Partial]:
    """Every scope whose file was begun."""
    found = connection.execute(select(meta.c.key, meta.c.value).where(meta.c.key.startswith(_KEY, autoescape=True)))
    return {row.key.removeprefix(_KEY): _read(row.value) for row in found}


def note_partial(connection: Connection, scope: str, come: Partial) -> None:
    """Keeps how far a scope has come."""
    doc = {**asdict(come), "rest": base64.b64encode(come.rest).decode(), "total": str(come.total)}
    remember(connection, _KEY + scope, json.dumps(doc))


def forget_partials(connection: Connection, scopes: Iterable[str]) -> None:
    """These scopes are listed, or no longer this person's."""
    keys = [_KEY + scope for scope in scopes]
    if keys:
        connection.execute(_FORGET, {"keys": keys})


def _read(text: str) -> Partial:
    doc = json.loads(text)
    return Partial(**{**doc, "rest": base64.b64decode(doc["rest"]), "total": int(doc["total"])})


def begun_again(come: Partial | None, etag: str) -> Partial:
    """The start of another file than the one that was begun; what left the scope between the two, the feed tells."""
    return Partial(etag, since=come.since if come else -1)
