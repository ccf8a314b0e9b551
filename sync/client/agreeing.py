"""Compares with the portal what is here, now and then, and puts right what differs; nothing typed is ever touched."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta

from models.items import parse_moment
from models.problems import Refused, Unreachable
from models.store.agreement import Key, fetch_from, let_go, versions_in
from models.store.desk import recalled, remember
from models.store.received import cursors, withheld
from models.version import VERSION
from sync.client.desk import Desk
from sync.client.releasing import settled
from sync.digest import Sum, mark
from sync.protocol import Digest, Portal

EVERY = timedelta(days=1)
AGREED, AGREED_BY, AGREED_ON = "agreed", "agreed_by", "agreed_on"
"""Remembered: when the last comparison was, by which program, and with which portal."""


@dataclass(frozen=True, slots=True)
class Repair:
    """What was put right: `let_go` rows that are not this person's (any more), `fetched` anew; `ids` look different."""

    let_go: int = 0
    fetched: int = 0
    ids: frozenset[str] = frozenset()


def is_due(desk: Desk) -> bool:
    """Whether it is time: a day went by, this is another program, or another portal than at the last comparison. What
    was just listed for the first time agrees."""
    with desk.store.reading() as connection:
        at, by, on, epoch = recalled(connection, AGREED, AGREED_BY, AGREED_ON, "epoch")
    last = parse_moment(at)
    if last is None:
        _note(desk, epoch)
        return False
    return by != VERSION or on != epoch or abs(desk.clock() - last) >= EVERY


def _note(desk: Desk, epoch: str) -> None:
    known = {AGREED: desk.clock().isoformat(timespec="seconds"), AGREED_BY: VERSION, AGREED_ON: epoch}
    with desk.store.writing() as connection:
        for key, value in known.items():
            remember(connection, key, value)


def agree(desk: Desk, portal: Portal, only: Collection[str] = ()) -> Repair:
    """Compares every scope that is listed, or `only` these. A portal that knows of no comparing is left in peace;
    Unreachable leaves it for the next round."""
    with desk.store.reading() as connection:
        known, epoch = cursors(connection), recalled(connection, "epoch")[0]
    done = Repair()
    for scope, seq in known.items() if not only else [(each, known[each]) for each in only if each in known]:
        try:
            done = _compare(desk, portal, scope, seq, done)
        except Unreachable:
            raise
        except Refused as no:
            if no.code not in ("not_found", "method_not_allowed"):
                raise
    if not only:
        _note(desk, epoch)
    return done


def _compare(desk: Desk, portal: Portal, scope: str, seq: int, done: Repair) -> Repair:
    told = portal.digest(scope, seq)
    if not told.sum:
        return done
    with desk.store.reading() as connection:
        here = versions_in(connection, scope)
    mine = {key: version for key, version in here.items() if key not in set(told.touched)}
    total = Sum().plus([mark(*key, version) for key, version in mine.items()])
    if (total.rows, total.text) == (told.rows, told.sum):
        return done
    return _repair(desk, scope, mine, _listed(portal, scope, seq), done)


def _listed(portal: Portal, scope: str, seq: int) -> tuple[dict[Key, tuple[int, int]], set[Key]]:
    """Version and sequence of every row that the portal has there, and what changes too often to be judged."""
    found, touched, place, more = dict[Key, tuple[int, int]](), set[Key](), ("", ""), True
    while more:
        page: Digest = portal.digest(scope, seq, place)
        found |= {(type_, identity): (version, since) for type_, identity, version, since in page.places}
        touched |= set(page.touched)
        more, place = page.more, page.places[-1][:2] if page.places else place
    return found, touched


def _repair(
    desk: Desk, scope: str, mine: dict[Key, int], listed: tuple[dict[Key, tuple[int, int]], set[Key]], done: Repair
) -> Repair:
    theirs, touched = listed
    extra = [key for key in mine if key not in theirs and key not in touched]
    lacking = [key for key, (version, _) in theirs.items() if mine.get(key) != version and key not in touched]
    with desk.store.writing() as connection:
        let_go(connection, scope, extra)
        gone, stays = settled(connection, desk.seat), scope in withheld(connection)
        if lacking:
            versions = {key: theirs[key][0] for key in lacking}
            fetch_from(connection, scope, versions, min(theirs[key][1] for key in lacking))
    return Repair(done.let_go + (0 if stays else len(extra)), done.fetched + len(lacking), done.ids | gone)
