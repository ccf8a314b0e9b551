"""What is final and what is not, and who a session makes of a person."""

import pytest

from sync.protocol import RESULTS, Verdict


@pytest.mark.parametrize("result", sorted(RESULTS))
def test_a_verdict_is_final_only_when_asking_again_would_give_the_same(result: str) -> None:
    assert Verdict("op", result).final == (result in ("ok", "rejected", "conflict"))
