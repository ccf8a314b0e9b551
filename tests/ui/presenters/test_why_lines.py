"""The sentences name the rest on which a count ended and what a pause is called."""

from datetime import date

from tests.ui.fakes import RULES
from ui.presenters.why_lines import fallen_on, pause_words
from ui.text import Words

ZH, CALENDAR = Words("zh"), RULES.directory.calendar


def test_a_holiday_is_named_and_a_weekend_is_a_weekend() -> None:
    assert fallen_on(date(2026, 5, 2), CALENDAR, ZH) == "五一放假"
    assert fallen_on(date(2026, 4, 25), CALENDAR, ZH) == "周末"


def test_a_pause_of_an_unknown_kind_is_still_a_pause() -> None:
    assert (pause_words("consult", ZH), pause_words("newer", ZH)) == ("征求意见", "暂停计时")
