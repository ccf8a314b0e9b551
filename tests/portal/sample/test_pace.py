"""The sample's people work in office hours and never ahead of the day on which the sample begins."""

import random
from datetime import date, datetime, time

from portal.sample.pace import ZONE, Pace, workday, works

LATE = datetime(2026, 11, 23, 17, 25, tzinfo=ZONE)


def test_saturday_and_the_first_of_may_are_free() -> None:
    assert not works(date(2026, 11, 21))
    assert not works(date(2026, 5, 1))
    assert workday(date(2026, 11, 21)) == date(2026, 11, 23)
    assert workday(date(2026, 11, 21), -1) == date(2026, 11, 20)


def test_acts_follow_one_another_within_office_hours() -> None:
    pace = Pace(date(2026, 3, 2), random.Random(3), LATE)
    moments = [pace.now, *(pace.after(30, 200) for _ in range(40))]
    assert moments == sorted(set(moments))
    assert all(works(each.date()) and time(8) <= each.time() <= time(18) for each in moments)


def test_nothing_happens_after_the_last_evening() -> None:
    pace = Pace(date(2026, 11, 23), random.Random(3), LATE)
    assert all(pace.after(100, 300) <= LATE.replace(minute=26) for _ in range(6))
