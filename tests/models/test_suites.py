"""The policy chooses the suite by one word, and a word that is none stops the start with its line."""

import pytest

from models.policy import Directory, shipped
from models.problems import BrokenPolicy
from models.suites import AES, POLICY, SM4, suite_in


@pytest.mark.parametrize(("text", "suite"), [("", AES), (f'suite = "{AES}"', AES), (f'suite = "{SM4}"', SM4)])
def test_the_word_chooses(text: str, suite: str) -> None:
    assert suite_in(text) == suite


@pytest.mark.parametrize("word", ['"des"', "3", '["sm4-gcm"]', '""', "true"])
def test_another_word_is_told_with_its_line(word: str) -> None:
    with pytest.raises(BrokenPolicy) as no:
        Directory({**shipped(), POLICY: f"# which\nsuite = {word}\n"}).proven()
    assert (no.value.facts["file"], no.value.facts["line"]) == (POLICY, 2)


def test_what_ships_says_aes() -> None:
    assert Directory(shipped()).suite == AES
