"""The window: every screen fits, says its name, and is reached by the keyboard, in both languages and all sizes."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.window import DeskWindow
from models.policy import Directory, shipped
from models.problems import Refused
from tests.ui.fakes import NOW, busy
from tests.ui.frame import Brought, Called, cut_labels, nameless, overlay, settle, window
from ui.courier import SyncState
from ui.notices import Notice, Question
from ui.places import PLACES
from ui.views.items.screen import MatterScreen
from ui.views.shortcuts import ShortcutSheet
from ui.views.sync.drawer import SyncDrawer
from ui.widgets.lock import LockScreen
from ui.widgets.palette import Palette
from ui.widgets.panels import Banner
from ui.widgets.rail import RailButton

SIZES = (100, 115, 130, 150)


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("size", SIZES)
def test_no_words_are_cut_on_an_office_screen(language: str, size: int) -> None:
    with window(language=language, size=size, desk=busy()) as made:
        for place in PLACES:
            if place.id == "items":
                continue
            made.go(place.id)
            settle()
            assert cut_labels(made) == [], place.id


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
def test_everything_that_takes_the_keyboard_has_a_name(theme: str) -> None:
    with window(theme=theme, desk=busy()) as made:
        for place in PLACES:
            made.go(place.id)
            settle()
            assert nameless(made) == [], place.id


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("size", SIZES)
def test_nothing_scrolls_sideways_and_the_window_is_never_wider_than_the_screen(size: int) -> None:
    with window(language="en", size=size, desk=busy()) as made:
        for place in PLACES:
            made.go(place.id)
            settle()
            assert made.width() == 1366, place.id
            assert made.minimumSizeHint().width() <= 1366, place.id
            assert made.minimumSizeHint().height() <= 698, place.id


def test_the_rail_is_walked_by_alt_and_a_digit(qtbot: QtBot) -> None:
    with window() as made:
        made.go("today")
        made.activateWindow()
        qtbot.keyClick(made, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
        assert made.current == "items"
        qtbot.keyClick(made, Qt.Key.Key_0, Qt.KeyboardModifier.AltModifier)
        assert made.current == "undelivered"
        qtbot.keyClick(made, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
        assert made.current == "items"


def test_f6_walks_through_the_columns(qtbot: QtBot) -> None:
    with window() as made:
        made.go("items", id="i1")
        settle()
        seen = set()
        for _ in range(3):
            made.run("next_column")
            seen.add(made.focusWidget())
        assert len(seen) == 3


@pytest.mark.usefixtures("qapp")
def test_the_title_bar_says_where_one_is() -> None:
    with window() as made:
        made.go("today")
        assert made.windowTitle() == "今日 — 延平门户工作台"
        made.go("items", id="i3")
        assert made.windowTitle().startswith("关于五一期间值班安排的通知 · 信息")


@pytest.mark.usefixtures("qapp")
def test_the_badges_count_what_needs_me_and_what_was_not_taken() -> None:
    with window(desk=busy()) as made:
        settle()
        names = [button.accessibleName() for button in made.rail.findChildren(RailButton)]
        assert "未送达 1" in names
        assert "今日 4" in names


@pytest.mark.usefixtures("qapp")
def test_offline_is_said_calmly_and_the_drawer_says_what_waits() -> None:
    state = SyncState("offline", NOW, NOW, 3, 0)
    with window(desk=busy(), state=state) as made:
        assert made.bar.sync.accessibleName() == "同步 离线 待送 3"
        made.go("today")
        made.run("sync_panel")
        assert isinstance(overlay(made), SyncDrawer)
        settle()
        assert cut_labels(overlay(made)) == []


def test_the_palette_jumps_runs_and_finds(qtbot: QtBot) -> None:
    with window() as made:
        made.go("today")
        made.run("search")
        palette = overlay(made)
        assert isinstance(palette, Palette)
        palette.type("目录")
        qtbot.keyClick(made.focusWidget() or palette, Qt.Key.Key_Return)
        assert made.current == "catalogue"
        made.run("search")
        palette = overlay(made)
        assert isinstance(palette, Palette)
        palette.type("植树")
        qtbot.keyClick(made.focusWidget() or palette, Qt.Key.Key_Return)
        assert made.current == "items"
        assert made.screen_view is not None
        assert made.screen_view.open_id() == "i4"


@pytest.mark.usefixtures("qapp")
def test_the_palette_says_when_it_cannot_find_everything_yet() -> None:
    with window() as made:
        made.go("today")
        made.run("search")
        palette = overlay(made)
        assert isinstance(palette, Palette)
        told = []
        for behind in (3200, 0):
            made.session.unindexed = behind
            palette.type("没有这样的")
            told.append(palette._hint.text())
        assert "3200 篇没编进搜索" in told[0]
        assert "没有找到" in told[1]


@pytest.mark.usefixtures("qapp")
def test_the_lock_opens_for_the_right_password_only() -> None:
    with window() as made:
        made.go("today")
        made.run("lock")
        lock = overlay(made)
        assert isinstance(lock, LockScreen)
        lock.step_back()
        assert lock.isVisible()
        lock.offer("wrong")
        assert lock.isVisible()
        lock.offer("right")
        assert not lock.isVisible()


@pytest.mark.usefixtures("qapp")
def test_text_grows_and_shrinks_by_steps_and_stays_so() -> None:
    with window() as made:
        made.go("today")
        made.run("bigger")
        assert (made.look.size, made.settings["size"]) == (115, 115)
        made.run("smaller")
        made.run("smaller")
        assert made.look.size == 100


@pytest.mark.usefixtures("qapp")
def test_a_narrow_window_shows_one_column_at_a_time_and_a_way_back() -> None:
    with window(size=150) as made:
        made.go("items")
        view = made.screen_view
        assert isinstance(view, MatterScreen)
        view.open("i1")
        settle()
        assert not view.panel.isVisible()
        view.back_to_list()
        settle()
        assert view.panel.isVisible()


@pytest.mark.usefixtures("qapp")
def test_a_question_takes_its_step_only_when_told() -> None:
    with window() as made:
        made.go("today")
        taken: list[int] = []
        made.notices.ask(Question("撤下?", "撤下后公众就看不到了。", "撤下", lambda: taken.append(1), danger=True))
        overlay(made).step_back()
        assert taken == []
        made.notices.ask(Question("撤下?", "撤下后公众就看不到了。", "撤下", lambda: taken.append(1), danger=True))
        slip = overlay(made)
        assert slip.primary is not None
        slip.primary.click()
        assert taken == [1]


@pytest.mark.usefixtures("qapp")
def test_f1_lists_only_what_works_here() -> None:
    with window() as made:
        made.go("today")
        made.run("help")
        sheet = overlay(made)
        assert isinstance(sheet, ShortcutSheet)
        lines = [line.words for group in sheet.groups() for line in group.lines]
        assert "搜索、跳转、执行命令" in lines
        assert "加粗" not in lines


@pytest.mark.usefixtures("qapp")
def test_closing_goes_through_the_program() -> None:
    called = Called()
    with window(called=called) as made:
        made.go("today")
        made.close()
        assert called.names == ["hide"]


@pytest.mark.usefixtures("qapp")
def test_another_language_is_made_by_the_program() -> None:
    called = Called()
    with window(called=called) as made:
        made.go("settings")
        made.relanguage()
        assert called.names == ["relanguage"]


def test_a_matter_opens_in_a_window_of_its_own(qtbot: QtBot) -> None:
    with window() as made:
        made.go("items", id="i1")
        made.run("own_window")
        assert len(made.own_windows) == 1
        assert "2026年第二批" in made.own_windows[0].windowTitle()
        made.own_windows[0].close()


@pytest.mark.usefixtures("qapp")
def test_a_banner_goes_when_what_it_told_of_is_settled() -> None:
    with window() as made:
        made.go("today")
        made.notices.banner(Notice("act", "还有 1 处阻断没有改。"))
        made.notices.banner(Notice("known", "现在连不上门户。"))
        settle()
        made.notices.toast("已自审。")
        settle()
        assert _banners(made) == ["known"]
        made.courier.moved.emit(SyncState("synced", NOW))
        assert _banners(made) == []


def _banners(made: DeskWindow) -> list[str]:
    return [one.property("level") for one in made.findChildren(Banner) if one.isVisible() and one.property("level")]


def test_rules_that_came_change_what_the_window_says_and_those_passed_over_are_told(qtbot: QtBot) -> None:
    with window() as made:
        directory = Directory(
            {**shipped(), "units.toml": shipped()["units.toml"].replace("王台镇人民政府", "王台街道")}
        )
        made.session.desk.rules = replace(made.session.desk.rules, directory=directory)
        came = Brought((), rules=True, passed_over=Refused("policy_passed_over", file="units.toml", line=3))
        made.courier._on_done(came)
        settle()
        assert made.bar.unit.accessibleName().endswith("王台街道")
        told = [banner.accessibleName() for banner in made.findChildren(Banner) if banner.isVisible()]
        assert any("units.toml 第 3 行" in each for each in told), told
