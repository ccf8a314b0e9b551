"""The figures are counted when they are looked at, follow month, kind and unit, and become a spreadsheet."""

from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.window import DeskWindow
from tests.models.bureau import SUPERVISOR
from tests.ui.frame import cut_labels, nameless, settle, window
from tests.ui.views.docket.dockets import desk
from ui import work
from ui.views.docket.figures import FiguresPage
from ui.views.docket.screen import DocketScreen

pytestmark = pytest.mark.usefixtures("qapp")


def _page(made: DeskWindow) -> FiguresPage:
    made.go("docket", part="figures")
    settle()
    view = made.screen_view
    assert isinstance(view, DocketScreen)
    return view.figures


def _names(page: FiguresPage) -> list[str]:
    model = page.table.model()
    return [str(model.index(at, 0).data()) for at in range(model.rowCount())]


def test_the_table_counts_the_month_and_the_chart_follows_the_line(qtbot: QtBot) -> None:
    with window(desk=desk(), actor=SUPERVISOR) as made:
        page = _page(made)
        assert _names(page) == ["全区合计", "王台镇人民政府", "还没有分办"]
        assert page.chart.accessibleName().startswith("全区合计")
        page.focus()
        qtbot.keyClick(page.table, Qt.Key.Key_Down)
        assert page.chart.accessibleName().startswith("王台镇人民政府")
        page.kind.setCurrentIndex(page.kind.findData("service"))
        settle()
        assert _names(page) == ["全区合计", "王台镇人民政府"]
        assert page.chart.accessibleName().startswith("王台镇人民政府")


def test_a_month_without_figures_says_so_and_exports_nothing() -> None:
    with window(desk=desk(), actor=SUPERVISOR) as made:
        page = _page(made)
        page.month.setCurrentIndex(page.month.count() - 1)
        settle()
        assert not page.table.isVisible()
        assert not page.export_button.isEnabled()


def test_the_spreadsheet_opens_and_holds_numbers(tmp_path: Path) -> None:
    file = tmp_path / "figures.xlsx"
    with window(desk=desk(), actor=SUPERVISOR) as made:
        _page(made).export(file)
        work.finish()
        settle()
    sheet = openpyxl.load_workbook(file).active
    assert sheet is not None
    assert sheet["A2"].value == "全区合计"
    assert isinstance(sheet["B2"].value, int | float)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("width", [900, 1366])
def test_nothing_is_cut_and_everything_has_a_name(language: str, width: int) -> None:
    with window(language=language, desk=desk(), actor=SUPERVISOR, theme="contrast") as made:
        made.resize(width, 698)
        page = _page(made)
        assert cut_labels(page) == []
        assert nameless(page) == []
