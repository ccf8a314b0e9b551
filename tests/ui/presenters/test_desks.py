"""Computers in words."""

from dataclasses import replace

import pytest

from sync.client.care import AccountLine, DeskLine
from tests.ui.fakes import NOW, RULES
from ui.presenters.desks import account_entry, kept_from, of_anybody, told
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


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_step_that_cannot_be_taken_on_a_computer_says_why(language: str) -> None:
    words = Words(language)
    assert of_anybody(ONE, words, NOW).steps == {"end": "", "revoke": ""}
    assert of_anybody(ONE, words, NOW).text.startswith("林 · lin · PC-3")
    own = replace(ONE, this=True)
    assert of_anybody(own, words, NOW).steps == dict.fromkeys(("end", "revoke"), words("settings.sessions_own"))
    gone = replace(ONE, revoked=NOW.isoformat())
    assert of_anybody(gone, words, NOW).steps["revoke"] == words("settings.sessions_gone")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_account_is_told_with_its_posts_and_only_the_step_that_it_may_take(language: str) -> None:
    words, directory = Words(language), RULES.directory
    one = AccountLine("lin", "p_lin", "林", ("wangtai:clerk", "wangtai:of_a_newer_portal"), False)
    told_ = account_entry(one, directory, words, "p_admin")
    assert told_.steps == {"disable": ""}
    assert words("shell.role.clerk") in told_.text
    assert "of_a_newer_portal" in told_.text
    assert account_entry(one, directory, words, "p_lin").steps == {"disable": words("settings.accounts_own")}
    closed = account_entry(replace(one, disabled=True, posts=()), directory, words, "p_admin")
    assert closed.steps == {"enable": ""}
    assert words("settings.accounts_closed") in closed.text
    assert words("settings.accounts_no_post") in closed.text
