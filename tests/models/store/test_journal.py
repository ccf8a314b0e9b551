"""What was acknowledged is remembered in its order, and goes back into the box ahead of everything that waits there."""

from pathlib import Path

from models.intents import Intent
from models.store import files, journal, outbox
from models.store.desk import open_desk


def test_acknowledged_acts_go_back_ahead_of_those_that_wait(tmp_path: Path) -> None:
    store = open_desk(tmp_path)
    with store.writing() as connection:
        for op in ("op-1", "op-2", "op-3", "op-4"):
            outbox.add(connection, Intent(op, "item.edit", "item-1", args={"set": {"title": op}}), {}, ["item-1"])
        first, second, *_ = outbox.waiting(connection)
        outbox.leave(connection, [first.seq, second.seq], "ok", "2026-04-28")
        refused = outbox.waiting(connection)[1]
        outbox.leave(connection, [refused.seq], "rejected", "2026-04-28")
        assert journal.acknowledged(connection) == ["op-1", "op-2"]
        assert journal.offer_again(connection, ["op-1", "op-2"], lambda _: ("other",)) == {"item-1", "other"}
        assert [one.intent.op for one in outbox.waiting(connection)] == ["op-1", "op-2", "op-3"]
        assert journal.acknowledged(connection) == []
    store.close()


def test_an_act_that_waits_for_its_rows_is_sent_again_when_the_portal_is_another(tmp_path: Path) -> None:
    store = open_desk(tmp_path)
    with store.writing() as connection:
        outbox.add(connection, Intent("op-1", "item.edit", "item-1", args={"set": {}}), {}, ["item-1"])
        outbox.accept(connection, {"op-1": 7})
        journal.doubt(connection)
        (one,) = outbox.waiting(connection)
        assert (one.state, one.ack) == ("sent", 0)
    store.close()


def test_what_goes_up_again_on_one_matter_is_one_chain_and_brings_its_files_again(tmp_path: Path) -> None:
    store, sha256 = open_desk(tmp_path), "f" * 64
    with store.writing() as connection:
        for op in ("op-1", "op-2", "op-3"):
            outbox.add(connection, Intent(op, "item.edit", "item-1", blobs=(sha256,), args={"set": {}}), {}, ["item-1"])
        outbox.leave(connection, [one.seq for one in outbox.waiting(connection)[:2]], "ok", "2026-04-28")
        files.note(connection, sha256, "a.txt", 1, "sent")
        journal.offer_again(connection, ["op-1", "op-2"], lambda _: ())
        assert {one.intent.chain for one in outbox.waiting(connection)} == {"op-1"}
        noted = files.found(connection, [sha256])[sha256]
        assert (noted.state, noted.name) == ("local", "a.txt")
    store.close()
