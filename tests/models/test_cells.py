"""A cell is no formula, and moves nothing where it is shown."""

import pytest

from models.cells import guarded, plain


@pytest.mark.parametrize("text", ["=1+1", "＝1", "+1", "-1", "@x", "\t=1", "﹦1"])
def test_what_begins_like_a_formula_is_guarded(text: str) -> None:
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "王台镇", "a=1", "2026-03-02"])
def test_everything_else_stays_as_it_is(text: str) -> None:
    assert (guarded(text), plain(text)) == (text, text)


def test_signs_that_move_the_cursor_or_turn_the_line_are_shown() -> None:
    assert plain("a\x1b[2Jb\tc\u202ed\ne\u2028f") == "a�[2Jb�c�d�e�f"
