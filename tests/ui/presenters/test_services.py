"""The pane of a case shows what is asked, what of it is missing, the result and whose turn it is; never who asked."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from models.matter import Matter
from models.people import Actor
from models.rules import offered
from tests.models.bureau import CHEN, CONTACT, FAR, LIN, REPLY, SUPERVISOR, Bureau
from ui.presenters import services as present
from ui.presenters.services import Material, Result, ServicePane
from ui.text import Words

MATERIALS = [{"name": "身份证", "given": True}, {"name": "户口簿", "given": False}]
RESULT = {"result": {"code": "pass", "text": "材料齐全，可以到窗口办理。"}, "reply": REPLY}
ZH = Words("zh")


def desk() -> Bureau:
    return Bureau("service").at(date(2026, 3, 17))


def shown(
    bureau: Bureau, matter: Matter, actor: Actor = LIN, draft: Mapping[str, Any] | None = None, language: str = "zh"
) -> ServicePane:
    offers, fields = offered(matter, actor, bureau.rules, bureau.now), {**matter.fields, **(draft or {})}
    return present.present(matter, fields, offers, (), "", bureau.rules, Words(language), bureau.now)


def handed_in(bureau: Bureau) -> Matter:
    written = bureau.act(LIN, "draft_result", bureau.in_hand(materials=MATERIALS), {"set": RESULT})
    return bureau.act(LIN, "submit_result", written)


def test_a_received_case_is_accepted_and_holds_nothing_of_who_asked() -> None:
    bureau = desk()
    pane = shown(bureau, bureau.received(sort="preapproval", materials=MATERIALS, guide="户口迁入"))
    assert [step.verb for step in pane.steps] == ["accept"]
    assert (pane.guide, pane.guide_id) == ("户口迁入", "")
    assert "预审批" in pane.meta
    assert not pane.shows_result
    assert not any(word in repr(pane) for word in CONTACT.values())


def test_materials_are_those_listed_and_those_asked_for_since() -> None:
    bureau = desk()
    case = bureau.in_hand(materials=MATERIALS)
    assert present.lacking(case) == ("户口簿",)
    asked = bureau.act(LIN, "ask_materials", case, {"missing": ["户口簿", "申请表"], "note": "请在本周内补来。"})
    pane = shown(bureau, asked)
    assert pane.materials == (Material("身份证", True), Material("户口簿", False), Material("申请表", False))
    assert "户口簿、申请表" in pane.asked
    assert "请在本周内补来。" in pane.asked
    assert pane.strip is not None
    assert pane.strip.lamp == "pause"
    args = present.arrived([("身份证", True), ("户口簿", True), ("", True)])
    assert args == {"materials": [{"name": "身份证", "given": True}, {"name": "户口簿", "given": True}]}
    back = shown(bureau, bureau.act(LIN, "materials_arrived", asked, args))
    assert "已补来" in back.asked
    assert back.strip is not None
    assert back.strip.lamp == "green"


def test_the_result_is_written_by_the_clerk_and_read_by_the_reviewer() -> None:
    bureau = desk()
    case = bureau.in_hand()
    draft = shown(bureau, case, draft={"result": {"code": "need", "missing": ["申请表"]}})
    assert draft.writable
    assert draft.shows_result
    assert draft.result == Result("need", "", ("申请表",), "")
    assert draft.result_word == "草稿"
    signing = shown(bureau, handed_in(bureau), CHEN)
    assert (signing.writable, signing.result.code, signing.result_word) == (False, "pass", "待审签")
    assert [step.verb for step in signing.steps if step.style == "primary"] == ["sign_result"]
    assert "立即告知" in signing.next


def test_what_was_written_is_told_apart_from_what_was_there() -> None:
    empty: dict[str, Any] = {"result": {}, "reply": ""}
    assert present.written(empty, Result()) == {}
    assert present.written(empty, Result("pass", reply="<p>好</p>")) == {
        "result": {"code": "pass"}, "reply": "<p>好</p>",
    }  # fmt: skip
    kept = {"result": {"code": "need", "missing": ["表"]}, "reply": ""}
    assert present.written(kept, Result("need", "", ("表",))) == {}
    assert present.written(kept, Result("fail", "", ("表",)))["result"] == {"code": "fail"}


def test_a_return_an_urging_and_a_supervision_are_seen_first() -> None:
    bureau = desk()
    back = bureau.act(CHEN, "return_result", handed_in(bureau), {"reason": "依据不全"})
    assert [note.text for note in shown(bureau, back).notes] == ["依据不全"]
    bureau.act(SUPERVISOR, "urge", back.id, {"note": "请抓紧"})
    bureau.at(date(2026, 4, 9))
    order = {"number": "效督〔2026〕8号", "answer_by": "2026-04-20", "note": "超期"}
    late = bureau.act(SUPERVISOR, "supervise", back.id, order)
    notes = shown(bureau, late).notes
    assert (notes[0].level, notes[0].step) == ("act", "answer_supervision")
    assert "效督〔2026〕8号" in notes[0].title
    assert "请抓紧" in [note.text for note in notes]
    assert "answer_supervision" in {step.verb for step in shown(bureau, late).steps}


def test_steps_out_of_place_are_not_shown_and_a_stranger_has_none() -> None:
    bureau = desk()
    case = bureau.in_hand()
    assert {step.verb for step in shown(bureau, case).steps} == {"ask_materials", "submit_result"}
    assert shown(bureau, case, FAR).steps == ()


def test_both_languages_say_whose_turn_it_is_in_every_state() -> None:
    bureau = desk()
    told = bureau.act(CHEN, "sign_result", handed_in(bureau))
    other = desk()
    states = [(bureau, told), (other, other.received()), (other, other.in_hand())]
    for language in ("zh", "en"):
        assert all(shown(where, matter, language=language).next for where, matter in states)
