"""Two texts of one field are both kept until a person has settled them; a refused text can be put to use."""

import pytest

from models.problems import Conflict, Refused, Unreachable
from tests.sync.fleet import CLERK, SECOND, Fleet


def test_two_texts_of_one_field_become_a_disagreement_that_keeps_both(fleet: Fleet) -> None:
    clerk, second = fleet.station(CLERK), fleet.station(SECOND)
    item = clerk.write("原题")
    clerk.sync()
    second.sync()
    clerk.edit(item, title="甲题")
    second.edit(item, title="乙题")
    clerk.sync()
    done = second.sync()
    assert (done.conflicts, second.desk.outbox()) == (1, [])
    (clash,) = second.desk.conflicts()
    assert [each["title"] for each in (clash.base, clash.mine, clash.theirs)] == ["原题", "乙题", "甲题"]
    assert (clash.their_name, clash.id) == ("林晓梅", item)
    assert second.title(item) == "甲题"
    assert [one.problem.code for one in second.desk.undelivered()] == ["conflict"]
    second.desk.settle(item, "merged", {**clash.theirs, "title": "甲乙题"})
    second.sync()
    clerk.sync()
    assert (clerk.title(item), second.title(item)) == ("甲乙题", "甲乙题")
    assert second.desk.tally() == (0, 0)


def test_what_was_done_after_a_disputed_edit_waits_and_its_words_join_the_dispute(fleet: Fleet) -> None:
    clerk, second = fleet.station(CLERK), fleet.station(SECOND)
    item = clerk.write("原题")
    clerk.sync()
    second.sync()
    second.edit(item, title="乙题")
    second.wire.down = True
    with pytest.raises(Unreachable):
        second.sync()
    clerk.edit(item, title="甲题")
    clerk.sync()
    second.edit(item, summary="乙的摘要")
    second.wire.down = False
    second.sync()
    (clash,) = second.desk.conflicts()
    assert clash.mine["title"] == "乙题"
    assert "乙的摘要" in (clash.mine.get("summary"), second.desk.seen(item).matter.fields.get("summary"))


def test_a_disagreement_found_on_the_desk_itself_is_kept_too(fleet: Fleet) -> None:
    clerk, second = fleet.station(CLERK), fleet.station(SECOND)
    item = clerk.write("原题")
    clerk.sync()
    second.sync()
    start = dict(second.desk.seen(item).matter.fields)
    second.desk.save_draft(item, {"title": "乙题"}, start)
    clerk.edit(item, title="甲题")
    clerk.sync()
    second.sync()
    with pytest.raises(Conflict):
        second.edit(item, title="乙题")
    (clash,) = second.desk.conflicts()
    assert (clash.base["title"], clash.mine["title"], clash.theirs["title"]) == ("原题", "乙题", "甲题")
    with pytest.raises(Refused, match="conflict_open"):
        second.desk.do("item.discard", item)


def test_a_settled_text_may_become_a_new_item_of_its_own(fleet: Fleet) -> None:
    clerk, second = fleet.station(CLERK), fleet.station(SECOND)
    item = clerk.write("原题")
    clerk.sync()
    second.sync()
    clerk.edit(item, title="甲题")
    second.edit(item, title="乙题")
    clerk.sync()
    second.sync()
    copy = second.desk.settle(item, "copy", {"title": "乙题（另存）", "column": "0703"})
    second.sync()
    assert second.title(copy) == "乙题（另存）"
    assert second.title(item) == "甲题"
    assert second.desk.conflicts() == []


def test_a_refused_text_can_be_used_as_a_new_draft_and_then_is_settled(fleet: Fleet) -> None:
    clerk, second = fleet.station(CLERK), fleet.station(SECOND)
    item = clerk.write("原题")
    clerk.sync()
    second.sync()
    clerk.desk.do("item.discard", item)
    clerk.sync()
    second.edit(item, title="不知道已废弃")
    second.sync()
    (one,) = second.desk.undelivered()
    assert one.intent.args["set"]["title"] == "不知道已废弃"
    fresh = second.desk.settle(one.intent.op, "new_draft")
    assert (fresh != item, second.title(fresh)) == (True, "不知道已废弃")
    assert second.desk.undelivered() == []


def test_what_was_written_for_a_disagreement_is_not_lost_when_the_person_writes_over_the_others_text(
    fleet: Fleet,
) -> None:
    clerk, second = fleet.station(CLERK), fleet.station(SECOND)
    item = clerk.write("原题")
    clerk.sync()
    second.sync()
    clerk.edit(item, title="甲题")
    second.edit(item, title="乙题")
    clerk.sync()
    second.sync()
    second.desk.save_draft(item, {"title": "乙又写"}, {"title": "甲题"})
    clerk.edit(item, title="甲又写")
    clerk.sync()
    second.sync()
    with pytest.raises(Conflict):
        second.desk.keep(item)
    kept = [(one.intent.args["set"]["title"], one.problem.code) for one in second.desk.undelivered()]
    assert kept == [("乙又写", "conflict"), ("乙题", "written_over")]
    assert second.desk.conflicts()[0].mine["title"] == "乙又写"
