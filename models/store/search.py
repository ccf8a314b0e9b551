"""Finds matters by any word in them, two Chinese characters included; the index follows the rows in small batches,
whose words are parted before the transaction that enters them begins.

Each sign beyond ASCII is a token of its own and a query of several is a phrase. What a list filters by stands in the
index as well, and entries are numbered by the moment of their last change, so that an answer comes filtered and in
order."""

import json
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, func, select, text
from sqlalchemy.dialects.sqlite import insert

from models.facets import Facets, facets
from models.late import load
from models.store.desk_tables import overlay, rows, search_text, search_todo
from models.store.listing import KINDS
from models.store.queries import Term
from models.store.tables import among

_STOPS = "。！？；：，、"
_CLEAR = re.compile(rf"[^\w\x00-\x7f{_STOPS}]+")
"""Quotation marks, brackets and other signs beyond ASCII, over which a phrase reaches."""
_WORDS = re.compile("([0-9a-z_]+)")
_TOKENS = re.compile(r"[0-9a-z_]+|[^\x00-\x7f]")
_SEARCHED = ("title", "doc_no", "summary", "contributor", "body")
_SLOTS = 1 << 20
MERGED, MERGED_EACH = 16, 2
"""Pages of the index that are tidied with every batch, and with every entry of it."""
_NAMES = (("kind", "k"), ("unit", "u"), ("state", "s"), ("column", "c"), ("author", "a"))

_PUT = text("INSERT INTO search_fts (rowid, facets, words) VALUES (:docid, :facets, :words)")
_TAKE = text("INSERT INTO search_fts (search_fts, rowid, facets, words) VALUES ('delete', :docid, :facets, :words)")
_MERGE = text("INSERT INTO search_fts (search_fts, rank) VALUES ('merge', :pages)")
_MATCH = text(
    "SELECT t.id FROM search_fts f JOIN search_text t ON t.docid = f.rowid WHERE search_fts MATCH :match "
    "ORDER BY f.rowid DESC LIMIT :limit OFFSET :offset"
)
_TODO = (
    "INSERT INTO search_todo (type, id, turn) VALUES (?, ?, random()) ON CONFLICT DO UPDATE SET turn = excluded.turn"
)
"""By the driver itself: a first pull notes tens of thousands, and the statement has no name for its values."""
_LAST = text(
    "SELECT value AS low, (SELECT max(docid) FROM search_text WHERE docid >= value AND docid < value + :slots) AS last "
    "FROM json_each(:lows)"
)
_COUNT = text("SELECT count(*) FROM search_fts WHERE search_fts MATCH :match")
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Ready:
    """A matter whose words are parted, as it was when it was noted in this `turn`. `before` is what its entry holds
    until now, packed, and `leaving` the same parted. Without a `moment` it has no entry from now on."""

    key: Key
    turn: int
    before: bytes = b""
    leaving: str = ""
    moment: str = ""
    facets: str = ""
    tokens: str = ""
    packed: bytes = b""


def tokens(words: str) -> str:
    """Text in small letters with room around every sign beyond ASCII, so that each becomes a token; what parts
    sentences and lines is one as well, so that a phrase never reaches over it."""
    parts = _WORDS.split(_CLEAR.sub(" ", words.replace("\0", "").replace("\n", "。")).lower())
    parts[::2] = _apart("\0".join(parts[::2])).split("\0")
    return " ".join(parts)


def _apart(text: str) -> str:
    """A blank before each character; four bytes hold one, and no character is touched by itself."""
    data = text.encode("utf-32-le")
    wide = bytearray(" \0".encode("utf-32-le")) * len(text)
    for at in range(4):
        wide[4 + at :: 8] = data[at::4]
    return wide.decode("utf-32-le")


