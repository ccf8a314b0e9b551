"""Acts answered a part at a time come to what they come to when each part is asked for by itself."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.intents import Intent
from models.problems import Unreachable
from sync.protocol import End, Head, Line, SyncRequest, Verdict
from sync.server.steps import goes_in_steps, in_steps
from tests.sync.fleet import CLERK, SECOND, Fleet


def _round(request: SyncRequest) -> list[Line]:
    """Says yes to every act, and counts them."""
    done = max(request.cursor.values()) + len(request.ops)
    verdicts = [Verdict(act.op, "ok") for act in request.ops]
    return [Head("epoch", "now"), *verdicts, End(dict.fromkeys(request.cursor, done))]


@given(st.integers(0, 30), st.integers(1, 9))
def test_every_act_is_answered_once_in_order_and_one_end_is_the_last(count: int, step: int) -> None:
    ops = tuple(Intent(f"op-{number:06}", "item.edit", "matter-1") for number in range(count))
    request = SyncRequest("device", cursor={"pub": 0}, ops=ops, steps=True)
    lines = list(in_steps(_round, request, step))
    assert [one.op for one in lines if isinstance(one, Verdict)] == [each.op for each in ops]
    ends = [one for one in lines if isinstance(one, End)]
    assert [one.goes_on for one in ends] == [True] * (len(ends) - 1) + [False]
    assert ends[-1].cursor == {"pub": count}
    assert sum(isinstance(one, Head) for one in lines) == 1
    assert goes_in_steps(request, step) == (count > step)


@pytest.mark.parametrize("cut", range(1, 30, 2))
def test_wherever_an_answer_in_parts_is_cut_every_act_is_taken_once(tmp_path: Path, cut: int) -> None:
    fleet = Fleet(tmp_path, step=2)
    clerk, second = fleet.station(CLERK), fleet.station(SECOND)
    items = [clerk.write(f"第{number}篇") for number in range(5)]
    clerk.sync()
    for number, item in enumerate(items):
        clerk.edit(item, title=f"改过的第{number}篇")
    clerk.wire.cut_after = cut
    try:
        clerk.sync()
    except Unreachable:
        waiting = len(clerk.desk.outbox())
        assert waiting <= 5
        if cut > 20:
            assert waiting < 5  # the parts that came whole are taken in
    clerk.wire.cut_after = None
    clerk.sync()
    second.sync()
    assert clerk.desk.outbox() == []
    assert [second.title(item) for item in items] == [f"改过的第{number}篇" for number in range(5)]
    with fleet.store.reading() as reading:
        trails = [found.trail for item in items if (found := reading.matter("item", item)) is not None]
    assert [[one.verb for one in trail].count("edit") for trail in trails] == [1] * 5
