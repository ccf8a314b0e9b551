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


# Whatever an outsider does.

STRANGERS = st.tuples(
    st.sampled_from(["lin", "zhou", "nobody"]),
    st.sampled_from(["theirs-1", "theirs-2", "theirs-3"]),
    st.sampled_from(["10.66.0.1", "10.66.0.2", "10.0.0.1"]),
    st.floats(0, 1000),
)
"""Whose account they try, from which of their own desks, from where (the last is the person's own office), how much
later."""


class Book:
    """The counts of a portal, and who is known to it."""

    def __init__(self) -> None:
        self.kept: dict[str, Guesses] = {}
        self.devices: set[tuple[str, str]] = set()
        self.clock = 0.0

    def try_(self, login: str, device: str, address: str, right: bool) -> bool:
        """Whether they are heard and let in."""
        known, recent = ((login, name) in self.devices for name in (device, f"@{address}"))
        limits = THROTTLE.keys(login, device, address, known, recent)
        after, left = THROTTLE.counted([self.kept.get(key, Guesses(key)) for key, _ in limits], limits, self.clock)
        self.kept |= {one.key: one for one in after}
        if left < 0 or not right:
            return False
        self.kept |= {one.key: one for one in THROTTLE.forgiven([self.kept[key] for key, _ in limits])}
        self.devices |= {(login, device), (login, f"@{address}")}
        return True


@given(st.lists(STRANGERS, max_size=200), st.integers(0, 4))
def test_whatever_an_outsider_does_the_person_gets_in_at_their_own_desk(
    guesses: list[tuple[str, str, str, float]], slips: int
) -> None:
    book = Book()
    assert book.try_("lin", "mine", "10.0.0.1", right=True)
    for login, device, address, later in guesses:
        book.clock += later
        book.try_(login, device, address, right=False)
    for _ in range(slips):
        book.try_("lin", "mine", "10.0.0.1", right=False)
    assert book.try_("lin", "mine", "10.0.0.1", right=True)


@given(st.lists(STRANGERS, max_size=200))
def test_however_an_outsider_goes_about_it_few_guesses_at_one_account_are_heard(
    guesses: list[tuple[str, str, str, float]],
) -> None:
    """From strange places, in any quarter of an hour: twice the limit over all of them at the most."""
    book, heard = Book(), list[float]()
    assert book.try_("lin", "mine", "10.0.0.9", right=True)
    for _, device, address, later in guesses:
        book.clock += later
        before = dict(book.kept)
        book.try_("lin", device, address, right=False)
        if before != book.kept:
            heard.append(book.clock)
    for first in heard:
        assert len([at for at in heard if first <= at < first + THROTTLE.window]) <= 2 * THROTTLE.account
