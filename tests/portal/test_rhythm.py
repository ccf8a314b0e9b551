"""What is due is looked for again and again, and what fails once is tried at the next beat."""

import threading

import pytest

from models.problems import Refused
from portal.rhythm import Rhythm
from sync.protocol import Verdict


class Beats(Rhythm):
    """Fails at the first beat, has nothing to do at the second, and is done at the third."""

    def __init__(self) -> None:
        super().__init__(0.01)
        self.count, self.done = 0, threading.Event()

    def due(self) -> tuple[Verdict, ...]:
        self.count += 1
        if self.count == 1:
            raise Refused("portal_fault")
        if self.count == 2:
            return (Verdict("op-12345678", "rejected", "state_changed"),)
        self.done.set()
        return ()


def test_a_fault_is_told_and_the_next_beat_comes(caplog: pytest.LogCaptureFixture) -> None:
    beats = Beats()
    beats.start()
    assert beats.done.wait(10)
    beats.stop()
    assert "could not look: portal_fault" in caplog.text
    assert "not done: op-12345678 state_changed" in caplog.text


def test_a_rhythm_that_never_began_can_be_stopped() -> None:
    Rhythm(1.0).stop()
    assert Rhythm(1.0).due() == ()
