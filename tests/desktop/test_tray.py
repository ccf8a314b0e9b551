"""The tray tells what grew while the person was away, once, and only what she wants to hear."""

import pytest

from desktop.tray import Tray, app_icon
from tests.ui.frame import Called
from ui.courier import SyncState
from ui.settings import Settings
from ui.style.look import Look
from ui.text import Words


@pytest.fixture
def settings() -> Settings:
    return Settings()


@pytest.fixture
def tray(qapp: object, settings: Settings) -> Tray:
    doors = Called()
    return Tray(Look(), Words("zh"), settings, doors.door("show"), doors.door("sync"), doors.door("quit"))


def test_only_what_grew_is_told(tray: Tray) -> None:
    assert tray.tell({"returned": 1}, SyncState(), away=True) == []
    assert tray.tell({"returned": 1}, SyncState(), away=True) == []
    assert tray.tell({"returned": 2, "to_review": 1}, SyncState(), away=True) == [
        "有 2 篇被退回",
        "有 1 篇等您审签",
    ]


def test_nothing_is_told_while_the_person_looks(tray: Tray) -> None:
    tray.tell({}, SyncState(), away=True)
    assert tray.tell({"returned": 2}, SyncState(), away=False) == []


def test_a_person_hears_only_what_she_wants(tray: Tray, settings: Settings) -> None:
    settings.put("notify_returned", False)
    tray.tell({}, SyncState(), away=True)
    assert tray.tell({"returned": 2}, SyncState(undelivered=1), away=True) == ["有 1 件没送到，请看未送达"]


@pytest.mark.usefixtures("qapp")
def test_the_mark_is_drawn_in_every_size() -> None:
    assert len(app_icon(Look(), "延").availableSizes()) == 5


def test_reminders_are_told_unless_what_came_has_a_name_of_its_own(tray: Tray) -> None:
    tray.tell({}, SyncState(), away=True)
    assert tray.tell({"reminders": 2}, SyncState(), away=True) == ["有 2 条提醒没看"]
    assert tray.tell({"reminders": 3, "returned": 1}, SyncState(), away=True) == ["有 1 篇被退回"]
