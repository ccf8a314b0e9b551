"""Banners: none twice, at most two, and none that is no longer so."""

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.banners import Banners
from ui.notices import Notice
from ui.style.look import Look
from ui.text import Words
from ui.widgets.panels import Banner


def _titles(page: QWidget) -> list[str]:
    return [one.accessibleName().strip() for one in page.findChildren(Banner) if one.isVisible()]


def test_the_same_is_not_said_twice_and_the_oldest_gives_way(qtbot: QtBot) -> None:
    page, banners = QWidget(), Banners(Look(), Words("zh"))
    page.setLayout(banners.lines)
    qtbot.addWidget(page)
    page.show()
    for title in ("一", "二", "一", "三"):
        banners.show(Notice("explained", title))
    qtbot.waitUntil(lambda: _titles(page) == ["一", "三"])


def test_what_is_no_longer_so_goes_and_what_is_of_another_level_stays(qtbot: QtBot) -> None:
    page, banners, asked = QWidget(), Banners(Look(), Words("zh")), [True]
    page.setLayout(banners.lines)
    qtbot.addWidget(page)
    page.show()
    banners.show(Notice("explained", "问着", holds=lambda: bool(asked)))
    banners.show(Notice("known", "知道"))
    banners.settle("act")
    qtbot.waitUntil(lambda: _titles(page) == ["问着", "知道"])
    asked.clear()
    banners.settle()
    qtbot.waitUntil(lambda: _titles(page) == ["知道"])
    banners.settle("known")
    qtbot.waitUntil(lambda: _titles(page) == [])
