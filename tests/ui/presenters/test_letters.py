"""The pane of a letter by role: what is said of it, whether a reply can be written, which steps have a button."""

from dataclasses import replace
from typing import Any

from models.matter import Matter
from models.people import Actor
from models.rules import offered
from tests.ui.fakes import NOW, RULES
from tests.ui.mailroom import CLERK, DISPATCHER, LEADER, REVIEWER, letter, letters
from ui.presenters import letters as present
from ui.presenters.letters import LetterPane
from ui.text import Words

ZH = Words("zh")


def _pane(matter: Matter, actor: Actor = CLERK, **written: Any) -> LetterPane:
    offers = offered(matter, actor, RULES, NOW)
    return present.present(matter, {**matter.fields, **written}, offers, (), actor, RULES, ZH, NOW)


def _verbs(pane: LetterPane) -> list[str]:
    return [step.verb for step in pane.steps]


def test_the_head_says_where_a_letter_came_from_and_never_who_wrote() -> None:
    pane = _pane(letters()["l3"])
    assert pane.meta == "区长信箱 · 建议   编号 XF2026-00003   收到 4月17日 周五 10:26"
    assert pane.instruction == "批示 郑国栋 4月20日：请王台镇研究可行方案，按时答复来信人。"
    assert "李" not in f"{pane.title}{pane.meta}{pane.body}{pane.instruction}{pane.next}"


def test_who_is_of_another_unit_is_told_whose_it_is() -> None:
    assert "王台镇人民政府" in _pane(letters()["l3"], LEADER).meta


def test_a_clerk_writes_and_submits_and_nothing_out_of_place_is_offered() -> None:
    pane = _pane(letters()["l3"])
    assert (pane.writable, pane.shows_reply, pane.reply_word) == (True, True, "草稿")
    assert _verbs(pane)[:2] == ["ask_extension", "rule_no_reply"]
    assert not {"answer_supervision", "unmerge", "draft_reply", "look", "take_over"} & set(_verbs(pane))
    assert pane.next == "下一步：审核人审签后答复来信人。"
    assert _verbs(pane)[-1] == "preview"


def test_a_letter_to_be_signed_for_shows_no_reply_yet() -> None:
    pane = _pane(letters()["l4"])
    assert (pane.shows_reply, pane.writable) == (False, False)
    assert {"sign_for", "send_back"} <= set(_verbs(pane))


def test_the_newest_reply_is_the_one_that_is_being_written() -> None:
    assert _pane(letters()["l5"], reply="<p>拟好了。</p>").reply == "<p>拟好了。</p>"


def test_a_reviewer_reads_signs_or_returns() -> None:
    pane = _pane(letters()["l2"], REVIEWER)
    assert (pane.writable, pane.shows_reply, pane.reply_word) == (False, True, "待审签")
    assert {"sign_reply", "return_reply"} <= set(_verbs(pane))
    assert "confirm_no_reply" not in _verbs(pane)


def test_a_proposal_to_give_no_reply_is_confirmed_and_not_signed() -> None:
    ruling = {"ground": "abuse", "note": "广告", "earlier": ""}
    pane = _pane(letter("l2", "广告", "unit", "consult", "reply_in_review", "2026-04-13", no_reply=ruling), REVIEWER)
    assert "confirm_no_reply" in _verbs(pane)
    assert [step.verb for step in pane.steps if step.style == "primary"] == ["confirm_no_reply"]
    assert "sign_reply" not in _verbs(pane)
    assert pane.next == "下一步：审核人确认不予答复，或者退回重拟。"


def test_leader_and_dispatcher_have_their_one_step() -> None:
    assert _pane(letters()["l9"], LEADER).next == "下一步：批示后交承办单位答复。"
    assert "instruct" in _verbs(_pane(letters()["l9"], LEADER))
    assert "dispatch" in _verbs(_pane(letters()["l10"], DISPATCHER))


def test_a_merged_letter_is_answered_with_the_other() -> None:
    pane = _pane(letter("l5", "同一件事", "unit", "consult", "in_hand", "2026-04-27", merged_into="l3"))
    assert (pane.writable, pane.next) == (False, "这封来信随另一封一起答复。")
    assert "unmerge" in _verbs(pane)


def test_to_publish_is_prepared_only_where_the_writer_agreed() -> None:
    agreed = letters()["l3"]
    refused = agreed.with_fields({"publish_consent": False}, "x")
    assert "prepare_public" in _verbs(_pane(agreed))
    assert "prepare_public" not in _verbs(_pane(refused))


def test_an_answered_letter_says_what_follows() -> None:
    pane = _pane(letters()["l8"])
    assert not pane.checked
    assert (pane.reply_word, pane.next) == ("已发出", "已答复。来信人 30 天内可以评价，之后自动办结。")


def test_what_was_written_is_told_apart_from_what_stood_there() -> None:
    assert present.changed({"reply": "<p>一</p>"}, {"reply": "<p>二</p>"}) == {"reply": "<p>二</p>"}
    assert present.changed({}, {"reply": "", "reply_files": []}) == {}
    assert present.changed({"reply": "<p>一</p>"}, {"reply": ""}) == {"reply": ""}


def test_the_trail_says_what_each_step_took() -> None:
    matter = letters()["l3"]
    moves = (("", "with_leader"), ("with_leader", "assigned"), ("assigned", "in_hand"))
    trail = tuple(
        replace(entry, from_state=before, to_state=after)
        for entry, (before, after) in zip(matter.trail, moves, strict=True)
    )
    noted = replace(trail[-1], verb="note", from_state="in_hand", to_state="in_hand", note="先看现场")
    lines = _pane(replace(matter, trail=(*trail, noted))).trail
    assert [line.when for line in lines] == ["4月21日", "4月21日 · 用去 1 天", "4月20日 · 用去 3 天", "4月17日"]
