"""What waits, what was refused and what is disputed: each is kept as it was until somebody deals with it."""

from hypothesis import given
from hypothesis import strategies as st

from models.intents import Expect, Intent
from models.problems import Refused
from models.store import outbox
from models.store.desk import DeskStore
from models.store.outbox import Disagreement

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


def _edit(op: str, id_: str = "i1", **values: str) -> Intent:
    return Intent(op, "item.edit", id_, args={"set": values}, made_at="2026-04-28T09:00:00+08:00")


@given(st.builds(Intent, words, words, words, st.integers(), st.none() | words, words, st.builds(Expect, words, words),
                 st.dictionaries(words, words), st.just(("a",)), words))  # fmt: skip
def test_an_act_is_kept_as_it_was(intent: Intent) -> None:
    assert outbox.unpack(outbox.pack(intent)) == intent


def test_acts_come_back_in_the_order_they_were_made(store: DeskStore) -> None:
    with store.writing() as connection:
        for op in ("z", "a", "m"):
            outbox.add(connection, _edit(op), {}, ["i1"])
        assert [one.intent.op for one in outbox.waiting(connection)] == ["z", "a", "m"]


def test_an_edit_widened_keeps_the_first_words_before_and_the_last_words_after(store: DeskStore) -> None:
    with store.writing() as connection:
        outbox.add(connection, _edit("a", title="一"), {"title": "原"}, ["i1"])
        (old,) = outbox.waiting(connection)
        outbox.widen(connection, old, {"title": "二", "summary": "摘"}, (), {"title": "一", "summary": ""})
        (one,) = outbox.waiting(connection)
    assert one.intent.args["set"] == {"title": "二", "summary": "摘"}
    assert one.before == {"title": "原", "summary": ""}


def test_acts_tied_through_another_matter_are_found_from_either_end(store: DeskStore) -> None:
    with store.writing() as connection:
        outbox.add(connection, Intent("r", "item.revise", "i1"), {}, ["i1", "d1"])
        outbox.add(connection, _edit("e", "d1"), {}, ["d1"])
        outbox.add(connection, _edit("x", "other"), {}, ["other"])
        for start in ("i1", "d1"):
            assert [one.intent.op for one in outbox.touching(connection, [start])] == ["r", "e"]
        many = [f"n{n}" for n in range(80)]
        assert [one.intent.op for one in outbox.touching(connection, [*many, "d1"])] == ["r", "e"]


def test_a_refused_act_keeps_its_words_and_its_reason_until_it_is_cleared(store: DeskStore) -> None:
    with store.writing() as connection:
        outbox.add(connection, _edit("a", title="我写的"), {}, ["i1"])
        (act,) = outbox.waiting(connection)
        outbox.refuse(connection, act, Refused("state_changed", (6,), by="甲", fields=("x",)), "题", "at")
        assert outbox.waiting(connection) == []
        (one,) = outbox.refused(connection)
        assert (one.intent, one.title) == (act.intent, "题")
        assert (one.problem.code, one.problem.article, one.problem.facts["fields"]) == ("state_changed", (6,), ("x",))
        outbox.clear(connection, "a")
        assert outbox.refused(connection) == []


def test_a_second_disputed_edit_joins_the_first(store: DeskStore) -> None:
    with store.writing() as connection:
        outbox.disagree(connection, Disagreement(_edit("a"), {"title": "原"}, {"title": "一"}, ("title",), "t1"))
        outbox.disagree(
            connection, Disagreement(_edit("b"), {"title": "一", "body": ""}, {"title": "二", "body": "x"}, (), "t2")
        )
        (one,) = outbox.disagreements(connection)
        assert (one.base, one.mine, one.fields) == (
            {"title": "原", "body": ""}, {"title": "二", "body": "x"}, ("title",)
        )  # fmt: skip
        outbox.agree(connection, "i1")
        assert outbox.disagreements(connection) == []


def test_only_as_many_acts_are_read_as_may_be_sent_at_once(store: DeskStore) -> None:
    with store.writing() as connection:
        for n in range(6):
            outbox.add(connection, Intent(f"op{n}", "item.edit", f"item{n}", args={"set": {}}), {}, [])
        outbox.mark(connection, ["op0"], "done")
        outbox.mark(connection, ["op1"], "held")
        assert [one.intent.op for one in outbox.first(connection, 2)] == ["op1", "op2", "op3"]
        assert [one.intent.op for one in outbox.first(connection, 9)] == ["op1", "op2", "op3", "op4", "op5"]


def test_an_act_leaves_when_every_scope_has_come_past_it(store: DeskStore) -> None:
    with store.writing() as connection:
        for n in range(3):
            outbox.add(connection, Intent(f"op{n}", "item.edit", f"item{n}", args={"set": {}}), {}, ["other"])
        outbox.accept(connection, {"op0": 4, "op1": 9})
        seqs = [one.seq for one in outbox.waiting(connection)]
        assert outbox.taken(connection, 4) == {seqs[0]: ("item0", "other")}
        outbox.leave(connection, seqs[:2], "ok", "2026-05-01")
        assert outbox.present(connection, ["op0", "op1", "op2", "op9"]) == {"op2"}
        assert outbox.any_left(connection)
