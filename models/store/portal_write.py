"""The one write rule: whatever changes a row goes through a Writing, which numbers, feeds and logs it as one commit."""

import json
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Connection, Table, bindparam, insert, select
from sqlalchemy.dialects import postgresql, sqlite

from models.docket import DESKS, ROW, docket_of
from models.facets import facets
from models.matter import Matter, from_doc
from models.scopes import CHILDREN, WRITER_ROW, scopes_of, scopes_of_child
from models.steps import Child, Version
from models.store.portal_feed import holders, meant, membership, reachable
from models.store.portal_log import Act, Judged, append, judged
from models.store.portal_removals import taken
from models.store.portal_tables import blob_ref, commit_counter, feed, numbers, rows
from models.store.tables import FACETS
from models.store.veiled import veiled

Key = tuple[str, str]
_COMPACT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def dumps(value: object) -> str:
    """Compact JSON with every character as itself."""
    return _COMPACT.encode(value)


# What every act asks and writes is put together once: building these took as long as the database took for them.
_LOCKED = (
    select(rows.c.id, rows.c.version, rows.c.doc)
    .where(rows.c.type == bindparam("type"), rows.c.id.in_(bindparam("ids", expanding=True)))
    .order_by(rows.c.id)
    .with_for_update()
)
_COUNTER = select(commit_counter).with_for_update()


@cache
def _upserting(insert_: Callable[[Table], Any], table: Table, changing: tuple[str, ...]) -> Any:
    """The statement that writes rows of a table; those that are there change in these columns, or not at all."""
    statement = insert_(table)
    keys = [column.name for column in table.primary_key]
    if not changing:
        return statement.on_conflict_do_nothing()
    new = {name: statement.excluded[name] for name in changing}
    return statement.on_conflict_do_update(index_elements=keys, set_=new)


def insert_for(connection: Connection) -> Callable[[Table], Any]:
    """The INSERT of this database that knows what to do on a conflict; both say it alike, in different classes."""
    return sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert


@dataclass(frozen=True, slots=True)
class Put:
    """A row about to be written: who may hold it, and its document once its version is known."""

    type: str
    id: str
    scopes: frozenset[str]
    doc: Callable[[int], Mapping[str, Any]]
    of_child: Callable[[str, str], frozenset[str]] = lambda _type, _why: frozenset()
    """The scopes of a row that belongs to this one, by its type and why it was kept."""

    @property
    def key(self) -> Key:
        """What tells the row from all others."""
        return self.type, self.id


def put_matter(matter: Matter) -> tuple[Put, ...]:
    """The row of a matter, and of its docket where its kind has one."""
    doc = matter.to_doc()
    own = Put(
        matter.kind,
        matter.id,
        scopes_of(matter.kind, doc),
        lambda at: {**doc, "touched": matter.marks(at)},
        lambda type_, why: scopes_of_child(type_, why, matter.kind, doc),
    )
    if matter.kind not in DESKS:
        return (own,)
    watched = docket_of(matter).to_doc()
    return own, Put(ROW, matter.id, scopes_of(ROW, watched), lambda _: watched)


def put_version(version: Version, matter: Matter) -> Put:
    """The row of a kept text, held by those who hold its matter and may see such a text."""
    doc = {name: getattr(version, name) for name in ("item", "digest", "why", "by", "name", "at")}
    whole = {**doc, "fields": dict(version.fields)}
    scopes = scopes_of_child("version", version.why, matter.kind, matter.standing)
    return Put("version", version.id, scopes, lambda _: whole)


def put_child(child: Child, matter: Matter) -> Put:
    """The row of what belongs to a matter and is held by fewer."""
    scopes = scopes_of_child(child.type, "", matter.kind, matter.standing)
    return Put(child.type, child.id, scopes, lambda _: child.doc)


def _with_its_matter(put: Put, parents: Mapping[str, Put]) -> frozenset[str]:
    """Who may hold a row at the end of a commit: what came and was passed on in one commit belongs where it lies now,
    not where it lay when the row was made (Art. 25)."""
    parent = parents.get(put.id.partition(".")[0]) if put.type in CHILDREN else None
    return parent.of_child(put.type, str(put.doc(0).get("why") or "")) if parent else put.scopes


def put_plain(type_: str, identity: str, doc: Mapping[str, Any]) -> Put:
    """A row of the directory, or of one person's own."""
    return Put(type_, identity, scopes_of(type_, doc), lambda _: doc)


