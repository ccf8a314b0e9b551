"""News is told once, and a round that did not bring it is not asked for without end."""

from sync.client.ear import Ear


def test_news_is_what_the_last_round_did_not_bring() -> None:
    ear = Ear()
    ear.reached = 7
    assert not ear.hears(lambda head: head)
    assert ear.hears(lambda head: head + 2)


def test_what_was_told_is_not_asked_for_again_at_once() -> None:
    ear, asked = Ear(), list[int]()

    def wait(head: int) -> int:
        asked.append(head)
        return 9

    ear.reached = 7
    assert ear.hears(wait)
    ear.hears(wait)
    assert asked == [7, 9]


def test_what_this_desk_brought_itself_meanwhile_is_no_news() -> None:
    ear = Ear()

    def wait(head: int) -> int:
        ear.reached = 12
        return 12

    assert not ear.hears(wait)


def test_a_portal_that_was_put_back_is_heard_again() -> None:
    ear = Ear()
    ear.reached = 100
    assert not ear.hears(lambda _head: 40)
    ear.reached = 40
    assert ear.hears(lambda head: 41 if head == 40 else 0)
