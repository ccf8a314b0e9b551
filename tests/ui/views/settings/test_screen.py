"""Settings: every line acts at once."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit

from desktop.window import DeskWindow
from models.store.backup import Backup
from tests.ui.frame import NOW, Called, cut_labels, overlay, settle, window
from tests.ui.told import Told
from ui.backing_up import BackingUp
from ui.presenters.settings import PAGES
from ui.settings import DEFAULTS
from ui.views.settings.password import PasswordSlip
from ui.views.settings.restoring import RestoreSlip
from ui.views.settings.screen import SettingsScreen
from ui.widgets.buttons import ActionButton
from ui.widgets.fields import Tick
from ui.widgets.tabs import SegmentedTabs


def _screen(made: DeskWindow, page: str = "display") -> SettingsScreen:
    made.go("settings", page=page)
    settle()
    view = made.screen_view
    assert isinstance(view, SettingsScreen)
    return view


def _segments(view: SettingsScreen, name: str) -> SegmentedTabs:
    return next(one for one in view.findChildren(SegmentedTabs) if one.accessibleName().startswith(name))


@pytest.mark.usefixtures("qapp")
def test_theme_size_and_density_act_at_once() -> None:
    with window() as made:
        view = _screen(made)
        _segments(view, "颜色").choose("dark")
        assert made.look.theme == "dark"
        _segments(view, "文字大小").choose("130")
        assert (made.look.size, made.settings["size"]) == (130, 130)
        _segments(view, "行距").choose("roomy")
        assert made.look.height("row") == round(76 * 1.3)


@pytest.mark.usefixtures("qapp")
def test_another_language_is_asked_of_the_program() -> None:
    called = Called()
    with window(called=called) as made:
        _segments(_screen(made), "语言").choose("en")
        assert made.settings["language"] == "en"
        assert called.names == ["relanguage"]


@pytest.mark.usefixtures("qapp")
def test_a_tick_is_kept() -> None:
    with window() as made:
        view = _screen(made, "reminders")
        next(one for one in view.findChildren(Tick) if one.isVisible()).click()
        assert made.settings["notify"] is False


@pytest.mark.usefixtures("qapp")
def test_the_number_for_messages_is_shown_masked_or_said_to_be_unknown() -> None:
    for desk, said in ((Told(), "139****0007（林晓梅）"), (None, "没有登记手机号，只在本机提醒")):
        with window(desk=desk) as made:
            settle()
            view = _screen(made, "reminders")
            assert [one.text() for one in view.findChildren(QLabel) if one.text() == said]


@pytest.mark.usefixtures("qapp")
def test_the_defaults_of_a_page_come_back_together() -> None:
    with window(theme="dark", size=130) as made:
        view = _screen(made)
        view._on_reset()
        assert (made.settings["size"], made.settings["theme"]) == (DEFAULTS["size"], DEFAULTS["theme"])


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("page", [page.id for page in PAGES])
def test_every_page_shows_its_lines_uncut(language: str, page: str) -> None:
    with window(language=language) as made:
        view = _screen(made, page)
        assert cut_labels(view) == []


@pytest.mark.usefixtures("qapp")
def test_a_new_password_is_long_enough_and_written_twice_alike() -> None:
    with window() as made:
        made.go("settings")
        slip, told = PasswordSlip(made, lambda new: "太短" if len(new) < 10 else ""), []
        slip.chosen.connect(lambda old, new: told.append((old, new)))
        slip.open()
        lines = slip.findChildren(QLineEdit)
        for texts in (("old", "short", "short"), ("old", "long enough 1", "long enough 2")):
            for line, text in zip(lines, texts, strict=True):
                line.setText(text)
            assert slip.primary is not None
            slip.primary.click()
            assert told == []
        lines[2].setText("long enough 1")
        slip.primary.click()
        assert told == [("old", "long enough 1")]


def _backing(made: list[Path]) -> BackingUp:
    one = Backup(Path("a.db"), NOW, 12_300_000, sound=True)
    return BackingUp(Path(), lambda: (one,), lambda: one, made.append, 2)


@pytest.mark.usefixtures("qapp")
def test_a_backup_is_made_shown_and_chosen_to_go_back_to() -> None:
    went: list[Path] = []
    with window() as made:
        backing = _backing(went)
        made.about = replace(made.about, backing_up=backing)
        view = _screen(made, "backup")
        assert any(one.text() == "还没有备份" for one in view.findChildren(QLabel))
        _button(view, "现在备份").click()
        settle()
        assert any("12.3 MB" in one.text() and "完好" in one.text() for one in view.findChildren(QLabel))
        _button(view, "恢复备份").click()
        slip = overlay(made)
        assert isinstance(slip, RestoreSlip)
        assert cut_labels(slip) == []
        assert slip.primary is not None
        slip.primary.click()
        settle()
        assert went == [Path("a.db")]
        backing.stop()


def _button(view: SettingsScreen, words: str) -> ActionButton:
    return next(one for one in view.findChildren(ActionButton) if words in (one.text(), one.accessibleName()))
