"""The fleet that the tests of both ends stand on."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.sync.fleet import Fleet


@pytest.fixture
def fleet(tmp_path: Path) -> Iterator[Fleet]:
    """A portal with its people, and room for desks."""
    made = Fleet(tmp_path)
    yield made
    made.close()
