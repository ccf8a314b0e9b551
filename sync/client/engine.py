"""One round between desk and portal, told from beginning to end: send, receive, and go on until both agree."""

import json
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from models.late import load
from models.problems import Refused, StoreFault, Unreachable
from models.scopes import granted
from models.store import journal, outbox
from models.store.desk import recalled
from models.store.outbox import Waiting
from models.store.received import cursors
from models.store.withheld import Withheld
from sync.client import agreeing, copies, kept, plan, reoffering, upgrading
from sync.client.agreeing import Repair
from sync.client.carrying import Carrier, short_of_files
from sync.client.desk import Desk
from sync.client.intake import Taken, take_in
from sync.client.plan import Size
from sync.protocol import BEFORE, PROTOCOL, SCHEMA, Portal, SyncRequest

RESTING = timedelta(seconds=30)
MOST_PAGES = 10_000
LOOK_EVERY = timedelta(hours=1)
"""How often a program that runs on looks whether it is time to compare."""
MOST_FOREIGN = 3
"""Times that a snapshot may come damaged before this run fetches by the feed alone."""
SESSION = frozenset({"signed_out", "device_wrong", "account_disabled", "password_must_change"})
TOO_MUCH = frozenset({"too_large", "portal_fault", "portal_busy", "unreachable"})


@dataclass(frozen=True, slots=True)
class Meter:
    """Requests made so far, and bytes sent and received with them."""

    requests: int = 0
    up: int = 0
    down: int = 0


@dataclass
class Round:
    """What a round did. `changed` names the matters that look different now; `rules` says that others are in force,
    `passed_over` that this program could not read those that came, `more` that the next round has work at once,
    `files` that some came which were looked for, `asks` what the portal took away in a mass, of which the person is
    asked from now on, `outdated` that this program is so old that nothing comes, `behind` that the portal is older,
    `copied` that another computer acts under this one's name, `reached` up to which sequence all is here. After a
    change of portal `again` is how many acts it had forgotten."""

    requests: int = 0
    sent: int = 0
    received: int = 0
    refused: int = 0
    conflicts: int = 0
    ids: set[str] = field(default_factory=set)
    rules: bool = False
    passed_over: Refused | None = None
    more: bool = False
    repaired: Repair | None = None
    files: bool = False
    asks: tuple[Withheld, ...] = ()
    outdated: bool = False
    behind: bool = False
    copied: bool = False
    reached: int = 0
    again: int | None = None

    @property
    def changed(self) -> tuple[str, ...]:
        """The ids of what looks different now."""
        return tuple(sorted(self.ids))


