"""The town that the portal's tests live in."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from models.store.portal_tables import meta
from models.store.veiled import TRIED
from portal.app import open_up
from tests.models.office import NOON
from tests.portal.town import Town


def _with_directory(url: str) -> None:
    """What every town on PostgreSQL begins with, made once and cloned after that."""
    with TemporaryDirectory() as folder:
        portal = open_up(Path(folder), url, lambda: NOON)
        with portal.store.apart() as connection:  # each town has a key of its own
            connection.execute(meta.delete().where(meta.c.key == TRIED))
        portal.close()


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
