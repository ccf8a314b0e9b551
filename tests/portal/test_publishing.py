"""The clock that publishes at the hour that was signed."""

import threading
import time
from datetime import timedelta

from portal.publishing import Publishing
from tests.models.office import CHEN
from tests.portal.town import Town


def test_nothing_is_published_before_its_hour_and_everything_after(town: Town) -> None:
    at = town.clock() + timedelta(days=1)
    early, late = (town.signed(publish_at=(at + timedelta(hours=n)).isoformat()) for n in (0, 5))
    assert town.portal.publishing.due() == ()
    town.clock.now = at
    town.portal.publishing.due()
    assert [town.state(one) for one in (early, late)] == ["published", "scheduled"]
    assert town.matter(early).system["published_at"] == at.isoformat(timespec="seconds")
    assert town.matter(early).trail[-1].by == "portal"


def test_two_processes_that_look_at_once_publish_once(town: Town) -> None:
    item = town.signed(publish_at=(town.clock() + timedelta(hours=1)).isoformat())
    town.clock.pass_(hours=2)
    threads = [threading.Thread(target=Publishing(town.house, 1).due) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert town.state(item) == "published"
    assert [entry.verb for entry in town.matter(item).trail].count("publish") == 1


def test_an_item_returned_in_time_is_not_published(village: Town) -> None:
    item = village.signed(publish_at=(village.clock() + timedelta(hours=1)).isoformat())
    village.seat(CHEN).ok("return", item, {"reason": "再核对一次"})
    village.clock.pass_(hours=2)
    assert village.portal.publishing.due() == ()
    assert village.state(item) == "returned"


def test_the_clock_looks_by_itself_and_stops_when_told(village: Town) -> None:
    item = village.signed(publish_at=(village.clock() + timedelta(hours=1)).isoformat())
    village.clock.pass_(hours=2)
    clock = Publishing(village.house, 0.02)
    clock.start()
    end = time.monotonic() + 10
    while village.state(item) != "published" and time.monotonic() < end:
        time.sleep(0.02)
    clock.stop()
    assert village.state(item) == "published"
