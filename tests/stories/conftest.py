"""A portal with its people, and the same served on a port: where a story goes over a real line."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.portal.line import Line
from tests.portal.town import Town


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    """A portal with its people."""
    made = Town(tmp_path / "portal")
    yield made
    made.close()


@pytest.fixture
def line(town: Town) -> Iterator[Line]:
    """Served on a port."""
    made = Line(town.portal)
    yield made
    made.close()
