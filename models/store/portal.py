"""The portal's database: one writer's rule, consistent reading, and a word to whoever waits for changes."""

import json
import secrets
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from threading import RLock
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, Select, and_, bindparam, func, or_, select
from sqlalchemy.exc import IntegrityError, OperationalError

from models.matter import Matter, from_doc
from models.people import Actor, Post
from models.problems import StoreFault
from models.store.connect import fault_of, looking, open_store, told
from models.store.portal_feed import Entry, entries, has_moved, holders, last_in, moved_since, reachable
from models.store.portal_log import Audit, Judged, Mark, audit, judged, marked, newest
from models.store.portal_presence import Present, present
from models.store.portal_tables import PORTAL, commit_counter, feed, meta, rows
from models.store.portal_write import Writing

T = TypeVar("T")
TRIES = 5
SOME = 500
"""Rows fetched at a time where there may be many."""
_PASSING = ("40001", "40P01")
"""What PostgreSQL says when two transactions stood in each other's way."""


# What every round asks is put together once: SQLAlchemy takes as long for that as SQLite for the answer.
_HEAD = select(commit_counter.c.value)
_ROW = select(rows.c.version, rows.c.doc).where(rows.c.type == bindparam("type"), rows.c.id == bindparam("id"))
_PERSON = select(commit_counter.c.value, rows.c.doc).select_from(
    commit_counter.outerjoin(rows, and_(rows.c.type == "person", rows.c.id == bindparam("person")))
)
_MOVED = _PERSON.add_columns(has_moved().label("moved"))
_LATEST = select(func.max(rows.c.version)).where(rows.c.type == bindparam("type"))


