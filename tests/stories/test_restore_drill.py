"""The drill: a portal is lost and put back from a backup, and nothing that anybody typed after it is lost."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from models.problems import Unreachable
from sync.client.desk import Query
from sync.client.plan import Size
from tests.sync.fleet import CLERK, REVIEWER, SECOND, Fleet


@pytest.fixture
def fleet(tmp_path: Path) -> Iterator[Fleet]:
    """A portal and its desks."""
    made = Fleet(tmp_path)
    yield made
    made.close()


def test_nothing_typed_after_the_backup_is_lost_and_both_desks_agree(fleet: Fleet) -> None:
    clerk, second = fleet.station(CLERK), fleet.station(SECOND)
    old = clerk.write("备份前的")
    clerk.sync()
    second.sync()
    copy = fleet.back_up()
    clerk.edit(old, title="备份后改的")
    clerk.sync()
    clerk.edit(old, title="备份后又改的")
    fresh = clerk.write("备份后新写的")
    clerk.submit(fresh)
    clerk.sync()
    second.sync()
    theirs = second.write("同事写的")
    second.edit(old, keywords=["防汛"])
    second.sync()
    clerk.sync()
    waiting = clerk.write("还没送的")
    clerk.edit(old, title="没送就又改的")
    fleet.put_back(copy)
    for station in (clerk, second, clerk):
        station.sync()
    for station in (clerk, second):
        assert station.desk.tally() == (0, 0)
        assert station.title(old) == "没送就又改的"
        assert station.desk.seen(old).matter.fields["keywords"] == ["防汛"]
        assert station.state(fresh) == "in_review"
        assert {one.id for one in station.desk.page(Query(tab="all"), 0, 20)} == {old, fresh, theirs, waiting}
        assert station.desk.seen(old).matter == clerk.desk.seen(old).matter
    with fleet.store.reading() as reading:
        assert reading.audit().wrong == ""


def test_a_step_whose_ground_has_not_come_back_yet_is_refused_before_everybodys_eyes(fleet: Fleet) -> None:
    clerk, reviewer = fleet.station(CLERK), fleet.station(REVIEWER)
    copy = fleet.back_up()
    item = clerk.write()
    clerk.submit(item)
    clerk.sync()
    reviewer.sync()
    reviewer.sign_off(item)
    reviewer.sync()
    fleet.put_back(copy)
    for station in (reviewer, clerk, reviewer):
        station.sync()
    (one,) = reviewer.desk.undelivered()
    assert (one.intent.verb, one.problem.code) == ("sign_off", "not_found")
    assert reviewer.state(item) == clerk.state(item) == "in_review"
    reviewer.desk.settle(one.intent.op, "drop")
    reviewer.sign_off(item)
    reviewer.sync()
    clerk.sync()
    assert reviewer.desk.seen(item).matter == clerk.desk.seen(item).matter


def test_in_the_order_of_the_work_the_whole_way_of_an_item_comes_back(fleet: Fleet) -> None:
    clerk, reviewer = fleet.station(CLERK), fleet.station(REVIEWER)
    copy = fleet.back_up()
    item = clerk.write()
    clerk.submit(item)
    clerk.sync()
    reviewer.sync()
    reviewer.sign_off(item)
    reviewer.sync()
    clerk.sync()
    state = clerk.state(item)
    fleet.put_back(copy)
    for station in (clerk, reviewer, clerk):
        station.sync()
    assert reviewer.desk.tally() == clerk.desk.tally() == (0, 0)
    assert reviewer.state(item) == clerk.state(item) == state
    assert reviewer.desk.seen(item).matter == clerk.desk.seen(item).matter


def test_an_attachment_that_came_after_the_backup_goes_up_again(fleet: Fleet) -> None:
    clerk, second = fleet.station(CLERK), fleet.station(SECOND)
    copy = fleet.back_up()
    sha256 = clerk.desk.put_blob(b"text", "a.txt")
    clerk.write(attachments=[{"sha256": sha256, "name": "a.txt", "size": 4, "mime": "text/plain"}])
    clerk.sync()
    fleet.put_back(copy)
    clerk.sync()
    second.sync()
    assert clerk.desk.tally() == (0, 0)
    assert second.wire.get_piece(sha256, 0, 10).data == b"text"


def test_nothing_is_sent_before_the_portal_was_asked_for_all_of_the_journal(fleet: Fleet) -> None:
    clerk = fleet.station(CLERK)
    copy = fleet.back_up()
    item = clerk.write()
    clerk.sync()
    clerk.edit(item, title="没送的")
    fleet.put_back(copy)
    clerk.wire.forgetful = True
    for _ in range(2):
        with pytest.raises(Unreachable):
            clerk.sync()
    assert clerk.title(item) == "没送的"
    clerk.wire.forgetful = False
    clerk.sync()
    assert (clerk.desk.tally(), clerk.title(item)) == ((0, 0), "没送的")


def test_an_answer_cut_while_the_journal_goes_up_changes_nothing_in_the_end(fleet: Fleet) -> None:
    clerk = fleet.station(CLERK)
    copy = fleet.back_up()
    item = clerk.write()
    clerk.edit(item, title="一")
    clerk.sync()
    clerk.edit(item, title="二")
    clerk.sync()
    fleet.put_back(copy)
    for after in (0, 1, 2, 3, 5):
        clerk.wire.cut_after = after
        with pytest.raises(Unreachable):
            clerk.sync()
    clerk.wire.cut_after = None
    clerk.sync()
    assert (clerk.desk.tally(), clerk.title(item)) == ((0, 0), "二")


def test_a_persons_own_acts_do_not_clash_though_they_come_back_one_by_one(fleet: Fleet) -> None:
    clerk = fleet.station(CLERK)
    copy = fleet.back_up()
    item = clerk.write("一")
    clerk.sync()
    for title in ("二", "三"):
        clerk.edit(item, title=title)
        clerk.sync()
    clerk.edit(item, title="四")
    fleet.put_back(copy)
    clerk.engine._size = Size(1)
    clerk.sync()
    assert (clerk.desk.tally(), clerk.title(item)) == ((0, 0), "四")
