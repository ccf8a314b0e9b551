"""What was acknowledged is remembered in its order, and goes back into the box ahead of everything that waits there."""

from datetime import datetime, timedelta
from pathlib import Path

from models.intents import Intent
from models.store import files, journal, outbox
from models.store.desk import DeskStore, open_desk
from models.store.outbox import Disagreement


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


NOW = datetime.fromisoformat("2026-04-28T09:00:00+08:00")


def _journaled(store: DeskStore, *ops: str, at: str = "2026-04-28", verdict: str = "ok") -> None:
    with store.writing() as connection:
        for op in ops:
            outbox.add(connection, Intent(op, "item.edit", f"of-{op}", args={"set": {}}), {}, [])
            outbox.leave(connection, [outbox.named(connection, [op])[0].seq], verdict, at)


def _tidied(store: DeskStore, *days: int) -> list[str]:
    with store.writing() as connection:
        for day in days:
            journal.tidy(connection, NOW + timedelta(days=day))
        return journal.acknowledged(connection)


def test_what_was_acknowledged_goes_after_thirty_days_and_what_came_since_stays(tmp_path: Path) -> None:
    store = open_desk(tmp_path)
    _journaled(store, "op-1", "op-2")
    assert _tidied(store, *range(10)) == ["op-1", "op-2"]
    _journaled(store, "op-3", "op-4")
    assert _tidied(store, *range(10, 30)) == ["op-1", "op-2", "op-3", "op-4"]
    assert _tidied(store, 30) == ["op-3", "op-4"]
    assert _tidied(store, 39) == ["op-3", "op-4"]
    assert _tidied(store, 60) == ["op-4"]
    store.close()


def test_a_clock_that_stood_wrong_when_it_was_written_makes_nothing_older(tmp_path: Path) -> None:
    store = open_desk(tmp_path)
    _journaled(store, "op-1", "op-2", at="1970-01-01T00:00:00+08:00")
    assert _tidied(store, 0, 29) == ["op-1", "op-2"]
    store.close()


def test_what_an_open_disagreement_came_of_stays(tmp_path: Path) -> None:
    store = open_desk(tmp_path)
    _journaled(store, "op-1", verdict="conflict")
    _journaled(store, "op-2")
    intent = Intent("op-1", "item.edit", "of-op-1")
    with store.writing() as connection:
        outbox.disagree(connection, Disagreement(intent, {}, {"title": "题"}, ("title",), ""))
        journal.tidy(connection, NOW)
        assert journal.tidy(connection, NOW + timedelta(days=31)) == 0
        outbox.agree(connection, "of-op-1")
        assert journal.tidy(connection, NOW + timedelta(days=62)) == 1
    store.close()


def test_acts_offered_again_begin_their_thirty_days_anew(tmp_path: Path) -> None:
    store = open_desk(tmp_path)
    _journaled(store, "op-1", "op-2")
    assert _tidied(store, 0) == ["op-1", "op-2"]
    with store.writing() as connection:
        journal.offer_again(connection, ["op-1", "op-2"], lambda _: ())
        outbox.leave(connection, [one.seq for one in outbox.waiting(connection)], "ok", "")
    assert _tidied(store, 29, 31) == ["op-1", "op-2"]
    store.close()
