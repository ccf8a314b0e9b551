"""A small dose of killed portals and servers; `do.py fleet --real portal --kills 500` is the large one."""

import pytest

from tests.fleet.real.told import told


@pytest.mark.slow
def test_what_a_killed_portal_acknowledged_is_in_its_log() -> None:
    assert "none lost" in told("portal", 6)


@pytest.mark.slow
@pytest.mark.postgres
@pytest.mark.usefixtures("databases")
def test_what_a_portal_on_a_killed_server_acknowledged_is_in_its_log() -> None:
    assert "none lost" in told("postgres", 2)
