"""The city that is attacked, built once: an attack that changes it has succeeded."""

from collections.abc import Iterator

import pytest

from portal.api import api
from tests.attack.city import City
from tests.attack.inside import Inside


@pytest.fixture(scope="session")
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[City]:
    """A portal with a person in every standing and a matter in every state."""
    made = City(tmp_path_factory.mktemp("city"))
    yield made
    made.close()


@pytest.fixture(scope="session")
def http(city: City) -> Iterator[Inside]:
    """The city's portal behind its routes."""
    made = Inside(api(city.portal))
    yield made
    made.close()
