"""A desk knows which refused acts it has itself, and which of those that the portal keeps its person has dealt with."""

from sqlalchemy import Connection

from models.intents import Intent
from models.problems import Refused
from models.scopes import KEPT_ROW
from models.store import kept, outbox
from models.store.desk import DeskStore, row_values
from models.store.kept import Away
from models.store.received import Put, receive


def _wait(connection: Connection, op: str) -> int:
    """An act of this name waits; its number."""
    outbox.add(connection, Intent(op, "item.edit", "matter00", args={"set": {}}), {}, ["matter00"])
    return outbox.named(connection, [op])[0].seq


def _left(connection: Connection, op: str, verdict: str) -> None:
    outbox.leave(connection, [_wait(connection, op)], verdict, "2026-04-28T09:00:00+08:00")


def test_what_waits_and_what_was_refused_or_settled_here_is_known(store: DeskStore) -> None:
    with store.writing() as connection:
        for op, verdict in (("taken000", "ok"), ("refused0", "rejected"), ("clashed0", "conflict")):
            _left(connection, op, verdict)
        _wait(connection, "waiting0")
        ops = ["taken000", "refused0", "clashed0", "waiting0", "strange0"]
        assert kept.known(connection, ops) == {"refused0", "clashed0", "waiting0"}


def test_only_what_the_portal_keeps_and_the_person_dealt_with_is_put_away(store: DeskStore) -> None:
    with store.writing() as connection:
        for op in ("dealt000", "shown000", "nothere0"):
            outbox.put_away(connection, Intent(op, "item.edit", "matter00"), Refused("not_yours"), "")
        for op in ("dealt000", "nothere0"):
            outbox.clear(connection, op)
        docs = {op: {"op": op} for op in ("dealt000", "shown000")}
        puts = [Put("me:p", row_values(KEPT_ROW, f"p.{op}", 7, doc, "{}")) for op, doc in docs.items()]
        receive(connection, puts, [])
        assert kept.away(connection, 9) == [Away("dealt000", 7)]
        assert kept.away(connection, 0) == []


def test_a_settled_disagreement_settles_all_acts_that_it_came_of_but_none_that_is_still_shown(
    store: DeskStore,
) -> None:
    with store.writing() as connection:
        for op in ("first000", "second00", "written0"):
            _left(connection, op, "conflict")
        _left(connection, "refused0", "rejected")
        outbox.put_away(connection, Intent("written0", "item.edit", "matter00"), Refused("written_over"), "")
        kept.settle(connection, "matter00")
        assert [one.intent.op for one in outbox.refused(connection)] == ["written0"]
        values = [
            row_values(KEPT_ROW, f"p.{op}", 7, {}, "{}") for op in ("first000", "second00", "written0", "refused0")
        ]
        receive(connection, [Put("me:p", each) for each in values], [])
        assert [one.op for one in kept.away(connection, 9)] == ["first000", "second00"]
