"""今日: the first row's step is the primary one, arrows walk, Enter opens, and a change is shown."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.window import DeskWindow
from tests.ui.fakes import FakeDesk, busy
from tests.ui.frame import settle, window
from ui.views.today.screen import TodayScreen
from ui.widgets.buttons import ActionButton


@contextmanager
def _today(desk: FakeDesk | None = None) -> Iterator[tuple[DeskWindow, TodayScreen]]:
    with window(desk=desk) as made:
        made.go("today")
        settle()
        view = made.screen_view
        assert isinstance(view, TodayScreen)
        yield made, view


@pytest.mark.usefixtures("qapp")
def test_only_the_first_row_is_primary() -> None:
    with _today() as (_, view):
        assert [line.button.kind for line in view.list.lines] == ["primary", "plain", "plain", "plain"]


def test_arrows_walk_and_enter_opens(qtbot: QtBot) -> None:
    with _today() as (made, view):
        qtbot.keyClick(view.list.lines[0], Qt.Key.Key_Down)
        assert made.focusWidget() is view.list.lines[1]
        qtbot.keyClick(view.list.lines[1], Qt.Key.Key_Return)
        assert made.current == "items"
        assert made.screen_view is not None
        assert made.screen_view.open_id() == "i4"


def test_the_buttons_of_all_rows_stay_as_wide_as_the_widest_when_letters_grow(qtbot: QtBot) -> None:
    with _today() as (made, view):
        made.look.put(size=150)
        settle()
        assert len({line.button.width() for line in view.list.lines}) == 1


def test_rows_that_come_later_get_the_keyboard_unless_it_was_taken_elsewhere(qtbot: QtBot) -> None:
    for elsewhere in (False, True):
        desk = FakeDesk()
        rows, desk.rows = desk.rows, []
        with _today(desk) as (made, view):
            assert view.list.lines == ()
            if elsewhere:
                made.bar.sync.setFocus(Qt.FocusReason.TabFocusReason)
            desk.rows = rows
            made.session.changed.emit([])
            settle()
            assert (made.focusWidget() is view.list.lines[0]) is not elsewhere


@pytest.mark.usefixtures("qapp")
def test_ctrl_enter_takes_the_first_step() -> None:
    with _today() as (made, _):
        made.run("primary")
        assert made.screen_view is not None
        assert made.screen_view.open_id() == "i8"


@pytest.mark.usefixtures("qapp")
def test_a_change_is_shown_without_asking() -> None:
    desk = FakeDesk()
    with _today(desk) as (made, view):
        desk.rows = [one for one in desk.rows if one.id != "i8"]
        made.session.changed.emit(["i8"])
        settle()
        assert [line.face.id for line in view.list.lines] == ["i4", "i2", "i1"]


@pytest.mark.usefixtures("qapp")
def test_what_waits_to_be_sent_is_said_and_leads_to_its_page() -> None:
    with _today(busy()) as (made, view):
        button = next(one for one in view.findChildren(ActionButton) if one.text() == "看等着送的")
        button.click()
        assert made.current == "undelivered"


@pytest.mark.usefixtures("qapp")
def test_a_day_without_work_says_so() -> None:
    desk = FakeDesk()
    desk.rows = []
    with _today(desk) as (_, view):
        assert view.list.lines == ()
        assert view._empty.isVisible()
