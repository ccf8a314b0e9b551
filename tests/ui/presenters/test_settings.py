"""Settings as data: every line has its words, and every one that can be set has its default."""

import pytest

from ui.presenters.settings import PAGES, resettable
from ui.settings import DEFAULTS
from ui.text import Words


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_page_line_and_option_has_its_words(language: str) -> None:
    words = Words(language)
    for page in PAGES:
        assert words.has(f"settings.page_{page.id}")
        for line in page.lines:
            assert words.has(f"settings.{line.name}"), line.name
            assert words.has(f"settings.{line.name}_hint"), line.name
            for option in line.options:
                assert words.has(f"settings.{line.name}_{option}"), option


def test_what_can_be_set_can_be_reset() -> None:
    for page in PAGES:
        for name in resettable(page):
            assert name in DEFAULTS
