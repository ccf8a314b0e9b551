"""Working days: against the notices as published, beyond them, and by arithmetic as well as day by day."""

from dataclasses import replace
from datetime import date, timedelta

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.holidays import read_notice
from models.policy import Directory, shipped
from models.problems import BrokenPolicy
from models.workdays import Calendar, calendar_in

CALENDAR = Directory(shipped()).calendar
DAYS = st.dates(date(2014, 1, 1), date(2026, 12, 31))
TYPHOON = """number = "延政办〔2026〕31号"
title = "关于防御台风停工停业的通知"
issued = 2026-07-20
year = 2026
scope = "local"

[[rest]]
name = "台风停工"
en = "Closed for the typhoon"
from = 2026-07-21
"""


def _with(text: str) -> Calendar:
    return replace(CALENDAR, notices=(*CALENDAR.notices, read_notice("calendar/more.toml", text)))


def test_every_day_since_2004_agrees_with_the_published_calendar() -> None:
    day, wrong = date(2004, 1, 1), []
    while day < date(2027, 1, 1):
        if CALENDAR.is_working(day) != chinese_calendar.is_workday(day):
            wrong.append(day)
        day += timedelta(days=1)
    assert not wrong


def test_a_later_notice_within_the_year_has_the_last_word() -> None:
    for number, worked, off in (
        ("国发明电〔2015〕1号", date(2015, 9, 6), date(2015, 9, 3)),
        ("国办发明电〔2019〕3号", date(2019, 5, 5), date(2019, 5, 2)),
    ):
        assert (CALENDAR.judge(worked).why, CALENDAR.judge(worked).notice) == ("make_up", number)
        assert (CALENDAR.judge(off).why, CALENDAR.judge(off).notice) == ("holiday", number)
    extended = CALENDAR.judge(date(2020, 2, 1))
    assert (extended.working, extended.notice) == (False, "国办发明电〔2020〕1号")
    first = calendar_in({name: text for name, text in shipped().items() if "〔2020〕1号" not in name})
    assert first.judge(date(2020, 2, 1)).why == "make_up"


def test_the_last_days_of_december_are_moved_by_the_next_years_notice() -> None:
    assert CALENDAR.judge(date(2018, 12, 29)).notice == "国办发明电〔2018〕15号"
    assert CALENDAR.is_working(date(2018, 12, 29))
    assert not CALENDAR.is_working(date(2018, 12, 31))


def test_december_is_provisional_until_the_next_notice_is_there() -> None:
    assert not CALENDAR.provisional(date(2026, 11, 30))
    assert CALENDAR.provisional(date(2026, 12, 1))
    assert CALENDAR.judge(date(2026, 12, 1)).provisional
    assert not CALENDAR.provisional(date(2025, 12, 31))


def test_beyond_the_last_notice_the_law_gives_thirteen_days_and_since_2014_it_gave_eleven() -> None:
    new = {day for day, _ in CALENDAR.festivals.of(2027)}
    old = {day for day, _ in CALENDAR.festivals.of(2019)}
    assert (len(new), len(old)) == (13, 11)
    assert {date(2027, 2, 5), date(2027, 2, 6), date(2027, 5, 2)} <= new
    assert date(2019, 2, 4) not in old
    eve = CALENDAR.judge(date(2027, 2, 5))
    assert (eve.working, eve.name, eve.notice, eve.provisional) == (False, ("春节", "Spring Festival"), "", True)


def test_a_local_closing_moves_no_clock_of_the_law_unless_it_says_so() -> None:
    closed = _with(TYPHOON)
    assert closed.is_working(date(2026, 7, 21))
    assert closed.closed(date(2026, 7, 21)) == "延政办〔2026〕31号"
    assert closed.closed(date(2026, 7, 22)) == ""
    assert not _with(f"statutory = true\n{TYPHOON}").is_working(date(2026, 7, 21))


def test_a_local_closing_without_an_authority_number_is_refused() -> None:
    with pytest.raises(BrokenPolicy) as no:
        _with(TYPHOON.replace("延政办〔2026〕31号", "台风"))
    assert no.value.code == "notice_number"


def test_a_calendar_without_its_festivals_is_refused() -> None:
    with pytest.raises(BrokenPolicy, match=r"festivals\.toml"):
        calendar_in({})


def test_a_festival_without_its_name_is_refused_where_it_stands() -> None:
    with pytest.raises(BrokenPolicy) as no:
        calendar_in({"festivals.toml": '[[festival]]\nid = "a"\nfrom = 2004-01-01\n'})
    assert no.value.facts["line"] == 1


@given(DAYS, st.integers(-80, 400))
def test_arithmetic_counts_the_working_days_that_walking_finds(day: date, span: int) -> None:
    until = day + timedelta(days=span)
    first, last = min(day, until), max(day, until)
    walked = sum(CALENDAR.is_working(first + timedelta(days=n)) for n in range(1, (last - first).days + 1))
    assert CALENDAR.working_between(day, until) == (walked if span >= 0 else -walked)


@given(DAYS, st.integers(1, 120))
def test_the_nth_working_day_is_worked_and_has_so_many_behind_it(day: date, number: int) -> None:
    found = CALENDAR.working_after(day, number)
    assert CALENDAR.is_working(found)
    assert CALENDAR.working_between(day, found) == number


@given(st.dates(date(2015, 1, 1), date(2035, 12, 31)))
def test_whether_a_day_is_worked_is_what_its_judgement_says(day: date) -> None:
    for calendar in (CALENDAR, Calendar()):
        assert calendar.is_working(day) == calendar.judge(day).working
