"""The interpreter keeps out of the way of keys, however often it is told to."""

import gc
import sys
from collections.abc import Iterator

import pytest

from ui.calm import SWITCH, THRESHOLDS, keep_calm


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    before, interval = gc.get_threshold(), sys.getswitchinterval()
    yield
    gc.unfreeze()
    gc.set_threshold(*before)
    sys.setswitchinterval(interval)


def test_turns_are_short_and_garbage_is_sought_seldom() -> None:
    for _ in range(2):
        keep_calm()
        assert sys.getswitchinterval() <= SWITCH * 1.01
        assert gc.get_threshold() == THRESHOLDS
