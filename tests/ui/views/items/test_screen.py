"""The list of items and the pane beside it: filter, ticks, new, discard with undo, export."""

import csv
import unicodedata
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.window import DeskWindow
from models.cells import guarded
from tests.ui.fakes import FakeDesk
from tests.ui.frame import overlay, settle, window
from ui import indexing, work
from ui.presenters.shapes import Filter
from ui.views.items.new import NewSlip
from ui.views.items.screen import MatterScreen
from ui.views.items.spreadsheet import write
from ui.views.items.ticked import TickedBar


def _screen(made: DeskWindow) -> MatterScreen:
    made.go("items")
    view = made.screen_view
    assert isinstance(view, MatterScreen)
    settle()
    return view


def _titles(view: MatterScreen) -> list[str]:
    rows = view.panel.list.rows
    return [face.title for n in range(rows.rowCount()) if (face := rows.face(n)) is not None]


def test_walking_the_list_opens_beside_it(qtbot: QtBot) -> None:
    with window() as made:
        view = _screen(made)
        assert view.open_id() == ""
        qtbot.keyClick(view.panel.list, Qt.Key.Key_Down)
        first = view.open_id()
        assert first == "i1"
        qtbot.keyClick(view.panel.list, Qt.Key.Key_Down)
        assert view.open_id() != first
        made.run("previous")
        assert view.open_id() == first


def test_the_filter_finds_by_words_and_esc_gives_the_whole_list_back(qtbot: QtBot) -> None:
    with window() as made:
        view = _screen(made)
        view.panel.open_filter()
        view.panel.search.setText("防汛")
        qtbot.waitUntil(lambda: _titles(view) == ["王台镇2026年防汛应急预案"])
        view.panel.search.setText("没有这样的")
        qtbot.waitUntil(lambda: view.panel.list.rows.rowCount() == 0)
        view.panel.close_filter()
        settle()
        assert len(_titles(view)) == 8


@pytest.mark.usefixtures("qapp")
def test_a_search_says_when_it_cannot_find_everything_yet(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(indexing, "FIRST_MS", 10**8)
    with window() as made:
        view = _screen(made)
        view.panel._session.unindexed = 3200
        view.panel.open_filter()
        view.panel.search.setText("防汛")
        qtbot.waitUntil(lambda: "3200 篇没编进搜索" in view.panel._total.text())
        view.panel.search.setText("没有这样的")
        qtbot.waitUntil(lambda: "编好会自动补上" in view.panel._empty._text.text())


def test_the_filter_narrows_by_column_and_state() -> None:
    with window() as made:
        view = _screen(made)
        view.panel.put(Filter(column="0802"))
        settle()
        assert len(_titles(view)) == 2
        view.panel.put(Filter(column="0802", state="published"))
        settle()
        assert _titles(view) == ["王台镇第一季度为民办实事进展"]


@pytest.mark.usefixtures("qapp")
def test_ctrl_f_belongs_to_the_list_while_the_keyboard_is_there() -> None:
    with window() as made:
        view = _screen(made)
        made.activateWindow()
        view.panel.list.setFocus()
        made.run("filter")
        assert view.panel.filtering


@pytest.mark.usefixtures("qapp")
def test_a_new_item_asks_for_its_column_and_opens_in_the_editor() -> None:
    desk = FakeDesk()
    with window(desk=desk) as made:
        view = _screen(made)
        made.run("new")
        slip = overlay(made)
        assert isinstance(slip, NewSlip)
        assert slip.primary is not None
        slip.primary.click()
        assert desk.done[0][0] == "item.create"
        assert desk.done[0][2]["fields"]["column"] == "0101"
        assert view.open_id() == desk.done[0][1]


@pytest.mark.usefixtures("qapp")
def test_ticked_items_are_discarded_together_and_come_back_by_undo() -> None:
    desk = FakeDesk()
    with window(desk=desk) as made:
        view = _screen(made)
        rows = view.panel.list
        for row in (0, 2):
            rows.rows.tick(row)
        view._ticked.discard()
        settle()
        assert len(_titles(view)) == 6
        notice = made.notices.log[-1]
        assert notice.title == "已废弃 2 篇，30 天内可以恢复。"
        assert notice.act is not None
        notice.act()
        settle()
        assert len(_titles(view)) == 8


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_what_is_ticked_is_exported_off_the_main_thread(qtbot: QtBot, tmp_path: Path, suffix: str) -> None:
    with window() as made:
        view = _screen(made)
        view.panel.list.tick_all(3)
        settle()
        file = tmp_path / f"out.{suffix}"
        bar = view.findChild(TickedBar)
        assert bar is not None
        bar.export(file)
        assert work.finish()
        qtbot.waitUntil(lambda: bool(made.notices.log))
        assert len(_read(file)) == 4
        assert _read(file)[0][0] == "标题"


def _read(file: Path) -> list[list[str]]:
    if file.suffix == ".csv":
        with file.open(encoding="utf-8-sig", newline="") as lines:
            return list(csv.reader(lines))
    book = openpyxl.load_workbook(file)
    try:
        return [[str(cell) for cell in line] for line in book.worksheets[0].iter_rows(values_only=True)]
    finally:
        book.close()


FORMULAS = ["=1+1", "+86", "-1", "@sum", "\tx", "＝1+1", "＋86", "－1", "＠SUM(A1)", "﹦1", "﹢1", "﹣1", "﹫a"]


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_is_taken_for_a_formula(tmp_path: Path, text: str) -> None:
    assert guarded(text).startswith("'")
    write(tmp_path / "out.csv", [["标题"], [text]])
    assert _read(tmp_path / "out.csv")[1] == [f"'{text}"]
    write(tmp_path / "out.xlsx", [["标题"], [text]])
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    cell = book.worksheets[0]["A2"]
    assert (cell.data_type, cell.value) == ("s", text), "a workbook holds the words as they are, and as words"
    book.close()


@given(st.text(max_size=5))
def test_whatever_begins_like_a_formula_once_it_is_folded_is_guarded_and_nothing_else(text: str) -> None:
    begins = unicodedata.normalize("NFKC", text).startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert guarded(text) in ((f"'{text}",) if begins else (text, f"'{text}"))
    assert guarded(f"字{text}") == f"字{text}"


def test_a_place_where_nothing_can_be_written_is_told(qtbot: QtBot, tmp_path: Path) -> None:
    with window() as made:
        view = _screen(made)
        view.panel.list.tick_all(1)
        settle()
        bar = view.findChild(TickedBar)
        assert bar is not None
        bar.export(tmp_path / "no" / "such" / "out.csv")
        work.finish()
        qtbot.waitUntil(lambda: bool(made.notices.log))
        assert "没有写成文件" in made.notices.log[-1].title


def test_columns_keep_the_width_they_were_given_until_a_double_click(qtbot: QtBot) -> None:
    with window() as made:
        view = _screen(made)
        splitter = view._splitter
        splitter.moveSplitter(420, 1)
        made.go("today")
        made.go("items", id="i2")
        settle()
        assert splitter.sizes()[0] == 420
        qtbot.mouseDClick(splitter.handle(1), Qt.MouseButton.LeftButton)
        assert splitter.sizes()[0] == 356


def test_delete_discards_the_row_at_hand(qtbot: QtBot) -> None:
    desk = FakeDesk()
    with window(desk=desk) as made:
        view = _screen(made)
        qtbot.keyClick(view.panel.list, Qt.Key.Key_Down)
        qtbot.keyClick(view.panel.list, Qt.Key.Key_Delete)
        assert [kind for kind, *_ in desk.done] == ["item.discard"]
