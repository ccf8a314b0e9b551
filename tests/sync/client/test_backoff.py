"""Waiting grows, stays within its bounds, and honours what the portal asks."""

from hypothesis import given
from hypothesis import strategies as st

from sync.client.backoff import LONGEST, SHORTEST, pacer, pause

chances = st.floats(0, 1)


@given(st.integers(1, 200), chances)
def test_a_pause_lies_between_two_seconds_and_five_minutes(failures: int, chance: float) -> None:
    assert SHORTEST <= pause(failures, chance) <= LONGEST


@given(st.integers(1, 100), chances)
def test_more_failures_never_wait_less(failures: int, chance: float) -> None:
    assert pause(failures, chance) <= pause(failures + 1, chance)


@given(st.integers(1, 20), chances, st.floats(0, 3600))
def test_what_the_portal_asks_is_honoured(failures: int, chance: float, asked: float) -> None:
    assert pause(failures, chance, asked) >= asked


def test_two_desks_do_not_come_back_at_the_same_moment() -> None:
    assert pacer(lambda: 0.1)(6) != pacer(lambda: 0.9)(6)
    assert pause(0, 0.5) == 0
