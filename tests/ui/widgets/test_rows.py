"""A list of rows follows the size of letters, up and down again."""

from pytestqt.qtbot import QtBot

from tests.ui.frame import settle, window
from ui.views.items.screen import MatterScreen


def test_rows_are_as_high_as_before_once_big_letters_are_left(qtbot: QtBot) -> None:
    with window() as made:
        made.go("items")
        settle()
        view = made.screen_view
        assert isinstance(view, MatterScreen)
        rows = view.panel.list
        before = rows.rowHeight(0)
        made.look.put(size=150)
        settle()
        assert rows.rowHeight(0) > before
        made.look.put(size=100)
        settle()
        assert rows.rowHeight(0) == before
