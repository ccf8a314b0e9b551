"""The last day, by the examples of the trade and for every input: never on a day of rest, never earlier for a pause."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.clock import (
    Clock,
    Extension,
    Pause,
    Period,
    closed_day,
    due_day,
    longest_extension,
    moved,
    start,
)
from models.holidays import read_notice
from models.policy import Directory, shipped
from models.terms import Unit
from models.workdays import Calendar, calendar_in

TEXTS = shipped()
DIRECTORY = Directory(TEXTS)
CALENDAR = DIRECTORY.calendar


def _clock(received: date, number: int = 15, unit: Unit = "wd", pauses: tuple[Pause, ...] = ()) -> Clock:
    return Clock("local", "request_reply", 16, "yp2014", received, Period(number, unit), pauses)


def _day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("received", "wd7", "wd15", "wd20", "cd15"),
    [
        ("2014-01-20", "2014-01-28", "2014-02-13", "2014-02-20", "2014-02-07"),
        ("2014-01-26", "2014-02-10", "2014-02-20", "2014-02-27", "2014-02-10"),
        ("2014-01-31", "2014-02-14", "2014-02-26", "2014-03-05", "2014-02-17"),
        ("2014-04-18", "2014-04-29", "2014-05-12", "2014-05-19", "2014-05-04"),
        ("2014-09-22", "2014-09-30", "2014-10-16", "2014-10-23", "2014-10-08"),
        ("2014-12-22", "2014-12-31", "2015-01-13", "2015-01-20", "2015-01-06"),
    ],
)
def test_the_last_day_is_that_of_the_published_calendar(
    received: str, wd7: str, wd15: str, wd20: str, cd15: str
) -> None:
    for number, unit, expected in ((7, "wd", wd7), (15, "wd", wd15), (20, "wd", wd20), (15, "cd", cd15)):
        clock = _clock(_day(received), number, "wd" if unit == "wd" else "cd")
        assert due_day(clock, CALENDAR).day == _day(expected), (number, unit)


def test_plain_weeks_would_give_another_day_over_new_year() -> None:
    assert due_day(_clock(date(2014, 12, 22)), Calendar()).day == date(2015, 1, 12)


def test_a_consultation_is_taken_out_of_the_count() -> None:
    out = (Pause(date(2014, 3, 20), date(2014, 4, 2), "consult", 15),)
    received = date(2014, 3, 17)
    assert due_day(_clock(received), CALENDAR).day == date(2014, 4, 8)
    assert due_day(_clock(received, pauses=out), CALENDAR).day == date(2014, 4, 21)
    assert due_day(_clock(received, 20), CALENDAR).day == date(2014, 4, 15)
    assert due_day(_clock(received, 20, pauses=out), CALENDAR).day == date(2014, 4, 28)


def test_a_consultation_excludes_at_most_its_cap() -> None:
    late = Pause(date(2014, 3, 3), date(2014, 6, 30), "consult", 15)
    due = due_day(_clock(date(2014, 3, 3), pauses=(late,)), CALENDAR)
    assert due.day == due_day(_clock(date(2014, 3, 3), 30), CALENDAR).day
    assert sum(reason.step == "pause" and CALENDAR.is_working(reason.day) for reason in due.reasons) == 15


def test_a_consultation_that_is_still_out_is_taken_to_last_to_its_cap() -> None:
    clock = _clock(date(2014, 3, 3), pauses=(Pause(date(2014, 3, 3), None, "consult", 15),))
    assert clock.halted is not None
    assert due_day(clock, CALENDAR).day == due_day(_clock(date(2014, 3, 3), 30), CALENDAR).day


def test_a_correction_starts_the_count_from_zero() -> None:
    clock = _clock(date(2014, 3, 3), pauses=(Pause(date(2014, 3, 5), None, "correction"),))
    again = replace(clock, restarted=date(2014, 3, 17))
    due = due_day(again, CALENDAR)
    assert due.day == date(2014, 4, 8)
    assert (due.reasons[0].why, due.reasons[0].counts) == ("restarted", 0)


def test_an_extension_is_counted_from_the_day_that_was_due() -> None:
    clock = replace(_clock(date(2026, 4, 17), 15, "cd"), extensions=(Extension(15, "cd", date(2026, 4, 28)),))
    due = due_day(clock, CALENDAR)
    assert (due.original, due.day) == (date(2026, 5, 6), date(2026, 5, 21))
    assert {reason.round for reason in due.reasons} == {0, 1}


def test_every_day_says_why_it_counted_or_not() -> None:
    due = due_day(_clock(date(2026, 4, 20)), CALENDAR)
    told = {reason.day: reason for reason in due.reasons}
    assert due.day == date(2026, 5, 13)
    assert (told[date(2026, 4, 20)].step, told[date(2026, 4, 20)].counts) == ("start", 0)
    assert (told[date(2026, 5, 9)].why, told[date(2026, 5, 9)].counts) == ("make_up", 1)
    assert told[date(2026, 5, 1)].name == ("五一", "May Day")
    assert told[date(2026, 5, 1)].notice == "国办发明电〔2025〕7号"
    assert sum(reason.counts for reason in due.reasons) == 15


def test_the_days_over_which_a_last_day_rolls_are_told() -> None:
    due = due_day(_clock(date(2026, 4, 17), 15, "cd"), CALENDAR)
    rolled = [reason.day.day for reason in due.reasons if reason.step == "roll"]
    assert (due.day, rolled) == (date(2026, 5, 6), [3, 4, 5, 6])


def test_a_last_day_in_an_unannounced_year_is_provisional_and_reminded_of_earlier() -> None:
    due = due_day(_clock(date(2027, 1, 25)), CALENDAR)
    assert due.provisional
    assert due.day == date(2027, 2, 17)
    assert due.remind_from == date(2027, 2, 11)  # plain weeks end on the 15th; two working days less
    known = due_day(_clock(date(2026, 4, 20)), CALENDAR)
    assert (known.provisional, known.remind_from) == (False, known.day)


def test_a_request_has_the_districts_clock_and_the_legal_one_beside_it() -> None:
    local, legal = start("request", date(2026, 4, 20), DIRECTORY, date(2026, 4, 20))
    assert (local.id, local.period, local.article, local.profile) == ("local", Period(15, "wd"), 16, "yp2014")
    assert (legal.id, legal.period, legal.article, legal.profile) == ("legal", Period(20, "wd"), 33, "national2019")
    assert due_day(legal, CALENDAR).day == date(2026, 5, 20)


def test_a_letter_has_fifteen_days_and_seven_suggested_ones() -> None:
    local, suggested = start("letter", date(2026, 4, 17), DIRECTORY, date(2026, 4, 17))
    assert (local.period, suggested.id, suggested.period) == (Period(15, "cd"), "suggested", Period(7, "wd"))
    assert [clock.period for clock in start("service", date(2026, 4, 17), DIRECTORY, date(2026, 4, 17))] == [
        Period(15, "cd")
    ]
    assert start("item", date(2026, 4, 17), DIRECTORY, date(2026, 4, 17)) == ()


def test_a_matter_begins_under_the_rules_of_its_own_day() -> None:
    assert [clock.id for clock in start("request", date(2014, 4, 20), DIRECTORY, date(2014, 4, 20))] == ["local"]
    shorter = TEXTS["profiles.toml"] + (
        '\n[[duty]]\nid = "request_reply"\nnumber = 10\nunit = "wd"\narticle = 16\nfrom = 2026-06-01\n'
    )
    newer = Directory({**TEXTS, "profiles.toml": shorter})
    assert start("request", date(2026, 5, 29), newer, date(2026, 5, 29))[0].period == Period(15, "wd")
    assert start("request", date(2026, 6, 1), newer, date(2026, 6, 1))[0].period == Period(10, "wd")


def test_an_extension_is_limited_by_the_profile_of_its_clock() -> None:
    local, legal = start("request", date(2026, 4, 20), DIRECTORY, date(2026, 4, 20))
    assert longest_extension("request", local, DIRECTORY) == Period(15, "wd")
    assert longest_extension("request", legal, DIRECTORY) == Period(20, "wd")
    service = start("service", date(2026, 4, 20), DIRECTORY, date(2026, 4, 20))[0]
    assert longest_extension("service", service, DIRECTORY) is None


def test_a_later_notice_moves_the_last_days_that_it_touches_and_no_other() -> None:
    before = calendar_in({name: text for name, text in TEXTS.items() if "〔2015〕1号" not in name})
    over, apart = _clock(date(2015, 8, 20)), _clock(date(2015, 3, 2))
    gone = replace(over, stopped=date(2015, 9, 1))
    assert [(each.clock, each.before, each.after) for each in moved((over, apart, gone), before, CALENDAR)] == [
        (over, date(2015, 9, 10), date(2015, 9, 11))
    ]


def test_a_closing_that_binds_the_law_suspends_nothing_but_its_own_day() -> None:
    text = (
        'number = "延政办〔2026〕31号"\nissued = 2026-07-20\nyear = 2026\nscope = "local"\nstatutory = true\n'
        '[[rest]]\nname = "台风停工"\nen = "Typhoon"\nfrom = 2026-07-21\n'
    )
    closed = replace(CALENDAR, notices=(*CALENDAR.notices, read_notice("calendar/t.toml", text)))
    clock = _clock(date(2026, 7, 13))
    assert due_day(clock, closed).day == due_day(clock, CALENDAR).day + timedelta(days=1)


DAYS = st.dates(date(2014, 1, 1), date(2026, 12, 31))
UNITS: st.SearchStrategy[Unit] = st.sampled_from(["wd", "cd"])


@st.composite
def _clocks(draw: st.DrawFn) -> Clock:
    received = draw(DAYS)
    pauses = []
    for _ in range(draw(st.integers(0, 2))):
        begun = received + timedelta(days=draw(st.integers(0, 25)))
        end = draw(st.none() | st.integers(0, 40).map(lambda n, begun=begun: begun + timedelta(days=n)))
        pauses.append(Pause(begun, end, "consult", draw(st.none() | st.integers(1, 15))))
    extensions = draw(st.lists(st.builds(Extension, st.integers(1, 20), UNITS, st.just(received)), max_size=1))
    period = Period(draw(st.integers(1, 30)), draw(UNITS))
    return Clock("local", "d", 16, "yp2014", received, period, tuple(pauses), tuple(extensions))


@given(_clocks())
def test_a_due_day_never_falls_on_a_day_of_rest(clock: Clock) -> None:
    assert CALENDAR.is_working(due_day(clock, CALENDAR).day)


@given(_clocks())
def test_counting_day_by_day_agrees_with_arithmetic(clock: Clock) -> None:
    due = due_day(clock, CALENDAR)
    assert due.day == closed_day(clock, CALENDAR)
    days = [reason.day for reason in due.reasons]
    assert days == [clock.begun + timedelta(days=step) for step in range(len(days))]


@given(_clocks(), st.integers(0, 25), st.integers(1, 40), st.integers(1, 15))
def test_suspending_never_brings_a_last_day_forward(clock: Clock, after: int, length: int, cap: int) -> None:
    begun = clock.received + timedelta(days=after)
    more = replace(clock, pauses=(*clock.pauses, Pause(begun, begun + timedelta(days=length), "consult", cap)))
    assert due_day(more, CALENDAR).day >= due_day(clock, CALENDAR).day