def words_of(doc: Mapping[str, Any]) -> str:
    """Everything of a matter that a person may search for."""
    fields, system = doc.get("fields", {}), doc.get("system", {})
    parts = [str(fields.get(name) or "") for name in _SEARCHED[:-1]]
    parts += [str(each) for each in fields.get("keywords") or ()]
    parts += [str(each.get("name", "")) for each in fields.get("attachments") or () if isinstance(each, dict)]
    parts += [str(system.get(name) or "") for name in ("index_no", "number", "provisional_no")]
    return "\n".join([*filter(None, parts), load("models.content.for_rules").plain(str(fields.get("body") or ""))])


def _facet_words(found: Facets) -> str:
    plain_ones = [f"{mark}_{value}" for name, mark in _NAMES if (value := getattr(found, name))]
    return " ".join([*plain_ones, *(f"p_{unit}" for unit in found.partners.split("|") if unit)])


def expression(words: str, wanted: Sequence[Term]) -> str:
    """The query of the index; empty when nothing searchable was typed."""
    phrases = [phrase for word in words.split() if (phrase := _phrase(word))]
    ways = [way for term in wanted if (way := _way(term)) is not None]
    if not phrases or not ways:
        return ""
    typed = " AND ".join(f"{{words}} : {phrase}" for phrase in phrases)
    return typed if "" in ways else f"({typed}) AND ({' OR '.join(ways)})"


def _phrase(word: str) -> str:
    found = _TOKENS.findall(tokens(word).strip(f" _{_STOPS}"))
    if not found:
        return ""
    open_ended = "*" if found[-1].isascii() else ""
    return f'"{" ".join(found)}"{open_ended}'


def _way(term: Term) -> str:
    names = (*_NAMES, ("partner", "p"))
    wants = [_any(mark, getattr(term, name)) for name, mark in names if getattr(term, name)]
    without = [("s", term.not_state), ("a", term.not_author)]
    but = " OR ".join(_any(mark, values) for mark, values in without if values)
    if not wants:
        return ""
    have = " AND ".join(wants)
    return f"(({have}) NOT ({but}))" if but else f"({have})"


def _any(mark: str, values: Iterable[str]) -> str:
    return "(" + " OR ".join(f'{{facets}} : "{mark}_{_bare(value)}"' for value in values) + ")"


def _bare(value: str) -> str:
    return value.replace('"', " ")


def match(connection: Connection, query: str, offset: int, limit: int) -> list[str]:
    """The ids of a stretch of the answer, the last change first."""
    values = {"match": query, "limit": limit, "offset": offset}
    return list(connection.execute(_MATCH, values).scalars())


def match_count(connection: Connection, query: str) -> int:
    """How many matters the answer has."""
    return int(connection.execute(_COUNT, {"match": query}).scalar_one())


def fall_behind(connection: Connection, entries: Iterable[tuple[str, str]]) -> None:
    """Notes that the entries of these matters (type, id) are to be made anew."""
    values = [entry for entry in entries if entry[0] in KINDS]
    if values:
        connection.exec_driver_sql(_TODO, values)


def behind(connection: Connection) -> int:
    """How many entries are to be made anew."""
    return int(connection.execute(select(func.count()).select_from(search_todo)).scalar_one())


def prepare(connection: Connection, most: int, passed: Collection[Key] = ()) -> list[Ready]:
    """At most `most` of the entries that are behind, without those `passed` over, ready to be entered. Only reads; what
    takes time is done here."""
    behind = connection.execute(select(search_todo).limit(most + len(passed)))
    todo = {(row.type, row.id): row.turn for row in behind if (row.type, row.id) not in passed}
    docs, old = _docs(connection, list(todo)), {row.key: row for row in _entries(connection, list(todo))}
    return [_ready(key, turn, docs.get(key), old[key].packed if key in old else b"") for key, turn in todo.items()]


def enter(connection: Connection, ready: Sequence[Ready]) -> None:
    """Enters what was prepared; a matter that changed meanwhile stays behind."""
    turns = _turns(connection, [one.key for one in ready])
    same = [one for one in ready if turns.get(one.key) == one.turn]
    _take_out(connection, [one.key for one in same], {one.before: one.leaving for one in same})
    _put_in(connection, [one for one in same if one.moment])
    for done in among(search_todo, [one.key for one in same]):
        connection.execute(search_todo.delete().where(done))


