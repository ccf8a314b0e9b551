"""Signing off: what is signed is what was seen, every attachment was opened, the place of a return comes along."""

from dataclasses import replace
from types import SimpleNamespace

import pytest
from pytestqt.qtbot import QtBot

from models.items import TICKS
from models.records import digest
from tests.ui.fake_desk import BODY, CLERK, REVIEWER, FakeDesk, FakeHost, matter, session
from ui.notices import Notice, Question
from ui.views.review.view import ReviewView
from ui.widgets.overlay import SlipDialog

OLD = BODY.replace("，名单见附件1", "")
FILE = {"sha256": "a" * 64, "name": "附件1 名单.docx", "size": 2048, "mime": ""}


@pytest.fixture
def desk() -> FakeDesk:
    """An item that was returned once and came back."""
    returned = {"reason": "写明附件", "by": "p_chen", "at": "2026-04-27T16:40:00+08:00", "digest": "d1"}
    item = matter("in_review", returned=returned)
    fields = {**item.fields, "attachments": [FILE]}
    reviewed = {"digest": digest(fields), "ticks": list(TICKS), "kept": {}, "seen": []}
    item = replace(item, fields=fields, system={**item.system, "self_review": reviewed})
    desk = FakeDesk({"m1": item}, REVIEWER)
    desk.kept["m1"] = [SimpleNamespace(digest="d1", fields={"body": OLD}, at="2026-04-27T16:40:00+08:00", why="return")]
    return desk


@pytest.fixture
def view(desk: FakeDesk, host: FakeHost) -> ReviewView:
    made = ReviewView(session(desk), host)
    host.layout().addWidget(made)
    made.show_matter("m1")
    return made


def test_what_differs_is_marked_and_walked(view: ReviewView) -> None:
    marks = [mark.cursor.selectedText() for mark in view.sides.new.marks.on("differences")]
    assert marks == ["，名单见附件1"]
    view.sides.step(1)
    assert view.sides.new.edit.textCursor().selectedText() == "，名单见附件1"


def test_an_attachment_must_be_opened_before_the_signature(view: ReviewView, desk: FakeDesk, host: FakeHost) -> None:
    asked: list[Question] = []
    host.notices.asked.connect(asked.append)
    view._by_style("primary")
    assert asked == []
    view.side.opened.emit(FILE["sha256"])
    host.findChildren(SlipDialog)[-1].dismiss()
    view._by_style("primary")
    assert "陈志远" in asked[0].text
    asked[0].do()
    taken = desk.done[-1]
    assert (taken.kind, taken.args["responsible"]) == ("item.sign_off", "陈志远")
    assert taken.args["met"] is False
    assert desk.matters["m1"].trail[-1].facts["met"] is False
    assert taken.expect.content == digest(desk.matters["m1"].fields)
    assert desk.matters["m1"].state == "published"


def test_a_return_needs_a_reason_and_carries_the_selected_place(
    view: ReviewView, desk: FakeDesk, host: FakeHost, qtbot: QtBot
) -> None:
    found = view.sides.new.edit.document().find("张某某")
    view.sides.new.edit.setTextCursor(found)
    view._by_style("danger")
    sheet = host.findChildren(SlipDialog)[-1]
    assert sheet.primary is not None
    sheet.primary.click()
    assert desk.done == []
    box = sheet.first_focus()
    assert box is not None
    qtbot.keyClicks(box, "x")
    sheet.primary.click()
    taken = desk.done[-1]
    assert taken.args["reason"] == "x"
    assert taken.args["place"]["block"] == 1
    assert desk.matters["m1"].state == "returned"


def test_the_writer_is_told_why_there_is_no_signature(desk: FakeDesk, host: FakeHost) -> None:
    desk.actor = CLERK
    view = ReviewView(session(desk), host)
    host.layout().addWidget(view)
    view.show_matter("m1")
    assert view._pane is not None
    assert "第六条" in view._pane.next
    assert all(step.verb != "sign_off" for step in view._pane.steps)


def test_a_first_edition_shows_the_checks_in_place_of_the_old_text(desk: FakeDesk, host: FakeHost) -> None:
    desk.kept.clear()
    view = ReviewView(session(desk), host)
    host.layout().addWidget(view)
    view.show_matter("m1")
    assert view.checks.isVisibleTo(view)
    assert not view.sides.old.isVisibleTo(view)


def test_below_a_thousand_pixels_there_is_one_column_with_tabs(view: ReviewView) -> None:
    view.narrow(True)
    assert not view.sides.old.isVisibleTo(view)
    assert view.sides.new.isVisibleTo(view)
    view.sides._tabs.choose("old")
    assert view.sides.old.isVisibleTo(view)
    assert not view.sides.new.isVisibleTo(view)


def test_in_one_column_a_step_shows_the_side_that_has_the_difference(view: ReviewView) -> None:
    view.narrow(True)
    view.sides._tabs.choose("old")
    view.sides.step(1)
    assert view.sides.new.isVisibleTo(view)
    (old, new), *_rest = view.sides._places
    view.sides._places, view.sides._at = [(old or new, None)], -1
    view.sides.step(1)
    assert view.sides.old.isVisibleTo(view)


def test_in_one_column_a_first_edition_has_its_checks_under_their_own_name(desk: FakeDesk, host: FakeHost) -> None:
    desk.kept.clear()
    view = ReviewView(session(desk), host)
    host.layout().addWidget(view)
    view.show_matter("m1")
    view.narrow(True)
    assert [word for _value, word in view.sides._tabs._options] == ["新稿", "检查"]
    view.sides._tabs.choose("old")
    assert view.checks.isVisibleTo(view)


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({}, "由门户发布"),
        ({"publish_at": "2027-05-01T09:00:00+08:00"}, "到定好的时间"),
        ({"co_units": ["housing"]}, "会签"),
    ],
)  # fmt: skip
def test_who_signed_is_told_where_it_goes_from_there(
    desk: FakeDesk, host: FakeHost, more: dict[str, object], told: str
) -> None:
    item = desk.matters["m1"]
    fields = {**item.fields, **more, "attachments": []}
    reviewed = {**item.system["self_review"], "digest": digest(fields)}
    desk.matters["m1"] = replace(item, fields=fields, system={**item.system, "self_review": reviewed})
    view = ReviewView(session(desk), host)
    host.layout().addWidget(view)
    view.show_matter("m1")
    asked, said = list[Question](), list[Notice]()
    host.notices.asked.connect(asked.append)
    host.notices.toasted.connect(said.append)
    view._by_style("primary")
    asked[0].do()
    assert told in said[-1].title
