"""What the portal answers is taken in whole or not at all, and only what is this person's stays here."""

import pytest

from models.problems import Refused, Unreachable
from sync.client.desk import Query
from tests.sync.fleet import CLERK, REVIEWER, SECOND, STRANGER, Fleet


@pytest.mark.parametrize("lines", range(8))
def test_an_answer_cut_anywhere_loses_nothing_and_the_next_round_ends_in_agreement(fleet: Fleet, lines: int) -> None:
    clerk, reviewer = fleet.station(CLERK), fleet.station(REVIEWER)
    item = clerk.write()
    clerk.submit(item)
    clerk.wire.cut_after = lines
    with pytest.raises(Unreachable):
        clerk.sync()
    assert clerk.state(item) == "in_review"
    clerk.wire.cut_after = None
    clerk.sync()
    reviewer.sync()
    assert clerk.desk.seen(item).matter == reviewer.desk.seen(item).matter
    assert clerk.desk.tally() == (0, 0)


def test_a_step_that_came_too_late_goes_to_the_undelivered_with_its_reason(fleet: Fleet) -> None:
    clerk, reviewer = fleet.station(CLERK), fleet.station(REVIEWER)
    item = clerk.write()
    clerk.submit(item)
    clerk.sync()
    reviewer.sync()
    reviewer.desk.do("item.return", item, {"reason": "请补充"})
    clerk.desk.do("item.recall", item)
    clerk.edit(item, title="撤回后改的标题")
    reviewer.sync()
    clerk.sync()
    codes = {one.intent.verb: one.problem.code for one in clerk.desk.undelivered()}
    assert codes["recall"] == "state_changed"
    texts = [one.intent.args.get("set", {}).get("title") for one in clerk.desk.undelivered()]
    assert "撤回后改的标题" in [*texts, clerk.title(item)]


def test_nobody_else_ever_holds_what_is_not_theirs(fleet: Fleet) -> None:
    clerk, stranger = fleet.station(CLERK), fleet.station(STRANGER)
    item = clerk.write()
    clerk.sync()
    stranger.sync()
    with pytest.raises(Refused, match="not_found"):
        stranger.desk.seen(item)
    assert stranger.desk.count(Query(tab="all")) == 0


def test_a_person_who_leaves_a_unit_keeps_none_of_its_rows_but_every_word_of_their_own(fleet: Fleet) -> None:
    clerk, second = fleet.station(CLERK), fleet.station(SECOND)
    item = clerk.write("镇里的事")
    clerk.sync()
    second.sync()
    second.desk.index(100)
    second.edit(item, title="周敏写的话")
    fleet.put("person", {SECOND.person: {"name": SECOND.name, "posts": [{"unit": "xiqin", "role": "clerk"}]}})
    second.sync()
    with pytest.raises(Refused, match="not_found"):
        second.desk.seen(item)
    assert second.desk.search("镇里") == []
    (one,) = second.desk.undelivered()
    assert one.intent.args["set"]["title"] == "周敏写的话"


def test_a_portal_put_back_from_a_backup_makes_the_desk_list_anew_and_lose_nothing(fleet: Fleet) -> None:
    clerk, second = fleet.station(CLERK), fleet.station(SECOND)
    item = clerk.write()
    clerk.sync()
    second.sync()
    other = second.write("还没送的")
    fleet.store.epoch = "another"
    second.sync()
    assert second.desk.tally() == (0, 0)
    assert {one.id for one in second.desk.page(Query(tab="all"), 0, 10)} == {item, other}


def test_a_post_lost_while_the_archive_was_not_asked_for_leaves_no_archive_behind(fleet: Fleet) -> None:
    reviewer, second = fleet.station(REVIEWER), fleet.station(SECOND)
    item = second.write()
    second.submit(item)
    second.sync()
    reviewer.sync()
    reviewer.sign_off(item)
    reviewer.sync()
    second.sync()
    assert second.state(item) == "published"
    both = [{"unit": "wangtai", "role": "clerk"}, {"unit": "xiqin", "role": "clerk"}]
    fleet.put("person", {SECOND.person: {"name": SECOND.name, "posts": both}})
    second.wire.cut_after = 1
    with pytest.raises(Unreachable):
        second.sync()
    second.wire.cut_after = None
    fleet.put("person", {SECOND.person: {"name": SECOND.name, "posts": both[1:]}})
    second.sync()
    with pytest.raises(Refused, match="not_found"):
        second.desk.seen(item)
