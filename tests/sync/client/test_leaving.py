"""What a desk still owes the portal, as acts; asked twice it says the same."""

from sync.client.leaving import unsent
from tests.sync.fleet import CLERK, Fleet

KINDS = ("item",)


def test_acts_that_wait_and_drafts_are_told_once_and_by_the_same_names(fleet: Fleet) -> None:
    clerk = fleet.station(CLERK)
    sent = clerk.write("送过的")
    clerk.sync()
    clerk.desk.save_draft(sent, {"title": "改了一半"}, dict(clerk.desk.seen(sent).matter.fields))
    fresh = clerk.write("没送的")
    found = unsent(clerk.desk.store, KINDS)
    told = {(one["intent"]["kind"], one["title"]) for one in found}
    assert told == {("item.create", "没送的"), ("item.edit", "改了一半")}
    assert {one["intent"]["id"] for one in found} == {sent, fresh}
    assert unsent(clerk.desk.store, KINDS) == found


def test_nothing_is_owed_when_all_was_sent(fleet: Fleet) -> None:
    clerk = fleet.station(CLERK)
    clerk.write("送过的")
    clerk.sync()
    assert unsent(clerk.desk.store, KINDS) == []
