"""No act overtakes another of its matter, whatever is held, parked or stuck."""

from hypothesis import given
from hypothesis import strategies as st

from models.intents import Intent
from models.store.outbox import Waiting
from sync.client.plan import MOST_ACTS, Size, asked, batch, complete

STATES = ("waiting", "sent", "held", "parked", "done")
acts = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(STATES), st.integers(1, 900_000)), max_size=30)


def _made(drawn: list[tuple[str, str, int]]) -> list[Waiting]:
    return [
        Waiting(Intent(f"op{n:08d}", "item.edit", id_), n, state, size=size)
        for n, (id_, state, size) in enumerate(drawn)
    ]


@given(acts, st.sets(st.sampled_from([f"op{n:08d}" for n in range(30)])), st.integers(1, 10))
def test_a_matters_acts_go_in_order_and_none_passes_one_that_cannot_go(
    drawn: list[tuple[str, str, int]], stuck: set[str], most: int
) -> None:
    queue = _made(drawn)
    chosen = batch(queue, Size(most), stuck)
    assert len(chosen) <= most
    for id_ in "abc":
        mine = [act for act in queue if act.intent.id == id_ and act.state != "done"]
        sent = [act for act in chosen if act.intent.id == id_]
        assert sent == mine[: len(sent)]
        assert not {act.intent.op for act in sent} & stuck
        assert all(act.state in ("waiting", "sent") for act in sent)


@given(acts)
def test_something_goes_whenever_something_can(drawn: list[tuple[str, str, int]]) -> None:
    queue = _made(drawn)
    heads = {act.intent.id: act for act in reversed(queue) if act.state != "done"}
    able = any(act.state in ("waiting", "sent") for act in heads.values())
    assert bool(batch(queue, Size())) == able


def test_an_act_on_two_matters_holds_both_back() -> None:
    tied = Waiting(Intent("op1", "item.revise", "a"), 1, "held", touches=("a", "b"))
    after = Waiting(Intent("op2", "item.edit", "b"), 2)
    assert batch([tied, after], Size()) == []


def test_the_size_halves_down_to_one_act_and_grows_back() -> None:
    size = Size()
    for _ in range(20):
        size = size.smaller()
    assert size.acts == 1
    for _ in range(20):
        size = size.larger()
    assert size.acts == MOST_ACTS


def test_archives_are_asked_for_once_the_open_scopes_have_begun() -> None:
    granted = ("pub", "u:a", "u:a/archive")
    assert asked(granted, {}) == {"pub": 0, "u:a": 0}
    assert asked(granted, {"pub": 7, "u:a": 7}) == {"pub": 7, "u:a": 7, "u:a/archive": 0}
    assert not complete(granted, {"pub": 7, "u:a": 7})
    assert complete(granted, {"pub": 7, "u:a": 7, "u:a/archive": 1})
