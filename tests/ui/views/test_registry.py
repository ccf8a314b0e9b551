"""Every place of the rail has its screen, and every pane its view."""

import pytest

from models.late import REASONS
from ui.places import PLACES
from ui.text import Words
from ui.views.panes import PANES
from ui.views.registry import SCREENS


def test_every_place_in_the_rail_has_a_screen_and_a_word() -> None:
    assert {place.id for place in PLACES} == set(SCREENS)
    for language in ("zh", "en"):
        assert all(Words(language).has(f"shell.rail_{place.id}") for place in PLACES)


@pytest.mark.parametrize("name", ["editor", "review", "conflict", "history", "letter"])
def test_every_pane_can_be_made(name: str) -> None:
    assert f"ui.views.{name}" in REASONS
    assert callable(PANES[name]().create)
