"""Only what a calendar moves is counted anew, five hundred at a time."""

import pytest

from portal import recounting
from portal.recounting import recount
from tests.portal.letters import as_it_stands, letter
from tests.portal.town import Town


def test_a_calendar_that_moves_nothing_makes_no_act(village: Town) -> None:
    letter(village, village.clock())
    with village.portal.store.reading() as reading:
        head = reading.head()
    assert recount(village.house) == ()
    with village.portal.store.reading() as reading:
        assert reading.head() == head


def test_many_are_counted_in_batches(village: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    found = [letter(village, village.clock()) for _ in range(5)]
    monkeypatch.setattr(recounting, "MOST", 2)
    monkeypatch.setattr(recounting, "_differs", lambda matter, _calendar: dict(matter.system["due"]))
    assert [one.result for one in recount(village.house)] == ["ok"] * 5
    assert all(as_it_stands(village, one).trail[-1].verb == "recount" for one in found)
