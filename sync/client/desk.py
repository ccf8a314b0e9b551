"""One person's work on this computer: what can be seen, done, written and settled, with or without a network."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from threading import RLock
from time import monotonic
from typing import Any

from models.ids import NewId
from models.intents import Expect, Intent
from models.matter import Matter
from models.people import Actor
from models.problems import Conflict, Refused
from models.records import is_writing, record_of
from models.rules import offered
from models.steps import Offer, Rules, Version
from models.store import drafts, outbox, withheld
from models.store.desk import DeskStore, projected, writer_of
from models.store.drafts import Draft as Draft
from models.store.listing import Listed as Listed
from models.store.outbox import Undelivered as Undelivered
from models.store.queries import Query as Query
from models.store.received import lying_over, mark_read
from models.store.withheld import GUARD, Guard, Withheld
from sync.client import judging, settling
from sync.client.beside import Beside, in_turn
from sync.client.blobs import BlobFolder
from sync.client.elsewhere import Elsewhere, elsewhere
from sync.client.filing import Filing, ShowFile
from sync.client.judging import Seat
from sync.client.lease import Lease
from sync.client.lists import TABS as TABS
from sync.client.lists import Lists
from sync.client.reminding import Reminding
from sync.client.settling import Clash as Clash
from sync.client.smalls import Smalls
from sync.client.texts import kept_texts, put_by_texts

WRITTEN_FOR = 5.0
"""Seconds after a save for which a text counts as being written."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A matter as this person sees it: with the acts that still wait, the draft begun on it, and the steps offered."""

    matter: Matter
    waiting: tuple[Intent, ...] = ()
    draft: Draft | None = None
    offers: tuple[Offer, ...] = ()
    conflict: bool = False


