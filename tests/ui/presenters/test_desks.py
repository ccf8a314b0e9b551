"""Computers in words."""

import pytest

from sync.client.care import DeskLine
from tests.ui.fakes import NOW
from ui.presenters.desks import kept_from, told
from ui.text import Words

ONE = DeskLine("lin", "林", "d", "PC-3", "10.0.0.1", NOW.isoformat(), "s", NOW.isoformat(), "")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_computer_is_told_by_its_name_its_place_and_how_it_stands(language: str) -> None:
    words = Words(language)
    assert told(ONE, words, NOW).startswith("PC-3\n")
    assert "10.0.0.1" in told(ONE, words, NOW)
    stands = {
        "this": DeskLine("lin", "林", "d", "", "", "", "s", "", "", True),
        "off": DeskLine("lin", "林", "d", "", "", "", "", "", ""),
        "revoked": DeskLine("lin", "林", "d", "", "", "", "s", "", NOW.isoformat()),
    }
    for word, one in stands.items():
        line = told(one, words, NOW)
        assert words(f"settings.sessions_{word}") in line
        assert words("settings.sessions_unnamed") in line


def test_one_signs_out_at_this_computer_and_ends_the_session_of_another() -> None:
    words = Words("zh")
    assert kept_from(ONE, words) == ""
    assert "退出登录" in kept_from(DeskLine("lin", "林", "d", "", "", "", "s", "", "", True), words)
    assert kept_from(DeskLine("lin", "林", "d", "", "", "", "", "", ""), words)
