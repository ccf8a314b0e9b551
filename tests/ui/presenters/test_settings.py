"""Settings as data: every line has its words, and every one that can be set has its default."""

import pytest

from models.people import Actor, Post
from ui.presenters.settings import PAGES, pages_of, resettable
from ui.settings import DEFAULTS
from ui.text import Words


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_page_line_and_option_has_its_words(language: str) -> None:
    words = Words(language)
    for page in PAGES:
        assert words.has(f"settings.page_{page.id}")
        assert words.has(f"settings.{page.hint}")
        for line in page.lines:
            assert words.has(f"settings.{line.name}"), line.name
            assert words.has(f"settings.{line.name}_hint"), line.name
            for option in line.options:
                assert words.has(f"settings.{line.name}_{option}"), option


def test_what_can_be_set_can_be_reset() -> None:
    for page in PAGES:
        for name in resettable(page):
            assert name in DEFAULTS


def test_a_line_of_a_role_is_for_whom_holds_it_and_an_empty_page_for_nobody() -> None:
    def lines(role: str) -> list[str]:
        actor = Actor("p", "p", frozenset({Post("digital", role)}), "d")
        return [line.name for page in pages_of(actor) for line in page.lines if page.id == "people"]

    assert [lines(role) for role in ("clerk", "sysadmin", "secadmin")] == [[], ["accounts"], ["all_desks"]]
    nobody = Actor("p", "p", frozenset(), "d")
    assert [page.id for page in pages_of(nobody)] == [page.id for page in PAGES if page.id != "people"]
