"""Working days, against the published notices for 2026."""

from datetime import date

from tests.ui.fakes import RULES
from ui.presenters.workdays import ahead, lamp_of, working_days_between, working_days_left

CALENDAR = RULES.directory.calendar


def test_the_days_left_are_those_after_today_with_the_last_one() -> None:
    assert working_days_left(date(2026, 4, 28), date(2026, 5, 6), CALENDAR) == 3
    assert working_days_left(date(2026, 4, 28), date(2026, 4, 28), CALENDAR) == 0
    assert working_days_left(date(2026, 4, 29), date(2026, 4, 28), CALENDAR) == 0


def test_a_lamp_turns_amber_three_working_days_before_and_red_after() -> None:
    lamps = [lamp_of(date(2026, 5, 6), day, CALENDAR)[0] for day in (date(2026, 4, 27), date(2026, 4, 28))]
    assert lamps == ["green", "amber"]
    assert lamp_of(date(2026, 5, 6), date(2026, 5, 6), CALENDAR)[0] == "amber"
    assert lamp_of(date(2026, 5, 6), date(2026, 5, 7), CALENDAR)[0] == "red"
    assert lamp_of(None, date(2026, 5, 7), CALENDAR)[0] == "none"


def test_a_make_up_saturday_counts_also_for_a_far_last_day() -> None:
    assert working_days_left(date(2026, 4, 28), date(2026, 8, 31), CALENDAR) == 86


def test_waiting_is_counted_from_the_day_after() -> None:
    assert working_days_between(date(2026, 4, 24), date(2026, 4, 28), CALENDAR) == 2


def test_the_next_holiday_is_named_with_the_days_before_it() -> None:
    found = ahead(date(2026, 4, 28), CALENDAR)
    assert found is not None
    assert found.name == ("五一", "May Day")
    assert len(found.working) == 3
    assert found.make_up == (date(2026, 5, 9),)


def test_a_year_without_a_notice_names_no_holiday() -> None:
    assert ahead(date(2031, 1, 2), CALENDAR) is None
