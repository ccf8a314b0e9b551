"""目录: groups are passed over, the worst column comes first, Enter opens the draft that mends it."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop.window import DeskWindow
from tests.ui.frame import overlay, settle, window
from ui.views.catalogue.screen import CatalogueScreen
from ui.views.items.new import NewSlip
from ui.widgets.buttons import ActionButton


@contextmanager
def _catalogue() -> Iterator[tuple[DeskWindow, CatalogueScreen]]:
    with window() as made:
        made.go("catalogue")
        settle()
        view = made.screen_view
        assert isinstance(view, CatalogueScreen)
        yield made, view


def _reads(view: CatalogueScreen, text: str) -> bool:
    return any(text in one.text() for one in view.findChildren(QLabel) if one.isVisible())


@pytest.mark.usefixtures("qapp")
def test_an_empty_column_is_chosen_first_and_says_why() -> None:
    with _catalogue() as (_, view):
        assert _reads(view, "应急动态 0402")
        assert _reads(view, "第十二条")


def test_arrows_pass_over_the_groups(qtbot: QtBot) -> None:
    with _catalogue() as (_, view):
        chosen: list[str] = []
        view.table.picked.connect(chosen.append)
        for _ in range(6):
            qtbot.keyClick(view.table, Qt.Key.Key_Down)
        assert chosen
        assert all(len(code) == 4 for code in chosen)


def test_enter_opens_the_draft_of_a_column(qtbot: QtBot) -> None:
    with _catalogue() as (made, view):
        qtbot.keyClick(view.table, Qt.Key.Key_Return)
        assert made.current == "items"
        assert made.screen_view is not None
        assert made.screen_view.open_id() == "i8"


@pytest.mark.usefixtures("qapp")
def test_writing_one_starts_in_that_column() -> None:
    with _catalogue() as (made, view):
        next(one for one in view.findChildren(ActionButton) if one.isVisible() and one.text() == "写一篇").click()
        slip = overlay(made)
        assert isinstance(slip, NewSlip)
        assert slip.chosen() == "0402"
