"""The sheet finishes only when every tick is made; what was ticked can be taken up again."""

from dataclasses import replace
from typing import Any

import pytest

from tests.ui.fake_desk import FakeDesk, FakeHost, session
from ui.views.self_review.sheet import SelfReviewSheet, open_sheet


@pytest.fixture
def taken() -> list[dict[str, Any]]:
    return []


@pytest.fixture
def sheet(desk: FakeDesk, host: FakeHost, taken: list[dict[str, Any]]) -> SelfReviewSheet:
    return open_sheet(session(desk), host, desk.matters["m1"], (), {}, taken.append)


def test_it_names_what_is_missing_and_does_not_finish(sheet: SelfReviewSheet, taken: list[dict[str, Any]]) -> None:
    assert sheet.primary is not None
    assert sheet.missing.text().startswith("还差 10 项")
    sheet.primary.click()
    assert taken == []


def test_it_finishes_with_what_was_ticked(sheet: SelfReviewSheet, taken: list[dict[str, Any]]) -> None:
    assert sheet.primary is not None
    sheet.put_ticks(list(sheet._ticks), [])
    assert sheet.missing.text() == ""
    sheet.primary.click()
    assert len(taken[0]["ticks"]) == 10
    assert sheet.answers()[0] == taken[0]["ticks"]


def test_what_was_ticked_is_there_again_as_long_as_the_text_is_the_same(
    desk: FakeDesk, host: FakeHost, sheet: SelfReviewSheet, taken: list[dict[str, Any]]
) -> None:
    sheet._ticks["complete"].setChecked(True)
    sheet.step_back()
    again = open_sheet(session(desk), host, desk.matters["m1"], (), {}, taken.append)
    assert again.answers()[0] == ["complete"]
    again.step_back()
    item = desk.matters["m1"]
    changed = replace(item, fields={**item.fields, "title": "另一个标题"})
    assert open_sheet(session(desk), host, changed, (), {}, taken.append).answers()[0] == []
