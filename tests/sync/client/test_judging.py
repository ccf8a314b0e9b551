"""Acts are judged at once, joined while nobody has seen them, and shown over what the portal sent."""

import pytest

from models.problems import Unreachable
from sync.client.desk import Query
from tests.sync.fleet import CLERK, REVIEWER, SECOND, Fleet


def test_edits_that_were_never_sent_go_up_as_one(fleet: Fleet) -> None:
    clerk = fleet.station(CLERK)
    item = clerk.write()
    clerk.sync()
    for n in range(5):
        clerk.edit(item, title=f"第 {n} 稿")
    clerk.edit(item, summary="摘要")
    assert len(clerk.desk.outbox()) == 1
    assert clerk.sync().sent == 1
    assert clerk.title(item) == "第 4 稿"


def test_an_edit_that_was_sent_once_is_never_changed_again(fleet: Fleet) -> None:
    clerk = fleet.station(CLERK)
    item = clerk.write()
    clerk.sync()
    clerk.edit(item, title="送过一次")
    clerk.wire.down = True
    with pytest.raises(Unreachable):
        clerk.sync()
    clerk.edit(item, title="之后又改")
    assert [act.args["set"]["title"] for act in clerk.desk.outbox()] == ["送过一次", "之后又改"]
    clerk.wire.down = False
    clerk.sync()
    assert clerk.title(item) == "之后又改"
    assert clerk.desk.tally() == (0, 0)


def test_different_fields_of_two_people_merge_by_themselves(fleet: Fleet) -> None:
    clerk, second = fleet.station(CLERK), fleet.station(SECOND)
    item = clerk.write()
    clerk.sync()
    second.sync()
    clerk.edit(item, title="新标题")
    second.edit(item, summary="新摘要")
    for station in (clerk, second, clerk):
        station.sync()
    for station in (clerk, second):
        fields = station.desk.seen(item).matter.fields
        assert (fields["title"], fields["summary"]) == ("新标题", "新摘要")


def test_a_revision_travels_as_two_matters_and_ends_as_the_next_edition(fleet: Fleet) -> None:
    clerk, reviewer = fleet.station(CLERK), fleet.station(REVIEWER)
    item = clerk.write()
    clerk.submit(item)
    clerk.sync()
    reviewer.sync()
    reviewer.sign_off(item)
    reviewer.sync()
    clerk.sync()
    draft = clerk.desk.new_id()
    clerk.desk.do("item.revise", item, {"change": "update", "draft": draft})
    clerk.edit(draft, title="修订后的标题")
    clerk.submit(draft)
    assert clerk.state(draft) == "in_review"
    clerk.sync()
    reviewer.sync()
    reviewer.sign_off(draft)
    reviewer.sync()
    clerk.sync()
    assert clerk.title(item) == "修订后的标题"
    assert clerk.desk.seen(item).matter.system["edition"] == 2
    assert draft not in {one.id for one in clerk.desk.page(Query(tab="all"), 0, 10)}
