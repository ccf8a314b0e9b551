"""Each mechanism, broken on purpose, makes a run fail: the fleet would notice if it broke by accident."""

import pytest

from fleet.mutations import MUTATIONS, broken
from fleet.run import CRASHED, run

FIRST = {"stored_verdicts": 30, "order_of_acts": 30, "end_line": 70, "one_local_transaction": 80, "fingerprints": 140}
"""Where the first seeds say nothing, those to begin with."""
SOON = 60
RARE = frozenset({"snapshot_read"})
"""What hundreds of short runs did not notice: `do.py fleet --table` looks for it among many more."""


def test_what_is_rare_is_a_mechanism_too() -> None:
    assert RARE.issubset(MUTATIONS)


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in MUTATIONS if name not in RARE])
def test_a_broken_mechanism_is_noticed(name: str) -> None:
    first = FIRST.get(name, 0)
    with broken(name):
        assert any(run(seed, MUTATIONS[name].telling).promise is not None for seed in range(first, first + SOON))


@pytest.mark.parametrize("name", sorted(RARE))
def test_what_is_rare_breaks_the_mechanism_and_not_the_run(name: str) -> None:
    with broken(name):
        assert run(0, MUTATIONS[name].telling).promise != CRASHED
