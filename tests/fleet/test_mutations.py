"""Each mechanism, broken on purpose, makes a run fail: the fleet would notice if it broke by accident."""

import pytest

from fleet.mutations import MUTATIONS, broken
from fleet.run import run

NOTICED_BY: dict[str, tuple[int, str]] = {
    "stored_verdicts": (0, ""),
    "remove_on_transfer": (4, ""),
    "cursor_per_scope": (2, ""),
    "drop_scopes": (1, ""),
    "epoch": (0, "portal_restored"),
    "re_offering": (0, "portal_restored"),
    "doubt": (1, "small_page,portal_restored,cut_bytes,response_lost"),
    "one_local_transaction": (0, "desk_kill"),
    "guards_at_the_portal": (1, ""),
    "snapshot_read": (0, "transferred_between"),
    "docket_veil": (0, ""),
    "end_line": (0, "cut_lines"),
    "order_of_acts": (0, ""),
    "refusals_kept": (1, ""),
    "conflicts_kept": (0, ""),
    "clashes": (0, ""),
    "own_draft_kept": (10, ""),
    "scopes": (0, ""),
}
"""For each mechanism a seed, and the kinds of fault played, whose run fails without it."""


def test_every_mechanism_that_can_be_broken_is_tried() -> None:
    assert NOTICED_BY.keys() == MUTATIONS.keys()


@pytest.mark.slow
@pytest.mark.parametrize("name", NOTICED_BY)
def test_a_broken_mechanism_is_noticed(name: str) -> None:
    with broken(name):
        assert run(*NOTICED_BY[name]).promise is not None
