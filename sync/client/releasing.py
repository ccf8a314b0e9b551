"""Lets go of what went: rows that the portal took away, and the steps that stood on what it refused."""

from collections.abc import Collection, Iterable, Mapping

from models.problems import Refused
from models.records import WRITING
from models.store import outbox, withheld
from models.store.connect import Connection
from models.store.outbox import Waiting
from models.store.received import lying_over
from sync.client import judging
from sync.client.judging import Seat


def settled(
    connection: Connection, seat: Seat, own: Collection[str] = (), gone: Iterable[str] = (), *, last: bool = True
) -> set[str]:
    """Decides on what is marked as taken away, as `models.store.withheld.settle` does; the ids that are gone, those
    that are `gone` already with them."""
    all_ = {*gone, *withheld.settle(connection, seat.guard, own, seat.at, last=last)}
    if ours := lying_over(connection, all_):
        judging.reproject(connection, seat, ours)
        let_go(connection, seat, ours)
    return all_


def title_of(act: Waiting) -> str:
    """The title that an act gives its matter; empty where it gives none."""
    given = act.intent.args.get("set") or act.intent.args.get("fields")
    return str(given.get("title") or "") if isinstance(given, Mapping) else ""


def let_go(connection: Connection, seat: Seat, ids: Iterable[str]) -> None:
    """Steps that stood on a refused act are refused with it; an edit keeps waiting: its words are the person's."""
    refused = {one.intent.id for one in outbox.refused(connection)} & set(ids)
    if not refused:
        return
    told = dict(judging.reproject(connection, seat, refused))
    for act in outbox.touching(connection, refused):
        unsent = act.state == "waiting" and act.tries == 0
        if unsent and act.intent.op in told and not _keeps(act, told[act.intent.op]):
            outbox.refuse(connection, act, Refused("after_refused"), title_of(act), seat.at)
    judging.reproject(connection, seat, refused)


def _keeps(act: Waiting, problem: Refused) -> bool:
    return act.intent.verb in WRITING and problem.code != "not_found"
