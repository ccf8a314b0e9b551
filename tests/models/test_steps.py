"""The records of a step: where a text is kept, and what this program does not know."""

import pytest

from models.problems import Refused
from models.steps import Version
from tests.models.office import Office


def test_one_text_of_a_matter_is_kept_once() -> None:
    version = Version("m1", "a" * 64, {}, "submit", "p", "林", "2026-04-28T12:00:00+08:00")
    assert version.id == "m1." + "a" * 12


def test_an_unknown_kind_or_column_is_refused_by_name() -> None:
    rules = Office().rules
    with pytest.raises(Refused, match="kind_unknown"):
        rules.workflow("spell")
    with pytest.raises(Refused, match="column_unknown"):
        rules.column("9999")
