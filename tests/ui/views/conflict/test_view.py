"""Two texts become one by choice; whatever is pressed, no word is lost."""

from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

import pytest

from models.merge import Choice
from tests.ui.fake_desk import FakeDesk, FakeHost, session
from ui.views.conflict.view import ConflictView

BASE = {"title": "预案", "column": "0401", "body": "<p>一。</p>\n<p>巡查两次。</p>"}
MINE = {**BASE, "body": "<p>一。</p>\n<p>巡查三次。</p>"}
THEIRS = {**BASE, "summary": "概述", "body": "<p>一。</p>\n<p>巡查四次。</p>"}


@pytest.fixture
def settled(desk: FakeDesk) -> list[tuple[str, str, Mapping[str, Any]]]:
    """What the desk was told."""
    at = "2026-04-28T08:20:00+08:00"
    conflict = SimpleNamespace(id="m1", base=BASE, mine=MINE, theirs=THEIRS, mine_at=at, their_name="周敏", their_at=at)
    desk.kept["conflicts"] = [conflict]
    return desk.settled


@pytest.fixture
def view(desk: FakeDesk, host: FakeHost, settled: object) -> ConflictView:
    made = ConflictView(session(desk), host)
    host.layout().addWidget(made)
    made.show_matter("m1")
    return made


def test_until_somebody_chooses_both_stand_in_the_result(view: ConflictView, settled: list[Any]) -> None:
    assert "巡查三次" in view.panes.result()
    assert "巡查四次" in view.panes.result()
    view._on_adopt()
    assert settled == []


@pytest.mark.parametrize(("choice", "wanted"), [("mine", "三次"), ("theirs", "四次")])
def test_a_choice_stands_in_the_result_and_the_rest_merged_by_itself(
    view: ConflictView, settled: list[Any], choice: Choice, wanted: str
) -> None:
    view.panes.choose(choice)
    assert view.panes.result() == f"<p>一。</p>\n<p>巡查{wanted}。</p>"
    view._on_adopt()
    _id, how, fields = settled[0]
    assert how == "merged"
    assert fields["body"] == f"<p>一。</p>\n<p>巡查{wanted}。</p>"
    assert fields["summary"] == "概述"


def test_a_choice_can_be_changed_and_what_was_written_elsewhere_stays(view: ConflictView) -> None:
    view.panes.choose("mine")
    cursor = view.panes.middle.edit.textCursor()
    cursor.setPosition(0)
    cursor.insertText("新")
    view.panes.choose("theirs")
    assert view.panes.result() == "<p>新一。</p>\n<p>巡查四次。</p>"


def test_a_passage_changed_by_hand_is_not_overwritten(view: ConflictView, host: FakeHost) -> None:
    view.panes.choose("mine")
    found = view.panes.middle.edit.document().find("三次")
    found.insertText("五次")
    view.panes.choose("theirs")
    assert "巡查五次" in view.panes.result()
    assert host.told


def test_saving_as_a_new_draft_keeps_mine_whole(view: ConflictView, settled: list[Any]) -> None:
    view._on_copy()
    _id, how, fields = settled[0]
    assert how == "copy"
    assert fields["body"] == MINE["body"]
    assert fields["title"] != MINE["title"]


def test_what_is_in_question_carries_a_bar_and_the_rest_steps_back(view: ConflictView) -> None:
    for pane in (view.panes.mine, view.panes.theirs):
        (bar,) = pane.bars.spans()
        assert bar[1] > 0
        assert [mark.kind for mark in pane.marks.on("blocks")] == ["quiet"]
        assert not any(mark.cursor.selectedText().startswith("巡查") for mark in pane.marks.on("blocks"))
    assert len(view.panes.middle.bars.spans()) == 2


def test_the_choice_taken_is_ticked(view: ConflictView) -> None:
    view.panes.choose("theirs")
    ticked = [choice for choice, button in view.panes._buttons.items() if button._icon_id == "check"]
    assert ticked == ["theirs"]


def test_below_a_thousand_pixels_one_text_is_shown_at_a_time_and_the_fields_apart(view: ConflictView) -> None:
    view.narrow(True)
    panes = {"mine": view.panes.mine, "middle": view.panes.middle, "theirs": view.panes.theirs}
    for which in panes:
        view._tabs.choose(which)
        assert [name for name, pane in panes.items() if pane.isVisibleTo(view)] == [which]
        assert not view.table.isVisibleTo(view)
    view._tabs.choose("fields")
    assert view.table.isVisibleTo(view)
    assert not view.panes.isVisibleTo(view)
    view.narrow(False)
    assert all(pane.isVisibleTo(view) for pane in (*panes.values(), view.table))


def test_where_nothing_clashes_nothing_asks(desk: FakeDesk, host: FakeHost, settled: object) -> None:
    desk.kept["conflicts"][0].theirs = {**BASE, "summary": "概述"}
    made = ConflictView(session(desk), host)
    host.layout().addWidget(made)
    made.show_matter("m1")
    assert not any(button.isVisibleTo(made) for button in made.panes._buttons.values())
