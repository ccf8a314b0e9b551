"""A small dose of full disks; `do.py fleet --real full --kills 100` is the large one."""

import pytest

from tests.fleet.real.told import told


@pytest.mark.slow
def test_what_was_called_kept_before_the_disk_was_full_is_there() -> None:
    assert "none lost" in told("full", 4)
