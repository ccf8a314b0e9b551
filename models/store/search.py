"""Finds matters by any word in them, two Chinese characters included; the index follows the rows in small batches.

Each character is a token of its own and a query of several is a phrase. What a list filters by stands in the index as
well, and entries are numbered by the moment of their last change, so that an answer comes filtered and in order."""

import json
import re
import zlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, select, text, tuple_
from sqlalchemy.dialects.sqlite import insert

from models.content import plain
from models.facets import Facets, facets
from models.store.desk_tables import overlay, rows, search_text, search_todo
from models.store.listing import KINDS, Term

_CHINESE = "[\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
_SPREAD = re.compile(f"(?<={_CHINESE})|(?={_CHINESE})")
"""The places, not the characters: a replacement without groups is made in C, ten times as fast."""
_STOPS = re.compile("[。！？；：，、!?;,\n]+")
_SEARCHED = ("title", "doc_no", "summary", "contributor", "body")
_SLOTS = 1 << 20
SOME = 200
"""How many entries one statement names."""
_NAMES = (("kind", "k"), ("unit", "u"), ("state", "s"), ("column", "c"), ("author", "a"))

_PUT = text("INSERT INTO search_fts (rowid, facets, words) VALUES (:docid, :facets, :words)")
_TAKE = text("INSERT INTO search_fts (search_fts, rowid, facets, words) VALUES ('delete', :docid, :facets, :words)")
_MATCH = text(
    "SELECT t.id FROM search_fts f JOIN search_text t ON t.docid = f.rowid WHERE search_fts MATCH :match "
    "ORDER BY f.rowid DESC LIMIT :limit OFFSET :offset"
)
_LAST = text("SELECT max(docid) FROM search_text WHERE docid BETWEEN :low AND :high")
_COUNT = text("SELECT count(*) FROM search_fts WHERE search_fts MATCH :match")


def tokens(words: str) -> str:
    """Text with room around every Chinese character, so that each becomes a token; what parts sentences and lines is
    one as well, so that a phrase never reaches over it."""
    return _SPREAD.sub(" ", _STOPS.sub(" _ ", words))


def words_of(doc: Mapping[str, Any]) -> str:
    """Everything of a matter that a person may search for."""
    fields, system = doc.get("fields", {}), doc.get("system", {})
    parts = [str(fields.get(name) or "") for name in _SEARCHED[:-1]]
    parts += [str(each) for each in fields.get("keywords") or ()]
    parts += [str(each.get("name", "")) for each in fields.get("attachments") or () if isinstance(each, dict)]
    parts += [str(system.get("index_no") or ""), str(system.get("provisional_no") or "")]
    return "\n".join([*filter(None, parts), plain(str(fields.get("body") or ""))])


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
    found = " ".join(re.findall(r"\w+", tokens(word))).strip("_ ").split()
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
    values = [{"type": type_, "id": id_} for type_, id_ in entries if type_ in KINDS]
    if values:
        connection.execute(insert(search_todo).on_conflict_do_nothing(), values)


def behind(connection: Connection) -> int:
    """How many entries are to be made anew."""
    return int(connection.execute(select(func.count()).select_from(search_todo)).scalar_one())


def follow(connection: Connection, most: int) -> int:
    """Makes at most `most` entries anew; how many it made."""
    todo = [(row.type, row.id) for row in connection.execute(select(search_todo).limit(most))]
    for at in range(0, len(todo), SOME):
        some = todo[at : at + SOME]
        _take_out(connection, some)
        _enter(connection, some)
        done = tuple_(search_todo.c.type, search_todo.c.id).in_(some)
        connection.execute(search_todo.delete().where(done))
    return len(todo)


def forget(connection: Connection, type_: str, identity: str) -> None:
    """Takes a matter's words out of the index, every one of them."""
    _take_out(connection, [(type_, identity)])


def _take_out(connection: Connection, entries: Sequence[tuple[str, str]]) -> None:
    where = tuple_(search_text.c.type, search_text.c.id).in_(entries)
    old = [
        {"docid": row.docid, "facets": row.facets, "words": tokens(zlib.decompress(row.packed).decode())}
        for row in connection.execute(select(search_text).where(where))
    ]
    if old:
        connection.execute(_TAKE, old)
        connection.execute(search_text.delete().where(where))


def _enter(connection: Connection, entries: Sequence[tuple[str, str]]) -> None:
    docs: dict[tuple[str, str], str] = {}
    for table in (rows, overlay):
        chosen = select(table.c.type, table.c.id, table.c.doc).where(tuple_(table.c.type, table.c.id).in_(entries))
        docs |= {(row.type, row.id): row.doc for row in connection.execute(chosen)}
    taken: dict[int, int] = {}
    made = [_entry(connection, *key, json.loads(doc), taken) for key, doc in docs.items()]
    new = [each for each in made if each is not None]
    if new:
        connection.execute(insert(search_text), [entry for entry, _ in new])
        connection.execute(_PUT, [{**entry, "words": tokens(words)} for entry, words in new])


def _entry(
    connection: Connection, type_: str, identity: str, doc: Mapping[str, Any], taken: dict[int, int]
) -> tuple[dict[str, Any], str] | None:
    found = facets(type_, doc)
    if not found.listed:
        return None
    words, docid = words_of(doc), _number(connection, found.changed_at, taken)
    packed = zlib.compress(words.encode(), 1)
    named = {"type": type_, "id": identity, "docid": docid}
    return {**named, "facets": _facet_words(found), "packed": packed}, words


def _number(connection: Connection, moment: str, taken: dict[int, int]) -> int:
    """A free number that sorts by the moment; `taken` are the last ones given out, by second."""
    try:
        second = max(int(datetime.fromisoformat(moment).timestamp()), 0)
    except ValueError:
        second = 0
    low = second * _SLOTS
    last = taken.get(second)
    if last is None:
        last = connection.execute(_LAST, {"low": low, "high": low + _SLOTS - 1}).scalar()
    taken[second] = low if last is None else last + 1
    return taken[second]