def tidy(connection: Connection, entries: int) -> None:
    """Joins parts of the index, about as much as so many entries add to it."""
    connection.execute(_MERGE, {"pages": MERGED + MERGED_EACH * entries})


def follow(connection: Connection, most: int) -> int:
    """All of it in one transaction, for who holds up nobody by it; how many entries it made."""
    ready = prepare(connection, most)
    enter(connection, ready)
    tidy(connection, len(ready))
    return len(ready)


def forget(connection: Connection, type_: str, identity: str) -> None:
    """Takes a matter's words out of the index, every one of them."""
    _take_out(connection, [(type_, identity)], {})


def _turns(connection: Connection, keys: Sequence[Key]) -> dict[Key, int]:
    """When these matters were noted last, as far as they are behind."""
    chosen = [connection.execute(select(search_todo).where(some)) for some in among(search_todo, keys)]
    return {(row.type, row.id): row.turn for found in chosen for row in found}


def _docs(connection: Connection, keys: Sequence[Key]) -> dict[Key, str]:
    """The texts of these matters as the person sees them: what lies over a row in place of the row."""
    found: dict[Key, str] = {}
    for table in (rows, overlay):
        for some in among(table, keys):
            for row in connection.execute(select(table.c.type, table.c.id, table.c.doc).where(some)):
                found[row.type, row.id] = row.doc
    return found


@dataclass(frozen=True, slots=True)
class _Entry:
    key: Key
    docid: int
    facets: str
    packed: bytes


def _entries(connection: Connection, keys: Sequence[Key]) -> list[_Entry]:
    found: list[_Entry] = []
    for some in among(search_text, keys):
        chosen = connection.execute(select(search_text).where(some))
        found += [_Entry((row.type, row.id), row.docid, row.facets, row.packed) for row in chosen]
    return found


def _ready(key: Key, turn: int, text: str | None, before: bytes) -> Ready:
    leaving = _unpacked(before) if before else ""
    doc = json.loads(text) if text is not None else {}
    found = facets(key[0], doc) if doc else None
    if found is None or not found.listed:
        return Ready(key, turn, before, leaving)
    words, moment = words_of(doc), found.changed_at or "-"
    packed = load("models.packed").packed(words)
    return Ready(key, turn, before, leaving, moment, _facet_words(found), tokens(words), packed)


def _unpacked(packed: bytes) -> str:
    return tokens(load("models.packed").unpacked(packed))


def _take_out(connection: Connection, keys: Sequence[Key], parted: Mapping[bytes, str]) -> None:
    """`parted` are the words of entries by what they are packed as; what is not among them is parted now."""
    old = [
        {"docid": each.docid, "facets": each.facets, "words": parted.get(each.packed) or _unpacked(each.packed)}
        for each in _entries(connection, keys)
    ]
    if old:
        connection.execute(_TAKE, old)
        connection.execute(search_text.delete().where(search_text.c.docid == bindparam("docid")), old)


def _put_in(connection: Connection, ready: Sequence[Ready]) -> None:
    lows = [_second(one.moment) * _SLOTS for one in ready]
    found = connection.execute(_LAST, {"slots": _SLOTS, "lows": json.dumps(sorted(set(lows)))})
    free = {row.low: row.low if row.last is None else row.last + 1 for row in found}
    new = list[dict[str, Any]]()
    for one, low in zip(ready, lows, strict=True):
        new.append(
            {"type": one.key[0], "id": one.key[1], "docid": free[low], "facets": one.facets, "packed": one.packed}
        )
        free[low] += 1
    if new:
        connection.execute(insert(search_text), new)
        connection.execute(_PUT, [{**entry, "words": one.tokens} for entry, one in zip(new, ready, strict=True)])


def _second(moment: str) -> int:
    """The entries of a second have numbers of their own, so that all sort by their moment."""
    try:
        return max(int(datetime.fromisoformat(moment).timestamp()), 0)
    except ValueError:
        return 0
