"""A small dose of killed desks; `do.py fleet --real desk --kills 500` is the large one."""

import pytest

from tests.fleet.real.told import told


@pytest.mark.slow
def test_what_a_killed_desk_called_kept_is_there_at_its_next_start() -> None:
    assert told("desk", 8).startswith("8 kills of a desk")
