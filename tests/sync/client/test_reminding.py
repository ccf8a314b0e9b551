"""Reminders on a desk: reckoned with or without a network, seen and put off by this person on this computer."""

from datetime import timedelta

from models.store.portal_write import put_plain
from tests.sync.fleet import CLERK, REVIEWER, SECOND, Fleet, Station


def submitted(station: Station) -> str:
    item = station.write()
    station.submit(item)
    return item


def whys(station: Station) -> list[str]:
    return [one.why for one in station.desk.reminding.inbox().found]


def test_what_waits_for_the_reviewer_is_told_on_their_desk_and_nowhere_else(fleet: Fleet) -> None:
    clerk, reviewer = fleet.station(CLERK), fleet.station(REVIEWER)
    item = submitted(clerk)
    assert whys(reviewer) == []
    clerk.sync()
    reviewer.sync()
    (one,) = reviewer.desk.reminding.inbox().found
    assert (one.id, one.why) == (item, "to_sign")
    assert whys(clerk) == []


def test_a_step_taken_offline_settles_its_reminder_at_once(fleet: Fleet) -> None:
    clerk, reviewer = fleet.station(CLERK), fleet.station(REVIEWER)
    item = submitted(clerk)
    clerk.sync()
    reviewer.sync()
    reviewer.wire.down = True
    reviewer.desk.do("item.return", item, {"reason": "请补充"})
    assert whys(reviewer) == []


def test_what_was_returned_comes_back_to_its_author(fleet: Fleet) -> None:
    clerk, reviewer, second = fleet.station(CLERK), fleet.station(REVIEWER), fleet.station(SECOND)
    item = submitted(clerk)
    clerk.sync()
    reviewer.sync()
    reviewer.desk.do("item.return", item, {"reason": "请补充"})
    for station in (reviewer, clerk, second):
        station.sync()
    assert whys(clerk) == ["returned"]
    assert whys(second) == []


def test_a_message_to_the_phone_stands_with_its_reminder(fleet: Fleet) -> None:
    clerk, reviewer = fleet.station(CLERK), fleet.station(REVIEWER)
    submitted(clerk)
    clerk.sync()
    reviewer.sync()
    (one,) = reviewer.desk.reminding.inbox().found
    sms = {
        "person": REVIEWER.person,
        "state": "delivered",
        "to": "139****0003",
        "keys": [one.key],
        "made_at": fleet.clock().isoformat(),
        "text": "【延平门户】",
    }
    contact = {"person": REVIEWER.person, "phone": "13900000003"}
    puts = [put_plain("sms", "s.1", sms), put_plain("contact", REVIEWER.person, contact)]
    fleet.store.write(lambda writing: writing.note(None, puts))
    reviewer.sync()
    inbox = reviewer.desk.reminding.inbox()
    assert inbox.messages[one.key]["state"] == "delivered"
    assert inbox.phone == "13900000003"


def test_what_was_seen_or_put_off_stays_so_until_it_is_forgotten(fleet: Fleet) -> None:
    desk = fleet.station(CLERK).desk
    reminding = desk.reminding
    reminding.mark_read(["a", "b"])
    reminding.put_off("c", fleet.clock() + timedelta(hours=3))
    inbox = reminding.inbox()
    assert inbox.read == {"a", "b"}
    assert inbox.later == {"c": "2026-04-28T12:00:00+08:00"}
    fleet.clock.pass_(days=60)
    reminding.mark_read(["d"])
    assert reminding.inbox().read == {"d"}


def test_a_policy_that_arrives_is_followed(fleet: Fleet) -> None:
    desk = fleet.station(CLERK).desk
    before = desk.reminding.ladder()
    assert desk.reminding.ladder() is before
    desk.rules = type(desk.rules)(desk.rules.workflows, desk.rules.directory, desk.rules.inspect)
    assert desk.reminding.ladder() is not before