class Desk(Lists, Filing):
    """Any thread may call it; every change is on the disk when the call returns."""

    def __init__(
        self,
        store: DeskStore,
        actor: Actor,
        rules: Rules,
        clock: Callable[[], datetime],
        ids: NewId,
        show_file: ShowFile | None = None,
    ) -> None:
        self.store, self.actor, self.new_id = store, actor, ids
        self.rules = replace(rules, contact=self.contact)
        self.clock = clock
        self.run = ids()
        self.guard: Guard = GUARD
        self.blobs, self.smalls = BlobFolder(store.folder, store.file_key), Smalls()
        self.blobs.suite = rules.directory.suite
        self.lease = Lease(store, clock)
        self._written = -math.inf
        self.reminding = Reminding(self)
        self._show_file = show_file
        self.beside: Beside = in_turn
        """How something is done while the disk works: one thing after the other, where nobody says otherwise."""
        self.turn = RLock()
        """Held by whoever takes in what the portal says: over the network or by hand, never both at once."""

    @property
    def seat(self) -> Seat:
        """Who judges here, now."""
        return Seat(self.actor, self.rules, self.clock(), self.new_id, self.guard)

    def adopt(self, rules: Rules) -> None:
        """From now on these rules judge here; what waits is shown by them."""
        self.rules = replace(rules, contact=self.contact)
        self.blobs.suite = rules.directory.suite
        with self.store.writing() as connection:
            judging.reproject(connection, self.seat, {one.intent.id for one in outbox.waiting(connection)})

    # Steps.

    def do(self, kind: str, id: str, args: Mapping[str, Any] | None = None, expect: Any = None) -> Seen:
        """Takes a step: judged at once by the portal's own rules, queued, and shown as if done.

        Refused says which rule; a Conflict is kept under `conflicts()` too. A draft goes ahead of any other step."""
        given = dict(args or {})
        wanted = expect if isinstance(expect, Expect) else Expect(**(expect or {}))
        if not is_writing(kind):
            self.keep(id)
        clash: Conflict | None = None
        with self.store.writing() as connection:
            stepping = not is_writing(kind) and not kind.endswith((".create", ".receive"))
            if stepping and outbox.disagreements(connection, id):
                raise Refused("conflict_open")
            try:
                judging.take(connection, self.seat, kind, id, given, wanted)
            except Conflict as found:
                clash = found
                judging.disagreement(connection, self.seat, kind, id, given, found)
        if clash is not None:
            raise clash
        return self.seen(id)

    def seen(self, id: str) -> Seen:
        """The matter with all that waits. Refused not_found when it is not on this desk."""
        with self.store.reading() as connection:
            matter = projected(connection, self.rules.workflows, [id]).get(id)
            waiting = tuple(one.intent for one in outbox.of(connection, id) if one.state != "done")
            draft = drafts.load(connection, id, self.run)
            conflict = bool(outbox.disagreements(connection, id))
        if matter is None:
            raise Refused("not_found", id=id[:40])
        return Seen(matter, waiting, draft, offered(matter, self.actor, self.rules, self.clock()), conflict)

    def mark_read(self, id: str) -> None:
        """The person has the matter open: until it changes again, lists show it as read."""
        with self.store.writing() as connection:
            shown = projected(connection, self.rules.workflows, [id])
            mark_read(connection, {id: matter.version for id, matter in shown.items()})

    # Drafts.

    def save_draft(self, id: str, fields: Mapping[str, Any], started_from: Mapping[str, Any] | None = None) -> None:
        """Keeps what differs from `started_from`, the text that the person began with; nothing left drops the draft."""
        self._written = monotonic()
        with self.store.writing() as connection:
            if not fields:
                drafts.drop(connection, id)
                return
            known = drafts.load(connection, id, self.run)
            start = known or self._begun(connection, id, started_from or {})
            saved = self.clock().isoformat(timespec="seconds")
            entry = Draft(fields, saved, False, id, start.kind, start.started_from, start.base, start.line)
            drafts.save(connection, entry, self.run)

    @property
    def is_written(self) -> bool:
        """Whether a text was saved in the last seconds, and probably is being written."""
        return monotonic() - self._written < WRITTEN_FOR

    def _begun(self, connection: Any, id: str, started_from: Mapping[str, Any]) -> Draft:
        matter = projected(connection, self.rules.workflows, [id]).get(id)
        mine = outbox.of(connection, id)
        if matter is None:
            return Draft({}, id=id, kind="item", started_from=started_from)
        same = all(matter.fields.get(name) == value for name, value in started_from.items())
        line = mine[-1].intent.chain if mine else ""
        start = started_from or matter.fields
        return Draft({}, "", False, id, matter.kind, start, matter.version if same else 0, line)

    def writer(self, id: str) -> Mapping[str, Any]:
        """Who wrote a letter, and in their own words: `contact`, `title`, `body`; empty where this person may not hold
        it. Whoever shows it takes the step `look` first, which records it (Art. 25)."""
        with self.store.reading() as connection:
            known = writer_of(connection, id)
            begun = [one.intent.args for one in outbox.of(connection, id) if one.intent.verb == "receive"]
        own = begun[0] if begun and not known else {}
        return known or {"contact": own.get("writer", {}), **own.get("fields", {})} if known or own else {}

    def contact(self, id: str) -> Mapping[str, str]:
        """What is known here of who wrote, by which the rules keep it out of texts that others read."""
        known = self.writer(id).get("contact")
        return known if isinstance(known, Mapping) else {}

    def draft(self, id: str) -> Draft | None:
        """The draft begun on a matter."""
        with self.store.reading() as connection:
            return drafts.load(connection, id, self.run)

    def drafts(self) -> list[Draft]:
        """All drafts, the one saved last at the end."""
        with self.store.reading() as connection:
            return drafts.every(connection, self.run)

    def drop_draft(self, id: str) -> None:
        """Throws a draft away; what was put by every ten minutes stays."""
        with self.store.writing() as connection:
            drafts.drop(connection, id)

    def jot(self, id: str, notes: Mapping[str, Any]) -> None:
        """Keeps on this desk what was noted beside a matter and is no part of it; nothing noted drops it."""
        with self.store.writing() as connection:
            drafts.jot(connection, id, notes)

    def jotted(self, id: str) -> Mapping[str, Any]:
        """What was noted beside a matter."""
        with self.store.reading() as connection:
            return drafts.jotted(connection, id)

    def keep(self, id: str) -> None:
        """Makes an act of a draft. Refused as any edit."""
        draft = self.draft(id)
        if draft is not None:
            self.do(f"{draft.kind}.{record_of(draft.kind).writing}", id, {"set": dict(draft.fields)})

    def versions(self, id: str) -> list[Version]:
        """The texts kept of a matter, the oldest first."""
        with self.store.reading() as connection:
            return kept_texts(connection, id)

    def put_by(self, id: str) -> list[Version]:
        """What this person was writing on a matter, every ten minutes of the last ninety days, the oldest first."""
        with self.store.reading() as connection:
            matter = projected(connection, self.rules.workflows, [id]).get(id)
            return put_by_texts(connection, matter, self.actor) if matter is not None else []

    # What is on its way, and what did not get there.

    def outbox(self) -> list[Intent]:
        """The acts that wait to be sent, the oldest first."""
        with self.store.reading() as connection:
            return [one.intent for one in outbox.waiting(connection) if one.state != "done"]

    def undelivered(self) -> list[Undelivered]:
        """What was refused, disagreements first."""
        with self.store.reading() as connection:
            open_ = [settling.as_undelivered(one) for one in outbox.disagreements(connection)]
            return [*open_, *outbox.refused(connection)]

    def signed_in_elsewhere(self) -> Elsewhere | None:
        """A sign-in of this account at another desk that was not told here yet."""
        return elsewhere(self.store, self.actor.device)

    def tally(self) -> tuple[int, int]:
        """How many acts wait, and how many were refused or are disagreed upon."""
        return len(self.outbox()), len(self.undelivered())

    def conflicts(self) -> list[Clash]:
        """What this person and another wrote at the same time, with the text that both began from."""
        with self.store.reading() as connection:
            return settling.clashes(connection, self.seat)

    def settle(self, which: str, how: str, fields: Mapping[str, Any] | None = None) -> str:
        """Settles a disagreement (by matter: merged, theirs, copy) or a refused act (by act: new_draft, drop).

        Gives the id of the matter to look at next. Refused when the settled text itself is refused."""
        with self.store.writing() as connection:
            return settling.settle(connection, self.seat, which, how, fields or {})

    def withheld(self) -> list[Withheld]:
        """What the portal took away in a mass without saying why: it stays here until this person says that it may go,
        or the portal brings it again."""
        with self.store.reading() as connection:
            return withheld.asked(connection)

    def let_go(self, scope: str) -> tuple[str, ...]:
        """Says that it may go; the ids of what is gone. What this person wrote stays."""
        with self.store.writing() as connection:
            gone = withheld.let_go(connection, scope)
            judging.reproject(connection, self.seat, lying_over(connection, gone))
        return tuple(sorted(gone))
