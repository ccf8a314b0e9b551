"""Working days, against the published notices for 2026."""

from datetime import date

from ui.presenters.workdays import ahead, is_working, working_days_between, working_days_left


def test_a_make_up_saturday_is_worked_and_a_holiday_is_not() -> None:
    assert is_working(date(2026, 5, 9))
    assert not is_working(date(2026, 5, 1))


def test_today_and_the_last_day_are_both_counted() -> None:
    assert working_days_left(date(2026, 4, 28), date(2026, 5, 6)) == 4
    assert working_days_left(date(2026, 4, 28), date(2026, 4, 28)) == 1
    assert working_days_left(date(2026, 4, 29), date(2026, 4, 28)) == 0


def test_waiting_is_counted_from_the_day_after() -> None:
    assert working_days_between(date(2026, 4, 24), date(2026, 4, 28)) == 2


def test_the_next_holiday_is_named_with_the_days_before_it() -> None:
    found = ahead(date(2026, 4, 28))
    assert found is not None
    assert found.name == ("五一", "May Day")
    assert len(found.working) == 3
    assert found.make_up == (date(2026, 5, 9),)


def test_a_year_without_a_notice_counts_weekdays() -> None:
    assert is_working(date(2031, 1, 2))
    assert ahead(date(2031, 1, 2)) is None
