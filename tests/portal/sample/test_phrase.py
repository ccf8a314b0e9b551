"""Facts of a sample text: drawn once, repeated, added up, and told in the calendar's words."""

import random
from datetime import date

import pytest

from portal.sample.phrase import Phrases, spoken


@pytest.fixture
def phrases() -> Phrases:
    return Phrases({"short": "王台镇"}, {"village": ["甲村", "乙村"]}, date(2026, 12, 30), random.Random(1))


def test_a_drawn_number_is_the_same_wherever_it_is_named_again(phrases: Phrases) -> None:
    first, again = phrases.fill("{n:10~99}户，共{n}户").rstrip("户").split("户，共")
    assert first == again


def test_a_fact_may_be_named_before_the_place_that_draws_it_once_the_text_is_met(phrases: Phrases) -> None:
    phrases.meet("{k:公告}")
    assert phrases.fill("{k}在前") == "公告在前"


def test_sums_and_shares_follow_from_what_was_drawn(phrases: Phrases) -> None:
    assert phrases.fill("{a:3~3}{b:4~4}{=a+b}，{%a/a+b}") == "347，42.9%"


def test_decimals_add_up_to_one_place(phrases: Phrases) -> None:
    assert phrases.fill("{a:1.5~1.5}+{b:0.7~0.7}={=a+b}") == "1.5+0.7=2.2"


def test_a_list_gives_each_of_its_words_before_it_gives_one_twice(phrases: Phrases) -> None:
    assert {phrases.fill("{a:@village}"), phrases.fill("{b:@village}")} == {"甲村", "乙村"}


def test_days_are_told_across_the_turn_of_the_year(phrases: Phrases) -> None:
    assert phrases.fill("{date+5}，{md-1}，{year+1}年{month+1}月") == "2027年1月4日，12月29日，2027年1月"


def test_an_unknown_gap_is_an_error_not_a_hole_in_a_public_text(phrases: Phrases) -> None:
    with pytest.raises(KeyError):
        phrases.fill("{nobody}")


def test_a_day_can_be_told_for_machines() -> None:
    assert spoken(date(2026, 5, 1), "iso") == "2026-05-01"
