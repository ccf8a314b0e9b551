"""The town that the portal's tests live in."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.portal.line import Line
from tests.portal.town import Town, ground


def _with_directory(url: str) -> None:
    with TemporaryDirectory() as folder:
        ground(Path(folder), url)


@pytest.fixture(params=["sqlite", "postgres"])
def town(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Town]:
    """A portal with its people, on SQLite and on PostgreSQL."""
    fresh = request.getfixturevalue("fresh_postgres") if request.param == "postgres" else None
    made = Town(tmp_path, fresh(_with_directory) if fresh else "")
    yield made
    made.close()


@pytest.fixture
def village(tmp_path: Path) -> Iterator[Town]:
    """The same on SQLite alone, for what has nothing to do with the database."""
    made = Town(tmp_path)
    yield made
    made.close()


@pytest.fixture
def line(village: Town) -> Iterator[Line]:
    """The village's portal on a port."""
    made = Line(village.portal)
    yield made
    made.close()
