"""Policy files are read strictly: a broken one is refused with its file, its line and the reason."""

import pytest

from models.policy_text import read_policy, records
from models.problems import BrokenPolicy


def test_a_file_that_is_not_toml_is_refused_with_its_line() -> None:
    with pytest.raises(BrokenPolicy) as no:
        read_policy("columns.toml", 'a = 1\nb = "open\n')
    assert (no.value.facts["file"], no.value.facts["line"]) == ("columns.toml", 2)


def test_keys_of_a_newer_file_are_passed_over() -> None:
    file = read_policy("c.toml", "[[each]]\na = 1\nnewer = 5\n")
    assert records(file, "each", dict, ("a",)) == ({"a": 1},)


def test_a_value_that_is_said_twice_is_found_where_it_is_said_again() -> None:
    file = read_policy("c.toml", "a = 2015-09-03\nb = 1\nc = 2015-09-03\n")
    assert (file.line_with("2015-09-03"), file.line_with("2016")) == (3, 1)
