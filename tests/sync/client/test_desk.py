"""What a person sees and does at a desk without a network."""

import subprocess
import sys
import threading

import pytest

from models.problems import Refused
from sync.client.desk import Query
from tests.sync.fleet import CLERK, REVIEWER, Fleet


def test_a_step_shows_at_once_and_is_marked_as_waiting(fleet: Fleet) -> None:
    clerk = fleet.station(CLERK)
    item = clerk.write("新的")
    seen = clerk.desk.seen(item)
    assert (seen.matter.state, [act.kind for act in seen.waiting]) == ("draft", ["item.create"])
    assert {offer.verb for offer in seen.offers} >= {"edit", "self_review", "discard"}
    (row,) = clerk.desk.page(Query(tab="mine"), 0, 10)
    assert (row.title, row.waiting) == ("新的", True)
    assert clerk.desk.counts()["today"] == 1


def test_what_a_rule_refuses_is_never_queued(fleet: Fleet) -> None:
    clerk = fleet.station(CLERK)
    item = clerk.write()
    for kind, args in (
        ("item.submit", {}),
        ("item.sign_off", {"responsible": "x"}),
        ("item.edit", {"set": {"index_no": "1"}}),
    ):
        with pytest.raises(Refused):
            clerk.desk.do(kind, item, args)
    with pytest.raises(Refused, match="not_found"):
        clerk.desk.do("item.edit", "nobody0001", {"set": {"title": "x"}})
    assert [act.kind for act in clerk.desk.outbox()] == ["item.create"]


def test_an_edit_that_changes_nothing_is_no_act(fleet: Fleet) -> None:
    clerk = fleet.station(CLERK)
    item = clerk.write("一样")
    clerk.sync()
    clerk.edit(item, title="一样")
    assert clerk.desk.outbox() == []


def test_a_draft_survives_the_end_of_the_program_and_goes_ahead_of_the_next_step(fleet: Fleet) -> None:
    clerk = fleet.station(CLERK)
    item = clerk.write("原题")
    clerk.desk.save_draft(item, {"title": "没存完"}, dict(clerk.desk.seen(item).matter.fields))
    clerk.desk.store.close()
    again = fleet.station(CLERK)
    draft = again.desk.seen(item).draft
    assert draft is not None
    assert (draft.fields, draft.recovered) == ({"title": "没存完"}, True)
    fleet.clock.pass_(minutes=5)
    again.sync()
    assert again.desk.draft(item) is not None
    again.desk.do("item.discard", item)
    assert (again.title(item), again.desk.drafts()) == ("没存完", [])


def test_a_draft_with_nothing_left_in_it_is_dropped(fleet: Fleet) -> None:
    clerk = fleet.station(CLERK)
    item = clerk.write()
    clerk.desk.save_draft(item, {"title": "x"}, {})
    clerk.desk.save_draft(item, {}, {})
    assert clerk.desk.draft(item) is None


def test_new_work_of_others_is_unread_until_it_is_opened(fleet: Fleet) -> None:
    clerk, reviewer = fleet.station(CLERK), fleet.station(REVIEWER)
    item = clerk.write()
    clerk.submit(item)
    clerk.sync()
    reviewer.sync()
    assert [one.unread for one in reviewer.desk.page(Query(tab="to_review"), 0, 5)] == [True]
    reviewer.desk.mark_read(item)
    assert [one.unread for one in reviewer.desk.page(Query(tab="to_review"), 0, 5)] == [False]
    assert [one.unread for one in clerk.desk.page(Query(tab="mine"), 0, 5)] == [False]


def test_search_finds_what_was_written_here_and_has_never_been_sent(fleet: Fleet) -> None:
    clerk = fleet.station(CLERK)
    item = clerk.write("关于森林防火的通告")
    clerk.desk.index()
    assert [one.id for one in clerk.desk.search("防火")] == [item]


def test_several_threads_may_write_at_once(fleet: Fleet) -> None:
    clerk = fleet.station(CLERK)
    item = clerk.write()
    faults: list[Exception] = []

    def save(n: int) -> None:
        try:
            for k in range(10):
                clerk.desk.save_draft(item, {"title": f"{n}-{k}"}, {})
        except Refused as fault:
            faults.append(fault)

    threads = [threading.Thread(target=save, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    assert clerk.desk.draft(item) is not None


def test_a_desk_opens_without_what_only_a_round_or_a_migration_needs() -> None:
    asked = "import sys, sync.client.desk, sync.client.engine; print([m for m in sys.modules if m in {!r}])"
    heavy = ("requests", "alembic", "cryptography", "fastapi", "PySide6", "zstandard", "argon2")
    done = subprocess.run([sys.executable, "-c", asked.format(heavy)], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
