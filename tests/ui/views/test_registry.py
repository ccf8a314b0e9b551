"""Every place of the rail has its screen, and every pane its view."""

import subprocess
import sys
from pathlib import Path

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


SHORT = {"docket.pane": "docket", "services.view": "service"}


@pytest.mark.parametrize("name", ["editor", "review", "conflict", "history", "letter", "docket.pane", "services.view"])
def test_every_pane_can_be_made(name: str) -> None:
    assert f"ui.views.{name}" in REASONS
    assert callable(PANES[SHORT.get(name, name)]().create)


def test_the_screens_of_the_rail_bring_no_editor() -> None:
    """The first screen must not wait for what only an opened matter needs."""
    heavy = "('ui.editor', 'ui.views.editor')"
    told = f"import sys, ui.views.registry; print([each for each in sys.modules if each.startswith({heavy})])"
    root = Path(__file__).resolve().parents[3]
    found = subprocess.run([sys.executable, "-c", told], cwd=root, capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
