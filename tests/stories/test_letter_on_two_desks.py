"""A letter goes from the public page over leader, clerk and reviewer to its answer, each at a window of their own."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from models.intents import Intent
from models.people import WRITER
from tests.sync.fleet import CLERK, LEADER, REVIEWER, SECOND, Fleet, Station
from tests.ui.frame import overlay, settle, window
from tests.ui.views.letter.opened import said
from ui.views.conflict.view import ConflictView
from ui.views.letter.public import SigningSheet
from ui.views.letter.view import LetterView
from ui.views.steps import StepSheet

CONTACT = {"name": "李有田", "phone": "13800000003", "address": "延平区王台镇溪后村12号"}
WORDS = {
    "title": "溪后村路灯坏了", "body": "我叫李有田，电话13800000003。路灯坏了三个月。\n请问什么时候修？",
    "channel": "mayor", "sort": "help", "source": "web", "publish_consent": True,
}  # fmt: skip


@pytest.fixture
def fleet(tmp_path: Path) -> Iterator[Fleet]:
    made = Fleet(tmp_path)
    yield made
    made.close()


def _sent(fleet: Fleet) -> str:
    """The letter as the public page brings it in."""
    letter = fleet.new_id()
    act = Intent(fleet.new_id(), "letter.receive", letter, args={"fields": WORDS, "writer": CONTACT})
    fleet.intake.take(WRITER, [act], fleet.clock())
    return letter


@contextmanager
def _at(station: Station, letter: str) -> Iterator[tuple[Any, LetterView]]:
    """A person at their own window, with the letter open."""
    station.sync()
    station.sync()
    desk: Any = station.desk
    desk.sent, desk.refused = [], []
    with window(desk=desk, actor=desk.actor) as made:
        made.go("letters", id=letter)
        settle()
        view = made.findChild(LetterView)
        assert view is not None
        yield made, view
    station.sync()


def _instruct(leader: Station, letter: str) -> None:
    with _at(leader, letter) as (made, _view):
        assert "李有田" not in said(made)
        made.run("primary")
        settle()
        sheet = overlay(made)
        assert isinstance(sheet, StepSheet)
        asked: dict[str, Any] = {name: field.inner for name, (field, _read) in sheet._fields.items()}
        asked["units"].put([("wangtai", "王台镇")], ["wangtai"])
        asked["lead"].setCurrentIndex(asked["lead"].findData("wangtai"))
        asked["text"].setPlainText("请王台镇尽快办理。")
        sheet.go.click()
        settle()


def _answer(clerk: Station, letter: str, qtbot: QtBot) -> None:
    with _at(clerk, letter) as (made, view):
        assert "李**" in said(view.side)
        assert "13800000003" not in said(made)
        assert "请王台镇尽快办理" in said(view)
        made.run("primary")
        settle()
        view.side.look_wanted.emit()
        settle()
        assert "13800000003" in said(view.side)
        assert "我叫李有田" in said(view.side)
        view.reply.edit.insertPlainText("来信人：您好！路灯5月15日前修好。")
        qtbot.waitUntil(lambda: clerk.desk.draft(letter) is not None, timeout=3000)
        made.run("primary")
        settle()
        assert clerk.desk.seen(letter).matter.state == "reply_in_review"
        assert view.reply.edit.isReadOnly()


def _sign(reviewer: Station, letter: str) -> None:
    with _at(reviewer, letter) as (made, view):
        assert "5月15日前修好" in view.reply.edit.toPlainText()
        made.run("primary")
        settle()
        signing = overlay(made)
        assert isinstance(signing, SigningSheet)
        assert signing.public is not None
        assert "李**" in said(signing), "the question that everyone will read is shown as it is masked"
        signing.public.setChecked(True)
        signing.go.click()
        settle()


def test_a_letter_is_instructed_answered_and_signed(fleet: Fleet, qtbot: QtBot) -> None:
    letter = _sent(fleet)
    leader, clerk, reviewer = (fleet.station(actor) for actor in (LEADER, CLERK, REVIEWER))
    _instruct(leader, letter)
    _answer(clerk, letter, qtbot)
    _sign(reviewer, letter)
    clerk.sync()
    done = clerk.desk.seen(letter).matter
    assert done.state == "replied"
    assert (done.system["public"]["title"], done.system["public"]["body"]) == ("溪后村路灯坏了", done.fields["body"])
    assert done.system["looks"][0]["name"] == "林晓梅"
    assert clerk.desk.undelivered() == []


def test_what_was_typed_is_found_again_after_the_window_was_closed(fleet: Fleet, qtbot: QtBot) -> None:
    letter = _sent(fleet)
    leader, clerk = fleet.station(LEADER), fleet.station(CLERK)
    leader.sync()
    args = {"units": ["wangtai"], "lead": "wangtai", "text": "请办理"}
    leader.desk.do("letter.instruct", letter, args)
    leader.sync()
    clerk.sync()
    clerk.desk.do("letter.sign_for", letter)
    with _at(clerk, letter) as (_made, view):
        view.reply.edit.insertPlainText("正在核实，5月6日前答复。")
        qtbot.waitUntil(lambda: clerk.desk.draft(letter) is not None, timeout=3000)
    with _at(clerk, letter) as (_made, view):
        assert "5月6日前答复" in view.reply.edit.toPlainText()


def test_two_clerks_who_write_at_once_lose_nothing(fleet: Fleet) -> None:
    letter = _sent(fleet)
    leader, first, second = (fleet.station(actor) for actor in (LEADER, CLERK, SECOND))
    leader.sync()
    leader.desk.do("letter.instruct", letter, {"units": ["wangtai"], "lead": "wangtai", "text": "请办理"})
    leader.sync()
    first.sync()
    first.desk.do("letter.sign_for", letter)
    first.sync()
    second.sync()
    first.desk.do("letter.draft_reply", letter, {"set": {"reply": "<p>一号写的。</p>"}})
    second.desk.do("letter.draft_reply", letter, {"set": {"reply": "<p>二号写的。</p>"}})
    first.sync()
    with _at(second, letter) as (made, view):
        assert "别人也写了这封信的答复" in said(view.notes)
        view.notes.followed.emit("conflict")
        settle()
        conflict = made.findChild(ConflictView)
        assert conflict is not None
        assert "一号写的" in conflict.panes.theirs.edit.toPlainText()
        assert "二号写的" in conflict.panes.mine.edit.toPlainText()
        conflict.panes.choose("both")
        settle()
        made.run("primary")
        settle()
        assert second.desk.conflicts() == []
        assert view.isVisible()
        assert view.reply.edit.toPlainText() == "二号写的。\n一号写的。"
    first.sync()
    assert first.desk.seen(letter).matter.fields["reply"].count("写的。") == 2