class Engine:
    """Keeps one desk in step with one portal. It starts no thread and never waits; who calls it decides when."""

    def __init__(self, desk: Desk, portal: Portal, device: str, schema: int = SCHEMA) -> None:
        self._desk, self._portal, self._device = desk, portal, device
        self._own, self._schema = schema, schema
        self._size = Size()
        self._faults: Counter[str] = Counter()
        self._carrier = Carrier(desk, portal)
        self._foreign = 0
        self._looked: datetime | None = None
        self._wanted, self._asked = False, frozenset[str]()
        self._again: int | None = None

    def round(self, *, to_the_end: bool = True) -> Round:
        """Sends what waits and fetches what is new, until nothing is left to do, or until a piece of a large scope has
        come, so that it can be seen.

        Unreachable without a portal, Refused signed_out and the like when it says no; nothing is lost either way."""
        done = Round()
        self._keep_resting_drafts()
        self._agree(done, to_the_end=to_the_end)
        up = self._carrier.bring()
        if up.freed:
            self._agree(done, to_the_end=to_the_end)
        if not done.more and not done.outdated:
            self._doubt(done)
            self._compare(done)
        self._desk.lease.renew()
        down = self._carrier.fetch()
        done.refused += up.refused
        done.ids |= up.ids
        done.files, done.more = down.came, done.more or up.unfinished or down.unfinished
        done.again, self._again = self._again, None  # a round that broke off told nobody
        return done

    def compare_next(self, *, wanted: bool = True) -> None:
        """With the next round all that is here is compared."""
        self._wanted, self._asked = wanted, frozenset()

    def _doubt(self, done: Round) -> None:
        """What the portal took away in a mass is compared with what it says it has, before the person is asked."""
        scopes = frozenset(one.scope for one in self._desk.withheld())
        if scopes - self._asked:
            self._put_right(done, scopes - self._asked)
            done.asks = tuple(one for one in self._desk.withheld() if one.scope not in self._asked)
        self._asked = scopes

    def _compare(self, done: Round) -> None:
        """When it is wanted, once a day, and with another program or portal: whether what is here is what the portal
        has for this desk."""
        now, wanted = self._desk.clock(), self._wanted
        if not wanted and self._looked is not None and abs(now - self._looked) < LOOK_EVERY:
            return
        if agreeing.is_due(self._desk) or wanted:
            upgrading.look_again(self._desk)
            done.repaired = self._put_right(done)
            with self._desk.store.writing() as connection:
                journal.tidy(connection, self._desk.reminding.time.now())
        self._looked, self._wanted = now, False

    def _put_right(self, done: Round, only: Collection[str] = ()) -> Repair:
        repaired = agreeing.agree(self._desk, self._portal, only)
        done.ids |= repaired.ids
        if repaired.fetched:
            self._agree(done, to_the_end=True)
        return repaired

    def _agree(self, done: Round, *, to_the_end: bool) -> None:
        """Sends what may go and fetches what is new, until both ends hold the same; files are none of its business."""
        for _ in range(MOST_PAGES):
            again = reoffering.offer_again(self._desk, self._portal)
            self._again = again if again is not None else self._again
            acts = self._next_batch()
            with self._desk.turn:
                taken = self._exchange(acts, done)
            goes_on, large = self._goes_on(taken, acts), taken.large
            if taken.reset:
                self._looked = None
            if large:
                self._fetch_large(large, done)
            done.more = bool(large)
            if not goes_on or (large and not to_the_end):
                break

    def _exchange(self, acts: Sequence[Waiting], done: Round) -> Taken:
        desk = self._desk
        with desk.store.reading() as connection:
            known, (epoch, scopes) = cursors(connection), recalled(connection, "epoch", "scopes")
            done_with = kept.put_away(connection)
        asked = plan.asked(json.loads(scopes) if scopes else granted(desk.actor), known)
        intents, files_too = (*(act.intent for act in acts), *done_with)[: plan.MOST_ACTS], self._foreign < MOST_FOREIGN
        request = SyncRequest(
            self._device,
            epoch,
            asked,
            intents,
            schema=self._schema,
            brief=True,
            snapshots=files_too,
            steps=bool(intents),
        )
        done.requests += 1
        try:
            taken = take_in(desk, self._portal.sync(request), asked, acts)
        except Refused as problem:
            if self._speaks_older(problem):
                return self._exchange(acts, done)
            self._give_way(acts, problem)
            raise
        self._note(taken, done)
        self._size = self._size.larger()
        desk.reminding.time.heard(taken.head.now if taken.head else "")
        done.reached = max(taken.end.cursor.values(), default=0) if taken.end is not None else done.reached
        done.sent += taken.final
        done.received += taken.rows
        done.refused += taken.refused
        done.conflicts += taken.conflicts
        done.ids |= taken.changed
        return taken

    def _speaks_older(self, problem: Refused) -> bool:
        """Whether the portal is older, and speaks what this program still reads."""
        told = problem.facts.get("schema")
        if problem.code != "portal_old" or not isinstance(told, int):
            return False
        if problem.facts.get("protocol") != PROTOCOL or not self._own - BEFORE <= told < self._schema:
            return False
        self._schema = told
        return True

    def _note(self, taken: Taken, done: Round) -> None:
        """What the head says of the portal's schema."""
        theirs = taken.head.schema if taken.head is not None else 0
        if theirs > self._schema:
            self._schema = min(self._own, theirs)
        done.outdated, done.behind = taken.outdated, self._schema < self._own
        last = taken.head.last if taken.head is not None else ""
        done.copied = done.copied or copies.acts_elsewhere(self._desk, last)

    def _fetch_large(self, large: Mapping[str, int], done: Round) -> None:
        """A piece of the next large scope. What comes damaged again and again is fetched by the feed."""
        done.requests += 1
        try:
            taken: Taken = load("sync.client.whole").fetch(self._desk, self._portal, plan.first_of(large))
        except Unreachable as fault:
            self._foreign += fault.code == "portal_foreign"
            raise
        except Refused as no:
            if no.code in SESSION or isinstance(no, StoreFault):
                raise
            self._foreign = MOST_FOREIGN
            return
        done.received += taken.rows
        done.ids |= taken.changed

    def _goes_on(self, taken: Taken, acts: Sequence[Waiting]) -> bool:
        """Whether there is more to fetch or to send at once; a request that moved nothing is not repeated."""
        if taken.reset or (taken.end is not None and taken.end.more):
            return True
        with self._desk.store.reading() as connection:
            known, scopes = cursors(connection), taken.head.scopes if taken.head else ()
            waits = bool(acts) and outbox.unsent(connection)
        lacks = not taken.outdated and not plan.complete(scopes, known)
        return lacks or (taken.final > 0 and waits)

    def _next_batch(self) -> list[Waiting]:
        """The acts to send, marked as sent before they go: from then on none of them is ever changed."""
        store = self._desk.store
        with store.reading() as connection:
            if not outbox.any_left(connection):
                return []
        with store.writing() as connection:
            acts = outbox.first(connection, self._size.acts)
            stuck = short_of_files(connection, acts)
            chosen = plan.batch(acts, self._size, stuck)
            if len(chosen) < len(acts):
                # some must wait, and those behind them go ahead
                acts = outbox.waiting(connection)
                chosen = plan.batch(acts, self._size, short_of_files(connection, acts))
            if chosen:
                outbox.mark_sent(connection, [act.intent.op for act in chosen])
        return [replace(act, state="sent", tries=act.tries + 1) for act in chosen]

    def _keep_resting_drafts(self) -> None:
        """A draft that rests for half a minute goes up as an edit; what an earlier run left waits for its writer."""
        limit = self._desk.clock() - RESTING
        for draft in self._desk.drafts():
            if not draft.recovered and draft.saved_at <= limit.isoformat(timespec="seconds"):
                try:
                    self._desk.keep(draft.id)
                except Refused:
                    continue

    def _give_way(self, acts: Sequence[Waiting], problem: Refused) -> None:
        """After a fault the next request carries less; an act that fails alone again and again is parked and shown."""
        if problem.code not in TOO_MUCH:
            return
        if len(acts) == 1 and problem.code in ("portal_fault", "too_large") and self._is_hopeless(acts[0].intent.op):
            with self._desk.store.writing() as connection:
                outbox.mark(connection, [acts[0].intent.op], "parked", error=problem.code)
        self._size = self._size.smaller() if problem.code != "unreachable" or len(acts) > 50 else self._size

    def _is_hopeless(self, op: str) -> bool:
        """Whether an act alone made the portal fail again and again, and the portal, asked, does not have it: an
        answer that fails after the commit must not make an act look as if it had never been."""
        self._faults[op] += 1
        if self._faults[op] < plan.MOST_TRIES:
            return False
        try:
            return not self._portal.known([op]).verdicts
        except Refused:
            return False
