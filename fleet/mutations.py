"""Mechanisms that can be broken on purpose, one at a time: a fleet that does not notice is no proof of anything."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from typing import Any, BinaryIO
from unittest.mock import patch

from sqlalchemy import select

from fleet.world import World
from models import effects, workflow
from models.matter import Matter
from models.problems import Refused, Unreachable
from models.rules import perform
from models.scopes import scopes_of
from models.store import journal, outbox, portal_feed, portal_write, received
from models.store.connect import looking
from models.store.desk import DeskStore
from models.store.desk_tables import draft
from models.store.portal import Reading
from models.store.portal_tables import rows
from models.store.withheld import Guard
from sync.client import agreeing, plan, reoffering
from sync.client import intake as taking
from sync.client.agreeing import Repair
from sync.protocol import End, Head, RowPut, Verdict
from sync.server import feed, intake, service
from sync.server.blobs import Files
from sync.server.keeping import Keeping

Broken = Callable[[ExitStack], None]


@dataclass(frozen=True)
class Mutation:
    """A mechanism broken: what that means, the kinds of fault that tell of it best, and how it is broken."""

    what: str
    telling: str
    instead: Broken


def _set(target: object, name: str, value: object) -> Broken:
    def instead(stack: ExitStack) -> None:
        stack.enter_context(patch.object(target, name, value))

    return instead


def _no_remove(*given: Any, **more: Any) -> list[dict[str, Any]]:
    return [one for one in _MEMBERSHIP(*given, **more) if one["op"] == "put"]


def _one_cursor(granted_: Any, cursors: Mapping[str, int]) -> dict[str, int]:
    reached = max(cursors.values(), default=0)
    return {scope: reached for scope in sorted(granted_)}


@contextmanager
def _piecemeal(store: DeskStore) -> Iterator[Any]:
    """Each statement is on the disk by itself."""
    with _WRITING(store) as connection:
        raw: Any = connection.connection.driver_connection
        whole = connection.execute

        def execute(*given: Any, **more: Any) -> Any:
            answer = whole(*given, **more)
            raw.execute("COMMIT")
            raw.execute("BEGIN IMMEDIATE")
            return answer

        with patch.object(connection, "execute", execute):
            yield connection


def _newest_docs(reading: Reading, *given: Any, **more: Any) -> feed.Page:
    """Who holds what is read first, and the documents afterwards, as they are by then."""
    found = feed.page(reading, *given, **more)
    with reading.connection.engine.connect() as connection:
        now = looking(connection)
        return replace(found, lines=tuple(_newest(now, one) for one in found.lines))


def _newest(connection: Any, line: Any) -> Any:
    if not isinstance(line, RowPut):
        return line
    c = rows.c
    wanted = select(c.version, c.doc).where(c.type == line.row.type, c.id == line.row.id)
    row = connection.execute(wanted).one()
    return replace(line, row=replace(line.row, version=row.version, doc_text=row.doc))


def _unguarded(*given: Any, **more: Any) -> Any:
    """The portal carries out what it is told."""
    with patch.object(workflow, "_judge", lambda *_: None), patch.object(workflow, "is_by", lambda *_: True):
        try:
            return _PERFORM(*given, **more)
        except (StopIteration, KeyError, TypeError) as fault:
            raise Refused("malformed") from fault


def _bare_docket(matter: Matter) -> Matter:
    return replace(matter, extra={"docket": True})


def _whole_anyway(lines: Iterator[Any]) -> Iterator[Any]:
    """What was cut off is read as if nothing more had been to come."""
    return _STRETCHES(_closed(lines))


class _Everywhere(dict[str, int]):
    """A cursor that says of every scope that it came so far."""

    def get(self, _scope: str, _default: Any = None) -> Any:
        return self["so far"]


def _closed(lines: Iterator[Any]) -> Iterator[Any]:
    last = 0
    try:
        for line in lines:
            last = getattr(line, "seq", last) if not isinstance(line, Verdict) else last
            yield line
    except Unreachable:
        yield End(_Everywhere({"so far": last}))
    yield End(_Everywhere({"so far": last}))


def _keep_scopes(*given: Any, **more: Any) -> Any:
    head, *rest = _HEAD(*given, **more)
    return [replace(head, drop_scopes=()) if isinstance(head, Head) else head, *rest]


def _out_of_order(acts: Sequence[Any], size: plan.Size, stuck: Any = ()) -> list[Any]:
    return [act for act in reversed(acts) if act.state in plan.READY][: size.acts]


def _forget_refused(connection: Any, act: Any, problem: Any, title: str, at: str) -> None:
    outbox.leave(connection, [act.seq], "rejected", at)


def _as_it_came(files: Files, sha256: str, file: BinaryIO) -> None:
    files.keep(sha256, file.read())


def _in_every_scope(type_: str, doc: Mapping[str, Any]) -> frozenset[str]:
    scopes = _SCOPES(type_, doc)
    return scopes | {"u:xiqin"} if any(scope.startswith("u:") for scope in scopes) else scopes


def _drafts_go_with_the_act(connection: Any, identity: str) -> None:
    connection.execute(draft.delete().where(draft.c.id == identity))
    _KEEP_OWN(connection, identity)


_MEMBERSHIP, _WRITING, _PERFORM = portal_feed.membership, DeskStore.writing, perform
_STRETCHES, _HEAD, _SCOPES = taking._stretches, service.Service._round, scopes_of
_KEEP_OWN = received._keep_own_words
MUTATIONS: Mapping[str, Mutation] = {
    "stored_verdicts": Mutation(
        "an act that was judged is judged again", "response_lost,doubled", _set(intake.Batch, "_again", lambda *_: None)
    ),
    "remove_on_transfer": Mutation(
        "a scope is not told what it lost", "away_and_back", _set(portal_write, "membership", _no_remove)
    ),
    "cursor_per_scope": Mutation("one cursor for all scopes", "role_taken", _set(plan, "asked", _one_cursor)),
    "drop_scopes": Mutation(
        "a desk keeps what its person's lost posts opened", "role_taken", _set(service.Service, "_round", _keep_scopes)
    ),
    "epoch": Mutation(
        "a portal put back keeps the name of its history", "portal_restored", _set(World, "renews_epoch", False)
    ),
    "re_offering": Mutation(
        "what a restored portal forgot is not offered again",
        "portal_restored",
        _set(reoffering, "offer_again", lambda *_: None),
    ),
    "doubt": Mutation(
        "acts that wait for their rows count as done after a restore",
        "put_back_early",
        _set(journal, "doubt", lambda *_: None),
    ),
    "one_local_transaction": Mutation(
        "rows, cursor and verdicts are committed one by one", "desk_kill", _set(DeskStore, "writing", _piecemeal)
    ),
    "guards_at_the_portal": Mutation("the portal believes a desk", "forged", _set(intake, "perform", _unguarded)),
    "snapshot_read": Mutation(
        "an answer is read at several moments", "transferred_between", _set(service, "page", _newest_docs)
    ),
    "docket_veil": Mutation(
        "a docket is the whole letter", "away_and_back", _set(portal_write, "docket_of", _bare_docket)
    ),
    "end_line": Mutation("a cut answer counts as a whole one", "cut_lines", _set(taking, "_stretches", _whole_anyway)),
    "order_of_acts": Mutation("acts overtake each other", "late", _set(plan, "batch", _out_of_order)),
    "refusals_kept": Mutation("what was refused is thrown away", "forged", _set(outbox, "refuse", _forget_refused)),
    "refusals_at_the_portal": Mutation(
        "what was refused lies on one computer alone", "profile_put_back", _set(Keeping, "keep", lambda *_: None)
    ),
    "conflicts_kept": Mutation("a disagreement is not kept", "late", _set(outbox, "disagree", lambda *_: None)),
    "clashes": Mutation("the last who writes wins", "late", _set(effects, "_clashes", lambda *_: False)),
    "own_draft_kept": Mutation(
        "a draft goes with the matter that was taken away",
        "person_moved",
        _set(received, "_keep_own_words", _drafts_go_with_the_act),
    ),
    "mass_guard": Mutation(
        "a mass that the portal takes away goes unasked", "mass_removed", _set(Guard, "stops", lambda *_: False)
    ),
    "digest": Mutation(
        "what differs from the portal is never looked for", "row_lost", _set(agreeing, "agree", lambda *_: Repair())
    ),
    "fingerprints": Mutation(
        "a file is kept as it came, whatever its name says", "blob_damaged", _set(Files, "take", _as_it_came)
    ),
    "scopes": Mutation(
        "a second unit holds what is the first's", "late", _set(portal_write, "scopes_of", _in_every_scope)
    ),
}
"""By name."""


@contextmanager
def broken(name: str) -> Iterator[None]:
    """Breaks one mechanism; none for the empty name."""
    with ExitStack() as stack:
        if name:
            MUTATIONS[name].instead(stack)
        yield
