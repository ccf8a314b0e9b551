"""An editor without a window, and the look it wears."""

import pytest
from pytestqt.qtbot import QtBot

from ui.editor.pictures import Album
from ui.editor.text_edit import TextEdit
from ui.style.look import Look


@pytest.fixture
def look(qapp: object) -> Look:
    """The light look at 100 %."""
    return Look("light", 100)


@pytest.fixture
def edit(qtbot: QtBot, look: Look) -> TextEdit:
    """An empty editor that knows no images."""
    made = TextEdit(look, Album(lambda _sha: None))
    qtbot.addWidget(made)
    return made
