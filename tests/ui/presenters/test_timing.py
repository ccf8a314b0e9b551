"""The clocks of a matter are counted by the notices at hand, and say what an extension would give."""

from datetime import date

from tests.ui.fakes import RULES
from tests.ui.timed import timed
from ui.presenters.timing import extended, period_words, timings
from ui.text import Words

DIRECTORY, CALENDAR = RULES.directory, RULES.directory.calendar


def test_the_clock_that_binds_the_unit_comes_first() -> None:
    found = timings(timed("request", date(2026, 4, 20)), CALENDAR)
    assert [(timing.clock.id, timing.due.day) for timing in found] == [
        ("local", date(2026, 5, 13)),
        ("legal", date(2026, 5, 20)),
    ]
    assert [timing.nth for timing in found] == [15, 20]
    assert found[0].numbered[date(2026, 5, 9)] == 12


def test_a_last_day_of_rest_is_known_by_where_it_fell() -> None:
    letter, suggested = timings(timed("letter", date(2026, 4, 17)), CALENDAR)
    assert (letter.rolled, letter.due.day) == (date(2026, 5, 2), date(2026, 5, 6))
    assert suggested.rolled is None


def test_an_extension_would_give_what_the_rules_allow() -> None:
    local = timings(timed("request", date(2026, 4, 20)), CALENDAR)[0]
    found = extended("request", local, DIRECTORY)
    assert found is not None
    assert (period_words(found[0], Words("zh")), found[1]) == ("15 个工作日", date(2026, 6, 3))
    service = timings(timed("service", date(2026, 4, 20)), CALENDAR)[0]
    assert extended("service", service, DIRECTORY) is None
