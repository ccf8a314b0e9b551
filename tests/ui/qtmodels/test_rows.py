"""Lists of any length: only the rows on view are fetched, behind the window, and nothing flickers or stalls."""

import threading
import time

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui import work
from ui.presenters.faces import RowFace
from ui.qtmodels.rows import KEPT_PAGES, PAGE, RowsModel
from ui.style.look import Look
from ui.widgets.rows import RowList

MANY = 100_000
Model = RowsModel[RowFace]


class Source:
    """Answers for so many rows and remembers what was asked, and on which thread."""

    def __init__(self, count: int) -> None:
        self.rows, self.asked, self.first, self.word = count, list[int](), 0, ""
        self.threads: set[int] = set()
        self.door = threading.Event()
        self.door.set()

    def fetch(self, offset: int, limit: int) -> list[RowFace]:
        word, first, last = self.word, self.first, min(offset + limit, self.rows)
        self.asked.append(offset)
        self.threads.add(threading.get_ident())
        assert self.door.wait(5)
        return [RowFace(f"i{n + first}", f"{word}第{n + first}号通知", f"row {n}") for n in range(offset, last)]

    def count(self) -> int:
        self.threads.add(threading.get_ident())
        return self.rows


def _let_come() -> None:
    """What comes is painted, and what is painted asks for its page."""
    for _ in range(3):
        assert work.finish()
        QCoreApplication.processEvents()


def _model(source: Source) -> Model:
    model: Model = RowsModel(source.count, source.fetch)
    model.renew()
    _let_come()
    assert model.exact
    return model


def _list(model: Model) -> RowList:
    rows = RowList(Look(), "list", model)
    rows.resize(356, 600)
    rows.show()
    _let_come()
    return rows


def _title(model: Model, row: int) -> str:
    face = model.face(row)
    return face.title if face else ""


@pytest.mark.usefixtures("qapp")
def test_nothing_is_fetched_or_counted_by_the_thread_that_paints() -> None:
    source = Source(MANY)
    model = _model(source)
    model.face(50_000)
    _let_come()
    assert len(source.asked) == 2
    assert threading.get_ident() not in source.threads


@pytest.mark.usefixtures("qapp")
def test_a_row_far_down_costs_one_page_and_is_told_when_it_comes(qtbot: QtBot) -> None:
    source = Source(MANY)
    model = _model(source)
    assert model.face(90_000) is None
    with qtbot.waitSignal(model.dataChanged):
        assert model.face(90_001) is None
    assert _title(model, 90_000) == "第90000号通知"
    assert source.asked == [0, 90_000]


@pytest.mark.usefixtures("qapp")
def test_the_first_rows_stand_before_a_long_list_is_counted() -> None:
    source, seen = Source(MANY), list[tuple[int, bool]]()
    model: Model = RowsModel(source.count, source.fetch)
    model.came.connect(lambda: seen.append((model.rowCount(), model.exact)))
    model.renew()
    _let_come()
    assert seen == [(PAGE, False), (MANY, True)]


@pytest.mark.usefixtures("qapp")
def test_a_list_of_one_page_is_not_counted_at_all() -> None:
    model: Model = RowsModel(lambda: pytest.fail("counted"), Source(PAGE - 1).fetch)
    model.renew()
    _let_come()
    assert (model.rowCount(), model.exact) == (PAGE - 1, True)


@pytest.mark.usefixtures("qapp")
def test_the_old_rows_stay_until_the_new_ones_are_here() -> None:
    source = Source(50)
    model = _model(source)
    source.door.clear()
    source.word, source.rows = "防汛", 3
    model.renew()
    assert (model.rowCount(), _title(model, 1)) == (50, "第1号通知")
    source.door.set()
    _let_come()
    assert (model.rowCount(), _title(model, 1)) == (3, "防汛第1号通知")


@pytest.mark.usefixtures("qapp")
def test_an_answer_to_an_earlier_query_is_passed_over() -> None:
    source = Source(MANY)
    model: Model = RowsModel(source.count, source.fetch)
    source.door.clear()
    source.word = "旧"
    model.renew()
    while not source.asked:
        time.sleep(0.001)
    source.word, source.rows = "新", 3
    model.renew()
    source.door.set()
    _let_come()
    assert (model.rowCount(), _title(model, 0)) == (3, "新第0号通知")


@pytest.mark.usefixtures("qapp")
def test_what_nobody_waits_for_any_more_is_not_even_asked() -> None:
    source = Source(50)
    model = _model(source)
    asked, held = len(source.asked), threading.Event()
    for _ in range(8):
        work.run(lambda: held.wait(5))
    for _ in range(20):
        model.renew()
    held.set()
    _let_come()
    assert len(source.asked) == asked + 1


