"""Each mechanism, broken on purpose, makes a run fail: the fleet would notice if it broke by accident."""

import pytest

from fleet.mutations import MUTATIONS, broken
from fleet.run import CRASHED, run

FIRST = {
    "stored_verdicts": 30, "order_of_acts": 30, "end_line": 70, "one_local_transaction": 80, "fingerprints": 140,
    "snapshot_read": 2040,
}  # fmt: skip
"""Where the first seeds say nothing, those to begin with."""
SOON = 60


@pytest.mark.slow
@pytest.mark.parametrize("name", MUTATIONS)
def test_a_broken_mechanism_is_noticed(name: str) -> None:
    first = FIRST.get(name, 0)
    with broken(name):
        assert any(run(seed, MUTATIONS[name].telling).promise is not None for seed in range(first, first + SOON))


def test_what_breaks_the_reading_of_one_moment_does_not_break_the_run() -> None:
    with broken("snapshot_read"):
        assert run(0, MUTATIONS["snapshot_read"].telling).promise != CRASHED
