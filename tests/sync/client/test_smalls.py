"""Which small pictures somebody looks for."""

from sync.client.smalls import MOST, Smalls


def test_what_is_on_the_screen_comes_first_and_nothing_is_asked_twice() -> None:
    smalls = Smalls()
    for each in ("a", "b", "a"):
        smalls.want(each)
    assert smalls.wanted() == ["b", "a"]
    smalls.answered("b")
    smalls.want("b")
    assert smalls.wanted() == ["a"]


def test_a_page_of_them_is_asked_at_once() -> None:
    smalls = Smalls()
    for each in range(MOST + 5):
        smalls.want(str(each))
    assert len(smalls.wanted()) == MOST
