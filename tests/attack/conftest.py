"""The city that is attacked, built once: an attack that changes it has succeeded."""

from collections.abc import Iterator

import pytest

from portal.api import api
from tests.attack.city import PEOPLE, City
from tests.attack.inside import Inside
from tests.attack.process import Process, started


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


@pytest.fixture(scope="session")
def served(city: City, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Process]:
    """A copy of the city's portal as a process of its own."""
    people = [some[-1] for some in PEOPLE.values()]
    with started(city, people, tmp_path_factory.mktemp("served") / "data") as process:
        yield process
