"""An act under this desk's name that it never made tells of a copy; its own, waiting, taken or refused, never does."""

import pytest

from models.ids import new_id
from sync.client.copies import acts_elsewhere
from tests.sync.fleet import CLERK, Fleet


def test_its_own_acts_tell_nothing_whatever_became_of_them(fleet: Fleet) -> None:
    clerk = fleet.station(CLERK)
    item = clerk.write()
    (waiting,) = clerk.desk.outbox()
    assert not acts_elsewhere(clerk.desk, waiting.op)
    clerk.sync()
    assert clerk.desk.outbox() == []
    assert not acts_elsewhere(clerk.desk, waiting.op)
    clerk.desk.do("item.discard", item)
    (refused,) = clerk.desk.outbox()
    fleet.put("person", {CLERK.person: {"name": CLERK.name, "posts": []}})
    clerk.sync()
    assert len(clerk.desk.undelivered()) == 1
    assert not acts_elsewhere(clerk.desk, refused.op)


@pytest.mark.parametrize(("days", "told"), [(0, True), (24, True), (26, False), (400, False)])
def test_an_act_of_nobody_here_tells_as_long_as_the_journal_would_know_it(fleet: Fleet, days: int, told: bool) -> None:
    clerk = fleet.station(CLERK)
    op = new_id(int(fleet.clock().timestamp() * 1000), 7)
    fleet.clock.pass_(days=days)
    assert acts_elsewhere(clerk.desk, op) == told


def test_a_new_desk_has_no_last_act(fleet: Fleet) -> None:
    assert not acts_elsewhere(fleet.station(CLERK).desk, "")
