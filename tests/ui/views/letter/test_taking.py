"""Each role takes its steps from the pane of a letter, bound to the words that it saw."""

import pytest
from PySide6.QtWidgets import QWidget

from desktop.window import DeskWindow
from tests.ui.frame import overlay, settle
from tests.ui.mailroom import CLERK, DISPATCHER, LEADER, REVIEWER, Mailroom
from tests.ui.views.letter.opened import opened, said, verbs
from ui.views.editor.dialogs import SlipDialog
from ui.views.letter.public import PublicSheet, SigningSheet
from ui.views.steps import StepSheet


@pytest.mark.usefixtures("qapp")
def test_the_dispatcher_passes_a_complaint_on() -> None:
    with opened("l10", DISPATCHER) as (made, view, desk):
        assert "dispatch" in verbs(view)
        made.run("primary")
        settle()
        sheet = overlay(made)
        assert isinstance(sheet, StepSheet)
        sheet._fields["unit"][0].inner.setCurrentIndex(1)  # type: ignore[attr-defined]  # the choice of units
        sheet.go.click()
        settle()
        assert desk.all["l10"].state == "assigned"


@pytest.mark.usefixtures("qapp")
def test_the_reviewer_signs_the_words_on_the_screen_and_may_publish_them() -> None:
    with opened("l2", REVIEWER) as (made, view, desk):
        assert view.reply.edit.isReadOnly()
        made.run("primary")
        settle()
        sheet = overlay(made)
        assert isinstance(sheet, SigningSheet)
        assert sheet.public is not None
        sheet.public.setChecked(True)
        sheet.go.click()
        settle()
        assert desk.all["l2"].state == "replied"
        assert desk.all["l2"].system["public"]["title"] == "咨询城乡居民医保参保登记时间"
        assert desk.done[-1].expect.content


@pytest.mark.usefixtures("qapp")
def test_without_consent_nothing_can_be_published() -> None:
    desk = Mailroom(actor=REVIEWER)
    desk.all["l2"] = desk.all["l2"].with_fields({"publish_consent": False}, "x")
    with opened("l2", desk=desk) as (made, _view, _desk):
        made.run("primary")
        settle()
        sheet = overlay(made)
        assert isinstance(sheet, SigningSheet)
        assert sheet.public is None
        assert "没有同意公开" in said(sheet)


@pytest.mark.usefixtures("qapp")
def test_a_returned_reply_carries_the_place_that_was_selected() -> None:
    with opened("l2", REVIEWER) as (made, view, desk):
        view.reply.edit.selectAll()
        made.run("return")
        settle()
        sheet = overlay(made)
        assert isinstance(sheet, StepSheet)
        sheet._fields["reason"][0].inner.setPlainText("请写明时间")  # type: ignore[attr-defined]  # the box of words
        sheet.go.click()
        settle()
        assert desk.all["l2"].system["returned"]["place"]["block"] == 0


@pytest.mark.usefixtures("qapp")
def test_the_public_form_is_prepared_by_the_clerk() -> None:
    with opened("l3") as (made, view, desk):
        view.taking.prepare_wanted.emit()
        settle()
        sheet = overlay(made)
        assert isinstance(sheet, PublicSheet)
        sheet.title.setText("集镇停车位")
        sheet.go.click()
        settle()
        assert desk.all["l3"].fields["public_title"] == "集镇停车位"
        assert desk.all["l3"].fields["reply_public"] is True


@pytest.mark.usefixtures("qapp")
def test_every_step_that_a_letter_can_offer_leads_somewhere() -> None:
    """Nobody meets a button that does nothing: each step is taken, asks, or says what is missing."""
    for actor in (CLERK, REVIEWER, LEADER, DISPATCHER):
        for id in Mailroom(actor=actor).mine:
            with opened(id, actor) as (made, view, desk):
                for step in view._pane.steps:
                    if step.verb in ("preview", "prepare_public", "merge"):
                        continue
                    before = len(desk.done)
                    view.taking.take(id, step)
                    settle()
                    assert len(desk.done) > before or _asks(made), f"{actor.name} {id} {step.verb}"
                    break


def _asks(made: DeskWindow) -> bool:
    return any(isinstance(one, QWidget) and one.isVisible() for one in made.findChildren(SlipDialog))
