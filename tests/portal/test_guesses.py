"""Counting guesses."""

from hypothesis import given
from hypothesis import strategies as st

from models.store.portal_people import Guesses
from portal.guesses import Throttle

THROTTLE = Throttle(5, 5, 20, 50, 900, 900)


def test_a_known_desk_counts_for_itself_and_a_stranger_under_three_keys() -> None:
    assert [len(THROTTLE.keys("lin", "d", "a", *flags)) for flags in ((True, True), (False, True), (False, False))] == [
        1,
        1,
        3,
    ]


def test_keys_tell_nothing_of_the_desk_or_the_address() -> None:
    assert not [
        key for key, _ in THROTTLE.keys("lin", "desk", "10.0.0.1", False, False) if "10.0" in key or "lin" in key
    ]


@given(st.lists(st.floats(0, 2000), max_size=60))
def test_never_more_guesses_than_the_limit_in_a_window(gaps: list[float]) -> None:
    clock, one, heard = 0.0, Guesses("k"), list[float]()
    for gap in gaps:
        clock += gap
        after, left = THROTTLE.counted([one], [("k", 5)], clock)
        if left >= 0:
            one = after[0]
            heard.append(clock)
        else:
            assert one.until > clock
    for first in heard:
        assert len([at for at in heard if first <= at < first + 900]) <= 10


def test_the_count_begins_anew_after_the_window() -> None:
    after, left = THROTTLE.counted([Guesses("k", 4, 0.0, 0.0)], [("k", 5)], 901.0)
    assert (after[0].tries, left) == (1, 4)


def test_the_right_password_takes_one_guess_from_what_is_shared() -> None:
    own, shared = THROTTLE.forgiven([Guesses("own", 3), Guesses("shared", 7)])
    assert (own.tries, shared.tries) == (0, 6)
