"""Two desks and a portal: what one person does arrives at the other, once, whatever happens on the way."""

from models.store import received
from tests.sync.fleet import CLERK, REVIEWER, Fleet


def test_the_first_story_from_an_offline_draft_to_two_desks_that_show_it_published(fleet: Fleet) -> None:
    clerk, reviewer = fleet.station(CLERK), fleet.station(REVIEWER)
    item = clerk.write()
    clerk.submit(item)
    assert clerk.state(item) == "in_review"
    assert len(clerk.desk.outbox()) == 3
    first = clerk.sync()
    assert (first.sent, first.refused, first.conflicts) == (3, 0, 0)
    assert clerk.desk.outbox() == []
    reviewer.sync()
    reviewer.desk.do("item.return", item, {"reason": "标题请写全称"})
    reviewer.sync()
    clerk.sync()
    assert clerk.state(item) == "returned"
    clerk.edit(item, title="关于做好2026年防汛工作的通知")
    clerk.submit(item)
    clerk.sync()
    reviewer.sync()
    reviewer.sign_off(item)
    reviewer.sync()
    clerk.sync()
    for station in (clerk, reviewer):
        matter = station.desk.seen(item).matter
        assert matter.state == "published"
        assert matter.system["index_no"]
        assert matter.version > 0
        assert [entry.verb for entry in matter.trail][-1] == "sign_off"
    assert len(clerk.desk.versions(item)) >= 2


def test_what_was_noted_beside_a_text_is_on_the_desk_until_the_text_leaves_it(fleet: Fleet) -> None:
    clerk = fleet.station(CLERK)
    item = clerk.write()
    clerk.desk.jot(item, {"kept": {"f1": "公示需要"}})
    assert clerk.desk.jotted(item) == {"kept": {"f1": "公示需要"}}
    with clerk.desk.store.writing() as connection:
        received.erase(connection, [("item", item)])
    assert clerk.desk.jotted(item) == {}
