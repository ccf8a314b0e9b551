"""Whatever order bundles, receipts and rounds over the network come in, lost, doubled or late: a desk never goes back.

The portal's feed says of every scope what a desk at any place in it must hold; the desk is compared with just that."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.problems import Refused
from models.store.desk import recalled
from models.store.portal_backup import copy_file
from sync.client.bundle import Carrying
from tests.sync.by_hand import Post
from tests.sync.fleet import CLERK, REVIEWER, SECOND, Fleet, Station

PEOPLE = (CLERK, SECOND, REVIEWER)
VOID = {"receipt_void", "receipt_taken", "receipt_unknown", "bundle_unknown_desk"}
"""What a late file may be told; anything else would be a fault."""


@dataclass
class Play:
    """A portal, three desks of one unit, and all files that were ever made."""

    post: Post
    desks: list[tuple[Station, Carrying]]
    items: list[str] = field(default_factory=list)
    bundles: list[tuple[int, Path]] = field(default_factory=list)
    receipts: list[tuple[int, Path]] = field(default_factory=list)
    exchanged: list[tuple[int, Path]] = field(default_factory=list)
    imported: list[tuple[int, Path]] = field(default_factory=list)
    acts: dict[str, int] = field(default_factory=dict)
    copies: list[Path] = field(default_factory=list)
    reached: dict[tuple[int, str, str], int] = field(default_factory=dict)

    def step(self, what: str, desk: int, which: int) -> None:
        station, hand = self.desks[desk % len(self.desks)]
        self.post.fleet.clock.pass_(minutes=7)
        getattr(self, f"_{what}")(desk % len(self.desks), station, hand, which)
        for one, _hand in self.desks:
            self.acts |= {intent.op: self.desks.index((one, _hand)) for intent in one.desk.outbox()}

    # What people do.

    def _write(self, _n: int, station: Station, _hand: Carrying, which: int) -> None:
        with suppress(Refused):
            self.items.append(station.write(f"第{which}篇"))

    def _on_item(self, which: int, act: Callable[[str], Any]) -> None:
        if self.items:
            with suppress(Refused):
                act(self.items[which % len(self.items)])

    def _edit(self, n: int, station: Station, _hand: Carrying, which: int) -> None:
        self._on_item(which, lambda item: station.edit(item, title=f"{n}改{which}"))

    def _submit(self, _n: int, station: Station, _hand: Carrying, which: int) -> None:
        self._on_item(which, station.submit)

    def _sign(self, _n: int, station: Station, _hand: Carrying, which: int) -> None:
        self._on_item(which, station.sign_off)

    def _discard(self, _n: int, station: Station, _hand: Carrying, which: int) -> None:
        self._on_item(which, lambda item: station.desk.do("item.discard", item))

    def _restore(self, _n: int, station: Station, _hand: Carrying, which: int) -> None:
        self._on_item(which, lambda item: station.desk.do("item.restore", item))

    # How it travels.

    def _online(self, _n: int, station: Station, _hand: Carrying, which: int) -> None:
        station.wire.cut_after = which if which % 3 == 0 else None
        with suppress(Refused):
            station.sync()
        station.wire.cut_after = None

    def _export(self, n: int, _station: Station, hand: Carrying, _which: int) -> None:
        self.bundles.append((n, self.post.folder / hand.export(self.post.folder).name))

    def _exchange(self, _n: int, _station: Station, _hand: Carrying, which: int) -> None:
        fresh = [one for one in self.bundles if one not in self.exchanged]
        among = fresh if which < 10 else self.bundles
        if among:
            owner, source = among[which % len(among)]
            self.exchanged.append((owner, source))
            target = source.with_suffix(f".{len(self.receipts)}.receipt")
            with _may_refuse():
                self.receipts.append((owner, self.post.exchange(source, target)))

    def _import(self, _n: int, _station: Station, _hand: Carrying, which: int) -> None:
        fresh = [one for one in self.receipts if one not in self.imported]
        among = fresh if which < 10 else self.receipts
        if among:
            owner, receipt = among[which % len(among)]
            self.imported.append((owner, receipt))
            with _may_refuse():
                self.desks[owner][1].take_in(receipt)

    # What happens to them.

    def _posts(self, n: int, station: Station, _hand: Carrying, which: int) -> None:
        """A person loses their post, or gets it back."""
        fleet, actor = self.post.fleet, station.desk.actor
        doc = fleet._person(actor)
        fleet.put("person", {actor.person: {**doc, "posts": doc["posts"] if which % 2 else []}})

    def _copy(self, n: int, _station: Station, _hand: Carrying, which: int) -> None:
        copy = self.post.fleet.folder / f"copy{len(self.copies)}.db"
        copy_file(self.post.fleet.folder / "portal.db", copy)
        self.copies.append(copy)

    def _lost(self, _n: int, _station: Station, _hand: Carrying, _which: int) -> None:
        """The portal is put back from a copy, and knows no desk any more until it signs in."""
        if self.copies:
            self.post.fleet.put_back(self.copies.pop())
            self.introduce()

    def introduce(self) -> None:
        """Everybody signs in over the network."""
        self.desks = [(station, self.post.carrying(station)) for station, _ in self.desks]

    # What must hold.

    def check(self) -> None:
        """Each desk holds of each scope exactly what the feed says at the place that it has reached."""
        for n, (station, _hand) in enumerate(self.desks):
            with station.desk.store.reading() as connection:
                epoch, relisting = recalled(connection, "epoch", "relisting")
                told = _table(connection, "SELECT scope, seq FROM cursor")
                held = set(_table(connection, "SELECT scope, type, id FROM held"))
                rows = {(t, i): v for t, i, v in _table(connection, "SELECT type, id, version FROM rows")}
            for scope, seq in told:
                before = self.reached.get((n, scope, epoch), 0)
                assert seq >= before or not before, f"{scope} went back from {before} to {seq}"
            # a scope that was taken away begins anew
            gone = {key: 0 for key in self.reached if key[0] == n and key[1] not in {s for s, _ in told}}
            self.reached |= gone | {(n, scope, epoch): seq for scope, seq in told}
            assert {(t, i) for _, t, i in held} == rows.keys()
            if epoch == self.post.fleet.store.epoch and not relisting:
                self._compare(dict(told), held, rows)

    def _compare(self, told: dict[str, int], held: set[Any], rows: dict[Any, int]) -> None:
        with self.post.fleet.store.looking() as connection:
            feed = _table(connection, "SELECT scope, type, id, seq, op FROM feed")
            versions = {(t, i): v for t, i, v in _table(connection, "SELECT type, id, version FROM rows")}
        assert {scope for scope, _, _ in held} <= told.keys()
        for scope, type_, id_, seq, op in feed:
            if seq <= told.get(scope, -1):
                assert ((scope, type_, id_) in held) == (op == "put"), (scope, type_, id_, seq, op)
                if op == "put":
                    assert rows[type_, id_] == versions[type_, id_] or versions[type_, id_] > told[scope]

    def settle(self) -> None:
        """The faults stop; three rounds over the network."""
        everyone = {station.desk.actor.person: self.post.fleet._person(station.desk.actor) for station, _ in self.desks}
        self.post.fleet.put("person", everyone)
        for _ in range(3):
            for station, _hand in self.desks:
                station.sync()
        self.check()
        shown = [self._shown(station) for station, _ in self.desks]
        assert shown[0] == shown[1] == shown[2]
        for station, _hand in self.desks:
            assert station.desk.tally()[0] == 0
        self._every_act_is_judged()

    def _shown(self, station: Station) -> dict[str, Any]:
        with station.desk.store.reading() as connection:
            return dict(_table(connection, "SELECT id, doc FROM rows WHERE type = 'item'"))

    def _every_act_is_judged(self) -> None:
        """Every act that ever waited was taken, or lies where its person sees it, or was settled."""
        with self.post.fleet.store.looking() as connection:
            log = dict(_table(connection, "SELECT op, verdict FROM op_log"))
        for op, n in self.acts.items():
            desk = self.desks[n][0].desk
            kept = {one.intent.op for one in desk.undelivered()}
            with desk.store.reading() as connection:
                held_together = {row[0] for row in _table(connection, "SELECT op FROM journal")}
            assert '"ok"' in log.get(op, "") or op in kept or op in held_together, op
        with self.post.fleet.store.reading() as reading:
            assert reading.audit().wrong == ""


@contextmanager
def _may_refuse() -> Iterator[None]:
    try:
        yield
    except Refused as no:
        if no.code not in VOID:
            raise


def _table(connection: Any, question: str) -> list[Any]:
    return [tuple(row) for row in connection.exec_driver_sql(question)]


STEPS = (
    "write", "edit", "edit", "submit", "sign", "discard", "discard", "restore", "online", "online", "online", "export",
    "export", "export", "exchange", "exchange", "exchange", "import", "import", "posts",
)  # fmt: skip
RESTORES = (*STEPS, "copy", "lost")


def play(steps: list[tuple[str, int, int]]) -> None:
    with TemporaryDirectory() as folder:
        fleet = Fleet(Path(folder))
        try:
            post = Post(fleet, Path(folder) / "stick")
            made = Play(post, [(station, post.carrying(station)) for station in map(fleet.station, PEOPLE)])
            for one in steps:
                made.step(*one)
                made.check()
            made.settle()
        finally:
            fleet.close()


def story(names: tuple[str, ...], most: int) -> Any:
    desks = st.sampled_from((0, 0, 0, 1, 1, 2))
    return st.lists(st.tuples(st.sampled_from(names), desks, st.integers(0, 12)), min_size=15, max_size=most)


@settings(max_examples=8, suppress_health_check=list(HealthCheck))
@given(story(STEPS, 30))
def test_in_whatever_order_files_come_a_desk_holds_what_the_portal_told_it(steps: list[tuple[str, int, int]]) -> None:
    play(steps)


@settings(max_examples=6, suppress_health_check=list(HealthCheck))
@given(story(RESTORES, 30))
def test_and_so_when_the_portal_is_put_back_in_between(steps: list[tuple[str, int, int]]) -> None:
    play(steps)