@pytest.mark.usefixtures("qapp")
def test_old_pages_are_let_go() -> None:
    source = Source(MANY)
    model = _model(source)
    for row in range(0, PAGE * (KEPT_PAGES + 10), PAGE):
        model.face(row)
        _let_come()
    before = len(source.asked)
    assert model.face(0) is None
    _let_come()
    assert (len(source.asked), _title(model, 0)) == (before + 1, "第0号通知")


@pytest.mark.usefixtures("qapp")
def test_a_refresh_keeps_the_rows_the_place_and_the_ticks() -> None:
    source = Source(50)
    model = _model(source)
    assert _title(model, 40) == ""
    _let_come()
    model.tick(3)
    source.rows, source.word = 52, "又"
    model.refresh()
    assert (_title(model, 0), _title(model, 40)) == ("第0号通知", "第40号通知")
    _let_come()
    assert (_title(model, 0), _title(model, 40)) == ("又第0号通知", "又第40号通知")
    assert (model.rowCount(), list(model.ticked)) == (52, ["i3"])


@pytest.mark.usefixtures("qapp")
def test_every_row_is_ticked_whether_it_was_looked_at_or_not() -> None:
    rows = RowList(Look(), "list", _model(Source(MANY)))
    rows.tick_all(200)
    _let_come()
    assert len(rows.rows.ticked) == 200


@pytest.mark.usefixtures("qapp")
def test_ticks_for_one_query_never_land_in_the_next() -> None:
    source = Source(50)
    rows = RowList(Look(), "list", _model(source))
    source.door.clear()
    rows.tick_all(50)
    rows.renew()
    source.door.set()
    _let_come()
    assert not rows.rows.ticked


@pytest.mark.usefixtures("qapp")
def test_the_chosen_matter_stays_chosen_when_rows_move() -> None:
    source = Source(50)
    rows = _list(_model(source))
    rows.setCurrentIndex(rows.rows.index(5))
    source.first = -1
    rows.refresh()
    _let_come()
    assert rows.currentIndex().row() == 6


@pytest.mark.usefixtures("qapp")
def test_a_chosen_matter_that_left_the_list_is_no_longer_marked_in_it() -> None:
    source = Source(20)
    rows = _list(_model(source))
    rows.setCurrentIndex(rows.rows.index(5))
    source.first = 100
    rows.refresh()
    _let_come()
    assert not rows.currentIndex().isValid()


@pytest.mark.usefixtures("qapp")
def test_a_refresh_moves_no_place_in_the_list() -> None:
    source = Source(MANY)
    rows = _list(_model(source))
    rows.setCurrentIndex(rows.rows.index(2))
    rows.verticalScrollBar().setValue(2_000_000)
    _let_come()
    rows.refresh()
    _let_come()
    assert rows.verticalScrollBar().value() == 2_000_000


@pytest.mark.usefixtures("qapp")
def test_a_matter_chosen_before_its_rows_are_here_is_marked_when_they_come() -> None:
    source = Source(50)
    rows = _list(_model(source))
    source.first = 100
    rows.renew()
    rows.choose("i107")
    assert not rows.currentIndex().isValid()
    _let_come()
    assert rows.currentIndex().row() == 7


def test_the_end_key_picks_the_last_row_once_it_is_here(qtbot: QtBot) -> None:
    rows = _list(_model(Source(MANY)))
    rows.setCurrentIndex(rows.rows.index(0))
    with qtbot.waitSignal(rows.picked) as picked:
        qtbot.keyClick(rows, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert picked.args == [f"i{MANY - 1}"]


def test_a_list_of_100000_rows_paints_and_refreshes_without_a_stall(qapp: QApplication) -> None:
    rows = _list(_model(Source(MANY)))
    rows.grab()
    took = []
    for _ in range(20):
        started = time.perf_counter()
        rows.renew()
        rows.grab()
        took.append(time.perf_counter() - started)
    qapp.processEvents()
    assert sorted(took)[18] < 0.05


@pytest.mark.usefixtures("qapp")
def test_larger_rows_are_measured_all_at_once() -> None:
    look = Look(density="compact")
    rows, sizes = RowList(look, "list", _model(Source(500))), list[int]()
    rows.verticalHeader().sectionResized.connect(lambda section, _old, _new: sizes.append(section))
    look.put(density="roomy")
    assert rows.rowHeight(499) == look.height("row")
    assert not sizes