class Reading:
    """One moment of the database: all that is read through it belongs together."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def head(self) -> int:
        """The sequence of the last commit."""
        return int(self.connection.execute(_HEAD).scalar_one())

    def entries(self, cursor: Mapping[str, int], head: int = 0) -> Iterator[Entry]:
        """What the scopes in `cursor` gained and lost since; `head` as `models.store.portal_feed` says."""
        return entries(self.connection, cursor, head)

    def last_in(self, scopes: Sequence[str]) -> Mapping[str, int]:
        """The sequence of the last change in each of these scopes."""
        return last_in(self.connection, scopes)

    def moved_since(self, seq: int) -> Mapping[str, int]:
        """The last sequence of every scope that changed after `seq`."""
        return moved_since(self.connection, seq)

    def judged(self, ops: Sequence[str]) -> Mapping[str, Judged]:
        """The acts among `ops` that have their final verdict."""
        return judged(self.connection, ops)

    def matter(self, kind: str, identity: str) -> Matter | None:
        """A matter as it stands."""
        found = self._document(kind, identity)
        return from_doc(identity, *found) if found else None

    def waiting(self, kind: str, state: str) -> tuple[Matter, ...]:
        """The matters of a kind that stand in a state."""
        c = rows.c
        chosen = select(c.id, c.version, c.doc).where(c.listed, c.kind == kind, c.state == state)
        found = self.connection.execute(chosen)
        return tuple(from_doc(row.id, row.version, json.loads(row.doc)) for row in found)

    def lying(self, kind: str, states: Sequence[str], *, since: str = "", due: str = "") -> tuple[Matter, ...]:
        """The matters of a kind in one of these states that have not changed since a moment, or whose day is over."""
        c = rows.c
        past = [c.changed_at < since] if since else []
        past += [c.due < due, c.due != ""] if due else []
        chosen = select(c.id, c.version, c.doc).where(c.listed, c.kind == kind, c.state.in_(states), *past)
        return tuple(from_doc(row.id, row.version, json.loads(row.doc)) for row in self.connection.execute(chosen))

    def standing(self, states: Mapping[str, Sequence[str]]) -> Iterator[Matter]:
        """Every matter that stands in one of these states of its kind, one after the other out of the database."""
        c = rows.c
        for kind, names in states.items():
            chosen = select(c.id, c.version, c.doc).where(c.listed, c.kind == kind, c.state.in_(names))
            yield from self._each(chosen)

    def changed(self, since: int, ids: Iterable[str], kinds: Iterable[str]) -> Iterator[Matter]:
        """The matters of these kinds that changed after a sequence, and those with one of these ids."""
        c, f, types = rows.c, feed.c, tuple(kinds)
        moved = select(f.id).where(f.seq > since, f.type.in_(types))
        wanted = or_(c.id.in_(moved), c.id.in_(tuple(ids)))
        yield from self._each(select(c.id, c.version, c.doc).where(c.type.in_(types), wanted))

    def _each(self, chosen: Select[tuple[str, int, str]]) -> Iterator[Matter]:
        found = self.connection.execution_options(yield_per=SOME).execute(chosen)
        return (from_doc(row.id, row.version, json.loads(row.doc)) for row in found)

    def documents(self, type_: str) -> Mapping[str, Mapping[str, Any]]:
        """All documents of a type that has few rows, by id."""
        found = self.connection.execute(select(rows.c.id, rows.c.doc).where(rows.c.type == type_))
        return {row.id: json.loads(row.doc) for row in found}

    def in_states(self, type_: str, states: Collection[str]) -> Mapping[str, Mapping[str, Any]]:
        """The documents of a type of unlisted rows that stand in one of these states, by id."""
        c = rows.c
        chosen = select(c.id, c.doc).where(c.listed.is_(False), c.kind == type_, c.state.in_(states))
        return {row.id: json.loads(row.doc) for row in self.connection.execute(chosen)}

    def latest(self, type_: str) -> int:
        """The version of the last change among the rows of a type that has few."""
        return self.connection.execute(_LATEST, {"type": type_}).scalar() or 0

    def actor(self, person: str, device: str = "") -> Actor | None:
        """A person with the posts they hold now."""
        return self.actor_and_head(person, device)[0]

    def actor_and_head(self, person: str, device: str = "") -> tuple[Actor | None, int]:
        """A person with the posts they hold now, and the sequence of the last commit: each round asks for both."""
        row = self.connection.execute(_PERSON, {"person": person}).one()
        return actor_of(person, json.loads(row.doc), device) if row.doc else None, row.value

    def reachable(self, sha256: str, person: str, scopes: Iterable[str]) -> bool:
        """Whether the person brought a file, or holds a row that speaks of it."""
        return reachable(self.connection, sha256, person, scopes)

    def holders(self, type_: str, ids: Sequence[str]) -> Mapping[str, frozenset[str]]:
        """The scopes that hold each of these rows."""
        return holders(self.connection, type_, ids)

    def present(self, ids: Iterable[str], person: str, device: str) -> tuple[Present, ...]:
        """Everybody at these matters, and whatever this desk of this person has open."""
        return present(self.connection, ids, person, device)

    def audit(self, marks: Iterable[Mark] = ()) -> Audit:
        """What a reading of the whole log finds, also against marks that were kept elsewhere."""
        return audit(self.connection, marks)

    def marked(self) -> Mark:
        """How far the log of acts is."""
        return marked(self.connection)

    def newest(self, upto: int) -> str:
        """When the last of the acts up to a number was received."""
        return newest(self.connection, upto)

    def moved(self, person: str, device: str, cursor: Mapping[str, int]) -> tuple[Actor | None, int, bool]:
        """`actor_and_head`, and whether any of these scopes has moved beyond the place of the one furthest behind."""
        asked = {"person": person, "scopes": list(cursor), "low": min(cursor.values(), default=0)}
        row = self.connection.execute(_MOVED, asked).one()
        return actor_of(person, json.loads(row.doc), device) if row.doc else None, row.value, bool(row.moved)

    def _document(self, type_: str, identity: str) -> tuple[int, dict[str, Any]] | None:
        row = self.connection.execute(_ROW, {"type": type_, "id": identity}).one_or_none()
        return (row.version, json.loads(row.doc)) if row else None


def actor_of(person: str, doc: Mapping[str, Any], device: str = "") -> Actor:
    """The person that a directory row describes."""
    posts = frozenset(Post(post["unit"], post["role"]) for post in doc.get("posts", ()))
    return Actor(person, str(doc.get("name", "")), posts, device)


class PortalStore:
    """Opens transactions and closes them; `listeners` are told the sequence and scopes of each commit."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.listeners: list[Callable[[int, frozenset[str]], None]] = []
        self._where = str(engine.url.database)
        self._turn: AbstractContextManager[object] = RLock() if self.is_file else nullcontext()
        """SQLite takes one writer at a time, and would let one that waits look again only after ever longer sleeps."""
        self._readers = self._glances = engine
        if not self.is_file:
            self._readers = engine.execution_options(isolation_level="REPEATABLE READ")
            self._glances = engine.execution_options(isolation_level="AUTOCOMMIT")
        self.epoch = self._begin()
        self.key = self._once("writer_key", 32)
        """With it the marks are made by which letters of one writer are known: it never leaves the portal."""

    def _begin(self) -> str:
        """The name of this portal's history; made with the database, renewed when a backup is put back."""
        with told(self._where), self.engine.begin() as connection:
            if connection.execute(select(commit_counter.c.value)).first() is None:
                connection.execute(commit_counter.insert().values(one=1, value=0))
        return self._once("epoch", 8)

    def _once(self, name: str, size: int) -> str:
        """What was drawn under this name when the database was made, or is drawn now: `size` bytes in hex."""
        with told(self._where), self.engine.begin() as connection:
            known = connection.execute(select(meta.c.value).where(meta.c.key == name)).scalar()
            if known is None:
                known = secrets.token_hex(size)
                connection.execute(meta.insert().values(key=name, value=known))
        return str(known)

    @property
    def is_file(self) -> bool:
        """Whether the database is a file here, which answers a small question at once."""
        return self.engine.dialect.name == "sqlite"

    def finish(self) -> None:
        """Notes that the making of this portal came to its end: before, it may be thrown away and made anew."""
        with told(self._where), self.engine.begin() as connection:
            connection.execute(meta.insert().values(key="made", value="1"))

    def is_finished(self) -> bool:
        """Whether the making of this portal came to its end."""
        with self.looking() as connection:
            return connection.execute(select(meta.c.value).where(meta.c.key == "made")).first() is not None

    @contextmanager
    def reading(self) -> Iterator[Reading]:
        """One consistent moment of the database."""
        with self.looking() as connection:
            yield Reading(connection)

    @contextmanager
    def glance(self) -> Iterator[Reading]:
        """Single questions, which a server may answer each from a moment of its own: without the way to it and back
        that opening and closing a moment takes."""
        with told(self._where), self._glances.connect() as connection:
            yield Reading(looking(connection))

    @contextmanager
    def apart(self) -> Iterator[Connection]:
        """A transaction for what is no row: accounts, sessions, files, counters of failed tries."""
        with self._turn, told(self._where), self.engine.begin() as connection:
            yield connection

    @contextmanager
    def looking(self) -> Iterator[Connection]:
        """A reading transaction for what is no row."""
        with told(self._where), self._readers.connect() as connection:
            yield looking(connection)
            if not self.is_file:
                connection.commit()  # at a ROLLBACK psycopg lets go of all that the server has prepared

    def write(self, job: Callable[[Writing], T]) -> T:
        """Runs `job` by the write rule and commits; again from the start when another commit came between."""
        for left in range(TRIES - 1, -1, -1):
            try:
                with self._turn, self.engine.begin() as connection:
                    writing = Writing(connection)
                    answer = job(writing)
                    head, scopes = writing.seal()
            except (IntegrityError, OperationalError) as problem:
                if not left or not _passing(problem):
                    raise self._told(problem) from problem
            else:
                break
        if head:
            for listener in self.listeners:
                listener(head, scopes)
        return answer

    def _told(self, problem: IntegrityError | OperationalError) -> StoreFault | IntegrityError | OperationalError:
        return fault_of(problem, self._where) or problem

    def close(self) -> None:
        """Lets go of all connections."""
        self.engine.dispose()


def _passing(problem: IntegrityError | OperationalError) -> bool:
    return isinstance(problem, IntegrityError) or getattr(problem.orig, "sqlstate", "") in _PASSING


def open_portal(where: str | Path) -> PortalStore:
    """The portal's database at a path or URL, made if there is none. StoreFault when it cannot be used."""
    return PortalStore(open_store(where, "portal", PORTAL))
