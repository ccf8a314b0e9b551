"""The screen of requests: list, empty state with what may be done, register and report at its foot."""

from pathlib import Path

import openpyxl
import pytest
from pytestqt.qtbot import QtBot

from tests.models.bureau import LIN, SUPERVISOR
from tests.ui.frame import cut_labels, nameless, settle, window
from tests.ui.views.requests.desk import RequestDesk, desk, in_hand
from ui import work
from ui.views.request_list.screen import RequestScreen
from ui.views.requests.registers import YearSheet


@pytest.mark.parametrize("language", ["zh", "en"])
def test_where_nothing_is_open_it_says_what_can_be_done(qtbot: QtBot, language: str) -> None:
    with window(desk=RequestDesk({}, LIN), actor=LIN, language=language) as made:
        made.go("requests")
        settle()
        assert cut_labels(made) == []
        assert nameless(made) == []


def test_who_watches_is_not_offered_to_enter_one(qtbot: QtBot) -> None:
    with window(desk=RequestDesk({}, SUPERVISOR), actor=SUPERVISOR) as made:
        made.go("requests")
        screen = made.screen_view
        assert isinstance(screen, RequestScreen)
        assert not screen.panel.may_begin


def test_the_yearly_report_is_written_as_a_table(qtbot: QtBot, tmp_path: Path) -> None:
    held = desk(in_hand())
    with window(desk=held, actor=LIN) as made:
        made.go("requests")
        screen = made.screen_view
        assert isinstance(screen, RequestScreen)
        screen.year.click()
        settle()
        sheet = made.findChildren(YearSheet)[0]
        file = tmp_path / "年报.xlsx"
        sheet.export(file)
        work.finish()
        rows = list(openpyxl.load_workbook(file).active.values)
        assert rows[0][0] == "项目"
        assert rows[1][1:] == ("1", "0", "1")
