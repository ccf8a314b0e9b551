"""What is begun beside goes on while its caller does something else; what it dies of comes out where it is awaited."""

from threading import Event

import pytest

from sync.client.beside import Beside, in_threads, in_turn


def test_a_thread_works_while_the_caller_goes_on() -> None:
    begun, going_on = Event(), Event()

    def doing() -> str:
        begun.set()
        assert going_on.wait(20)
        return "done"

    awaited = in_threads()(doing)
    assert begun.wait(20)
    going_on.set()
    assert awaited() == "done"


def test_in_turn_nothing_begins_before_somebody_waits_for_it() -> None:
    done = list[str]()
    awaited = in_turn(lambda: done.append("done"))
    assert done == []
    awaited()
    assert done == ["done"]


@pytest.mark.parametrize("beside", [in_turn, in_threads()])
def test_a_fault_comes_out_where_it_is_awaited(beside: Beside) -> None:
    def doing() -> None:
        raise OSError("cut")

    awaited = beside(doing)
    with pytest.raises(OSError, match="cut"):
        awaited()
