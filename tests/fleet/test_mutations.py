"""Each mechanism, broken on purpose, makes a run fail: the fleet would notice if it broke by accident."""

import pytest

from fleet.mutations import MUTATIONS, broken
from fleet.run import run

NOTICED_BY: dict[str, int] = {}
"""A seed for each mechanism whose run fails without it."""


@pytest.mark.parametrize("name", MUTATIONS)
def test_a_broken_mechanism_is_noticed(name: str) -> None:
    seed = NOTICED_BY[name]
    with broken(name):
        assert run(seed).promise is not None
