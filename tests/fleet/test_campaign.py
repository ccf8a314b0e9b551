"""Three thousand runs keep every promise."""

import pytest

from fleet.campaign import Job, campaign, play, story
from fleet.run import Told

FIRST, BLOCKS, EACH = 100_000, 12, 250


@pytest.mark.slow
@pytest.mark.parametrize("block", range(BLOCKS))
def test_every_promise_is_kept_through_every_fault(block: int) -> None:
    first = FIRST + block * EACH
    whole = play(Job(range(first, first + EACH)))
    assert not whole.failed, story(whole.failed[0])


def test_what_many_runs_found_is_summed_up() -> None:
    whole = campaign([3, 4], jobs=1, kind="late")
    assert whole.runs == 2
    assert whole.faults.keys() <= {"late"}


def test_a_story_says_how_to_play_it_again() -> None:
    assert story(Told(5), "late").endswith("again: python3 do.py fleet --from 5 --seeds 1 --kind late")
