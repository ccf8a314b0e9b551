"""Lists of any length: only the rows on view are fetched, and nothing stalls."""

import time

import pytest
from PySide6.QtWidgets import QApplication

from ui import work
from ui.presenters.faces import RowFace
from ui.qtmodels.rows import KEPT_PAGES, PAGE, RowsModel
from ui.style.look import Look
from ui.widgets.rows import RowList

MANY = 100_000


class Source:
    """Answers for so many rows and counts what was asked."""

    def __init__(self, count: int) -> None:
        self.count, self.asked, self.first = count, 0, 0

    def fetch(self, offset: int, limit: int) -> list[RowFace]:
        self.asked += 1
        last = min(offset + limit, self.count)
        return [RowFace(f"i{n + self.first}", f"第{n + self.first}号通知", f"row {n}") for n in range(offset, last)]


def _model(source: Source) -> RowsModel[RowFace]:
    model: RowsModel[RowFace] = RowsModel(lambda: source.count, source.fetch)
    model.renew()
    _let_count(model)
    return model


def _let_count(model: RowsModel[RowFace]) -> None:
    work.finish()
    assert model.exact


@pytest.mark.usefixtures("qapp")
def test_a_row_far_down_costs_one_page() -> None:
    source = Source(MANY)
    model = _model(source)
    face = model.face(90_000)
    assert face is not None
    assert face.id == "i90000"
    assert source.asked == 2


@pytest.mark.usefixtures("qapp")
def test_the_first_rows_stand_before_a_long_list_is_counted() -> None:
    counts: list[int] = []
    source = Source(MANY)
    model: RowsModel[RowFace] = RowsModel(lambda: counts.append(1) or source.count, source.fetch)  # type: ignore[func-returns-value]  # counts its calls
    model.renew()
    assert model.rowCount() == PAGE
    assert not model.exact
    _let_count(model)
    assert (model.rowCount(), counts) == (MANY, [1])


@pytest.mark.usefixtures("qapp")
def test_a_list_of_one_page_is_not_counted_at_all() -> None:
    model: RowsModel[RowFace] = RowsModel(lambda: pytest.fail("counted"), Source(PAGE - 1).fetch)
    model.renew()
    assert (model.rowCount(), model.exact) == (PAGE - 1, True)


@pytest.mark.usefixtures("qapp")
def test_the_count_of_an_earlier_query_is_passed_over() -> None:
    source = Source(MANY)
    model: RowsModel[RowFace] = RowsModel(lambda: source.count, source.fetch)
    model.renew()
    source.count = 3
    model.renew()
    work.finish()
    assert model.rowCount() == 3


@pytest.mark.usefixtures("qapp")
def test_old_pages_are_let_go() -> None:
    source = Source(MANY)
    model = _model(source)
    for row in range(0, PAGE * (KEPT_PAGES + 10), PAGE):
        model.face(row)
    before = source.asked
    model.face(0)
    assert source.asked == before + 1


@pytest.mark.usefixtures("qapp")
def test_a_refresh_keeps_the_place_and_the_ticks() -> None:
    source = Source(50)
    model = _model(source)
    model.tick(3)
    source.count = 52
    model.refresh()
    _let_count(model)
    assert model.rowCount() == 52
    assert list(model.ticked) == ["i3"]


@pytest.mark.usefixtures("qapp")
def test_the_chosen_matter_stays_chosen_when_rows_move() -> None:
    source = Source(50)
    rows = RowList(Look(), "list", _model(source))
    rows.setCurrentIndex(rows.rows.index(5))
    source.first = -1
    rows.refresh()
    assert rows.currentIndex().row() == 6


def test_a_list_of_100000_rows_paints_and_refreshes_without_a_stall(qapp: QApplication) -> None:
    rows = RowList(Look(), "list", _model(Source(MANY)))
    rows.resize(356, 600)
    rows.show()
    rows.grab()
    took = []
    for _ in range(20):
        started = time.perf_counter()
        rows.renew()
        rows.grab()
        took.append(time.perf_counter() - started)
    qapp.processEvents()
    assert sorted(took)[18] < 0.05