class Writing:
    """One transaction. Everything is gathered first; `seal` takes the counter last and writes it all at once."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._insert = insert_for(connection)
        self._there: set[Key] = set()
        self._work: list[tuple[Act | None, tuple[Put, ...]]] = []
        self._numbers: dict[tuple[str, str, int], int] = {}
        self._new_series: set[tuple[str, str, int]] = set()
        self._meant: list[tuple[str, Key]] = []
        self.seqs: dict[str, int] = {}
        """After `seal`: the sequence of each act."""
        self._refs: set[tuple[str, str, str]] = set()

    def judged(self, ops: Iterable[str]) -> Mapping[str, Judged]:
        """The acts among `ops` that have their final verdict."""
        return judged(self._connection, ops)

    def matters(self, kind: str, ids: Collection[str]) -> Mapping[str, Matter]:
        """The matters of a kind among `ids`, locked until the commit."""
        found = self._connection.execute(_LOCKED, {"type": kind, "ids": sorted(ids)}).all()
        self._there |= {(kind, row.id) for row in found}
        if kind in DESKS:
            self._there |= {(ROW, row.id) for row in found}
        return {row.id: from_doc(row.id, row.version, json.loads(row.doc)) for row in found}

    def taken(self, kinds: Collection[str], ids: Collection[str]) -> set[str]:
        """Those of the ids that a matter of one of these kinds has."""
        chosen = select(rows.c.id).where(rows.c.type.in_(kinds), rows.c.id.in_(sorted(ids)))
        return set(self._connection.execute(chosen).scalars())

    def documents(self, type_: str) -> Mapping[str, Mapping[str, Any]]:
        """All documents of a type that has few rows, by id."""
        found = self._connection.execute(select(rows.c.id, rows.c.doc).where(rows.c.type == type_)).all()
        self._there |= {(type_, row.id) for row in found}
        return {row.id: json.loads(row.doc) for row in found}

    def held(self, type_: str, ids: Collection[str] = (), start: str = "") -> Mapping[str, Mapping[str, Any]]:
        """The documents of a type with these ids, or with ids from `start` on, locked until the commit."""
        which = rows.c.id.in_(sorted(ids)) if ids else rows.c.id >= start
        chosen = select(rows.c.id, rows.c.doc).where(rows.c.type == type_, which)
        found = self._connection.execute(chosen.order_by(rows.c.id).with_for_update()).all()
        self._there |= {(type_, row.id) for row in found}
        return {row.id: json.loads(row.doc) for row in found}

    def contact(self, matter: str) -> Mapping[str, str]:
        """What is known of the writer of a matter."""
        chosen = select(rows.c.doc).where(rows.c.type == WRITER_ROW, rows.c.id == f"{matter}.{WRITER_ROW}")
        found = self._connection.execute(chosen).scalar()
        known = json.loads(found).get("contact") if found else None
        return known if isinstance(known, dict) else {}

    def number(self, org: str, column: str, year: int) -> int:
        """The next number of a series; final only with the commit, so that a refused step leaves no gap."""
        series, c = (org, column, year), numbers.c
        if series not in self._numbers:
            chosen = select(c.last).where(c.org == org, c.column == column, c.year == year).with_for_update()
            last = self._connection.execute(chosen).scalar()
            self._numbers[series] = last or 0
            if last is None:
                self._new_series.add(series)
        self._numbers[series] += 1
        return self._numbers[series]

    def numbers_now(self) -> dict[tuple[str, str, int], int]:
        """The numbers as they stand, for `numbers_back`."""
        return dict(self._numbers)

    def numbers_back(self, before: dict[tuple[str, str, int], int]) -> None:
        """Gives back what a refused step had taken."""
        self._numbers = before

    def reachable(self, sha256: str, person: str, scopes: Iterable[str]) -> bool:
        """Whether the person brought a file, or holds a row that speaks of it."""
        return reachable(self._connection, sha256, person, scopes)

    def refer(self, type_: str, identity: str, files: Iterable[str]) -> None:
        """Notes that a row speaks of these files, so that who may read the row may read them."""
        self._refs |= {(sha256, type_, identity) for sha256 in files}

    def note(self, act: Act | None, puts: Iterable[Put] = ()) -> None:
        """One act with the rows that it changes, to be committed together."""
        self._work.append((act, tuple(puts)))

    def mean(self, scope: str, since: int) -> int:
        """What a scope lost since a sequence was meant: desks are told so, and let it go unasked. How many rows."""
        keys = taken(self._connection, scope, since)
        self._meant += [(scope, key) for key in keys]
        return len(keys)

    def seal(self) -> tuple[int, frozenset[str]]:
        """Writes what was gathered under new sequences; gives the last one and the scopes that changed."""
        if not self._work:
            return 0, frozenset()
        before = self._holders_before()
        changing = sum(bool(puts) for _, puts in self._work) + bool(self._meant)
        counter = self._connection.execute(_COUNTER).one()
        seq, head = counter.value, counter.value + changing
        acts, last = list[tuple[Act, int]](), dict[Key, tuple[Put, int]]()
        for act, puts in self._work:
            seq += bool(puts)
            acts += [(act, seq)] if act else []
            last |= {put.key: (put, seq) for put in puts}
        self._write_rows(last)
        changed = self._write_feed(last, before, head)
        self._write_rest()
        append(self._connection, acts, head, counter.log_n, counter.log_hash)
        self.seqs = {act.op: at for act, at in acts}
        return head, changed

    def _holders_before(self) -> Mapping[Key, frozenset[str]]:
        by_type: dict[str, set[str]] = {}
        for _, puts in self._work:
            for put in puts:
                if put.key in self._there or put.type in CHILDREN:
                    by_type.setdefault(put.type, set()).add(put.id)
        return {
            (type_, identity): scopes
            for type_, ids in by_type.items()
            for identity, scopes in holders(self._connection, type_, ids).items()
        }

    def _write_rows(self, last: Mapping[Key, tuple[Put, int]]) -> None:
        """New rows by a plain INSERT: if somebody was faster, this commit fails and is judged again."""
        fresh, known, kept = list[dict[str, Any]](), list[dict[str, Any]](), list[dict[str, Any]]()
        for key, (put, seq) in last.items():
            doc = put.doc(seq)
            found = facets(put.type, doc)
            names = {name: getattr(found, name) for name in FACETS}
            text = veiled(self._connection, put.type, dumps(doc))
            row = {"type": put.type, "id": put.id, "version": seq, "doc": text, **names}
            (kept if put.type in CHILDREN else known if key in self._there else fresh).append(row)
        if fresh:
            self._connection.execute(insert(rows), fresh)
        self._upsert(rows, [*known, *kept], ("version", "doc", *FACETS))

    def _upsert(self, table: Table, values: list[dict[str, Any]], changing: tuple[str, ...]) -> None:
        if values:
            self._connection.execute(_upserting(self._insert, table, changing), values)

    def _write_feed(
        self, last: Mapping[Key, tuple[Put, int]], before: Mapping[Key, frozenset[str]], end: int
    ) -> frozenset[str]:
        values = [meant(scope, key, end) for scope, key in self._meant]
        parents = {put.id: put for put, _ in last.values() if put.type not in CHILDREN and put.type != ROW}
        for key, (put, seq) in last.items():
            old = before.get(key, frozenset())
            values += membership(key, _with_its_matter(put, parents), old, seq)
            if key in self._there and old != put.scopes:
                values += self._children(put, last, seq) if put.type != ROW else []
        self._upsert(feed, values, ("seq", "op", "why"))
        return frozenset(value["scope"] for value in values)

    def _children(self, put: Put, last: Mapping[Key, tuple[Put, int]], seq: int) -> list[dict[str, Any]]:
        """What belongs to a matter goes where it goes."""
        c, low, high = rows.c, f"{put.id}.", f"{put.id}/"
        chosen = select(c.type, c.id, c.state).where(c.type.in_(CHILDREN), c.id > low, c.id < high)
        found = [row for row in self._connection.execute(chosen) if (row.type, row.id) not in last]
        moved = []
        for type_ in CHILDREN:
            whys = {row.id: row.state for row in found if row.type == type_}
            held = holders(self._connection, type_, whys) if whys else {}
            for each, why in whys.items():
                now, before = put.of_child(type_, why), held.get(each, frozenset())
                moved += membership((type_, each), now, before, seq, again=False)
        return moved

    def _write_rest(self) -> None:
        """A series begins by a plain INSERT: two that begin it at once must not both give out its first number."""
        series = [
            (key, {"org": key[0], "column": key[1], "year": key[2], "last": n}) for key, n in self._numbers.items()
        ]
        fresh = [row for key, row in series if key in self._new_series]
        if fresh:
            self._connection.execute(insert(numbers), fresh)
        self._upsert(numbers, [row for key, row in series if key not in self._new_series], ("last",))
        refs = [{"sha256": sha256, "type": type_, "id": identity} for sha256, type_, identity in sorted(self._refs)]
        self._upsert(blob_ref, refs, ())
