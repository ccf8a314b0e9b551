"""提醒 as a clerk sees it: the list, the pane beside it, what is seen and what is put off."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QMenu, QWidget
from pytestqt.qtbot import QtBot

from desktop.window import DeskWindow
from sync.client.reminding import Inbox
from tests.ui.fakes import NOW
from tests.ui.frame import settle, window
from tests.ui.told import Told, inbox
from ui.views.reminders.screen import RemindersScreen
from ui.widgets.buttons import ActionButton


@contextmanager
def shown(told: Inbox | None = None, language: str = "zh") -> Iterator[tuple[DeskWindow, RemindersScreen]]:
    with window(desk=Told(told), language=language) as made:
        made.go("reminders")
        settle()
        view = made.screen_view
        assert isinstance(view, RemindersScreen)
        yield made, view


def reads(view: QWidget, text: str) -> bool:
    return any(text in one.text() for one in view.findChildren(QLabel) if one.isVisible())


def button(view: QWidget, text: str) -> ActionButton:
    return next(one for one in view.findChildren(ActionButton) if one.isVisible() and one.text() == text)


@pytest.mark.usefixtures("qapp")
def test_the_first_reminder_is_chosen_explained_and_not_yet_seen() -> None:
    with shown() as (made, view):
        assert reads(view, "4 条没看")
        assert reads(view, "村道路灯损坏三个月无人维修")
        assert reads(view, "已超期 1 个工作日")
        assert reads(view, "139****0007（林晓梅）")
        assert made.session.desk.reminding.told.read == frozenset()


def test_walking_over_a_reminder_makes_it_seen_and_passes_over_the_heads(qtbot: QtBot) -> None:
    with shown() as (made, view):
        for _ in range(3):
            qtbot.keyClick(view.list, Qt.Key.Key_Down)
            settle()
        assert view.list.currentIndex().row() == 5
        assert len(made.session.desk.reminding.told.read) == 2
        assert reads(view, "2 条没看")
        assert made.counts()["reminders"] == 2


@pytest.mark.usefixtures("qapp")
def test_all_are_seen_by_one_press_and_the_bell_falls_silent() -> None:
    with shown() as (made, view):
        button(view, "全部标为看过").click()
        settle()
        assert reads(view, "都看过了")
        assert made.counts()["reminders"] == 0


def test_enter_and_a_click_on_the_link_open_the_matter(qtbot: QtBot) -> None:
    with shown() as (made, view):
        row = next(row for row, line in enumerate(view.list.lines) if line.id == "i2")
        view.list.setCurrentIndex(view.list.model().index(row, 0))
        qtbot.keyClick(view.list, Qt.Key.Key_Return)
        assert made.current == "items"
        made.go("reminders")
        settle()
        rect = view.list.visualRect(view.list.model().index(row, 0))
        at = view.list._delegate.link_area(rect, view.list.lines[row]).center()
        qtbot.mouseClick(view.list.viewport(), Qt.MouseButton.LeftButton, pos=at)
        assert made.current == "items"
        made.go("reminders")
        settle()
        qtbot.mouseClick(view.list.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(at.x() + 400, at.y()))
        assert made.current == "reminders"


@pytest.mark.usefixtures("qapp")
def test_a_reminder_is_put_off_and_brought_back() -> None:
    with shown() as (made, view):
        first = view.list.lines[1].key
        button(view, "稍后再提醒").click()
        menu = next(one for one in view.findChildren(QMenu) if one.isVisible())
        menu.actions()[1].trigger()
        menu.close()
        settle()
        assert made.session.desk.reminding.told.later == {first: NOW.replace(day=29, hour=8, minute=30).isoformat()}
        assert first not in [line.key for line in view.list.lines]
        button(view, "推迟了 1 条 · 现在就看").click()
        settle()
        assert first in [line.key for line in view.list.lines]


@pytest.mark.usefixtures("qapp")
def test_a_wrong_clock_is_told_above_the_list() -> None:
    with shown(inbox(ahead=timedelta(days=365))) as (_, view):
        assert reads(view, "这台电脑的时间和门户差了 365 天。")


@pytest.mark.usefixtures("qapp")
def test_nothing_to_tell_is_said_and_the_settings_are_one_press_away() -> None:
    with shown(Inbox(NOW, timedelta())) as (made, view):
        assert reads(view, "没有提醒")
        assert reads(view, "没有登记手机号")
        button(view, "改提醒设置").click()
        assert made.current == "settings"


@pytest.mark.usefixtures("qapp")
def test_the_bell_and_the_rail_count_and_the_bell_leads_here() -> None:
    with window(desk=Told()) as made:
        settle()
        assert made.bar.bell.accessibleName() == "提醒 4"
        made.bar.bell.click()
        assert made.current == "reminders"


@pytest.mark.usefixtures("qapp")
def test_today_shows_what_was_told_today() -> None:
    with window(desk=Told()) as made:
        made.go("today")
        settle()
        assert made.screen_view is not None
        assert reads(made.screen_view, "已超期 1 个工作日，请立即办理。")
        button(made.screen_view, "全部").click()
        assert made.current == "reminders"


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.usefixtures("qapp")
def test_every_line_is_read_out(language: str) -> None:
    with shown(language=language) as (_, view):
        model = view.list.model()
        spoken = [
            model.data(model.index(row, 0), Qt.ItemDataRole.AccessibleTextRole) for row in range(model.rowCount())
        ]
        assert all(spoken)
