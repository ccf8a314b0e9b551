"""The guides stand by audience, with all that article 19 asks for beside the list."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop.window import DeskWindow
from tests.models.bureau import LIN
from tests.ui.frame import cut_labels, nameless, settle, window
from tests.ui.views.services.cases import desk
from ui.views.services.guides import GuidesPage
from ui.views.services.screen import ServicesScreen

pytestmark = pytest.mark.usefixtures("qapp")


def _page(made: DeskWindow, **what: str) -> GuidesPage:
    made.go("services", part="guides", **what)
    settle()
    screen = made.screen_view
    assert isinstance(screen, ServicesScreen)
    return screen.guides


def _names(page: GuidesPage) -> list[str]:
    rows = page.list.rows
    return [face.title for at in range(rows.rowCount()) if (face := rows.face(at)) is not None]


def _told(page: GuidesPage) -> str:
    return " ".join(one.text() for one in page.findChildren(QLabel) if one.isVisible())


def test_walking_the_list_shows_each_guide_and_what_it_lacks(qtbot: QtBot) -> None:
    with window(desk=desk(), actor=LIN) as made:
        page = _page(made)
        assert _names(page) == ["户口迁入", "营业执照注销"]
        qtbot.keyClick(page.list, Qt.Key.Key_Down)
        assert "《户口登记条例》" in _told(page)
        qtbot.keyClick(page.list, Qt.Key.Key_Down)
        assert page.open_id == "guide2"
        assert "第十九条要求的还没写" in _told(page)


def test_an_audience_narrows_the_list_and_an_empty_one_says_how_guides_come(qtbot: QtBot) -> None:
    with window(desk=desk(), actor=LIN) as made:
        page = _page(made)
        page.audience.choose("enterprise")
        settle()
        assert _names(page) == ["营业执照注销"]
        page.audience.choose("investor")
        settle()
        assert not page.list.isVisible()
        page.audience.choose("")
        page.search.setText("户口")
        qtbot.waitUntil(lambda: _names(page) == ["户口迁入"])


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("width", [900, 1366])
def test_nothing_is_cut_in_the_guides(language: str, width: int) -> None:
    with window(language=language, desk=desk(), actor=LIN, theme="contrast") as made:
        made.resize(width, 698)
        for id in ("guide1", "guide2"):
            page = _page(made, id=id)
            assert cut_labels(page) == []
            assert nameless(page) == []
        page.close_one()
        assert page.list.isVisible()
