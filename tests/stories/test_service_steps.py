"""Every row of the service case's table, by name: what each step does and what it needs (Art. 18-20)."""

from collections.abc import Callable
from datetime import date

import pytest

from models.matter import Matter
from models.people import PORTAL, WRITER
from tests.models.bureau import (
    CHEN,
    DISPATCHER,
    EVERYBODY,
    LEADER,
    LIN,
    OPERATOR,
    REPLY,
    SUPERVISOR,
    ZHOU,
    Bureau,
)  # fmt: skip

MATERIALS = [{"name": "身份证明", "given": True}, {"name": "申请表", "given": True}]
RESULT = {"result": {"code": "pass", "text": "材料齐全，可以到窗口办理。"}, "reply": REPLY}


def desk() -> Bureau:
    return Bureau("service").at(date(2026, 3, 17))


def asked(bureau: Bureau) -> Matter:
    return bureau.act(LIN, "ask_materials", bureau.in_hand(sort="preapproval"), {"missing": ["申请表"]})


def handed_in(bureau: Bureau) -> Matter:
    return bureau.act(LIN, "submit_result", bureau.act(LIN, "draft_result", bureau.in_hand(), {"set": RESULT}))


def told(bureau: Bureau) -> Matter:
    return bureau.act(CHEN, "sign_result", handed_in(bureau))


def test_receive_starts_fifteen_calendar_days() -> None:
    case = desk().received(sort="consult")
    assert (case.state, case.system["due"]) == ("received", {"local": "2026-04-01"})


def test_accept_takes_it_in_hand_and_take_over_hands_it_on() -> None:
    bureau = desk()
    assert bureau.act(ZHOU, "take_over", bureau.in_hand()).system["handler"] == "p_zhou"


def test_ask_materials_names_what_is_missing() -> None:
    bureau = desk()
    bureau.refuses("argument_missing", LIN, "ask_materials", bureau.in_hand(), {"missing": [" "]})
    assert asked(bureau).system["materials"][0]["missing"] == ["申请表"]


def test_materials_arrived_counts_from_the_complete_submission() -> None:
    bureau = desk()
    case = asked(bureau)
    assert case.system["clocks"][0]["pauses"][0]["why"] == "materials"
    bureau.at(date(2026, 3, 23))
    back = bureau.act(WRITER, "materials_arrived", case, {"materials": MATERIALS})
    assert (back.state, back.fields["materials"]) == ("in_hand", MATERIALS)
    assert back.system["due"]["local"] == "2026-04-07"


def test_draft_result_and_submit_result_need_a_result_and_words() -> None:
    bureau = desk()
    case = bureau.in_hand()
    assert bureau.refuses("incomplete", LIN, "submit_result", case).facts["missing"] == ("result", "reply")
    need = {"result": {"code": "need"}, "reply": REPLY}
    short = bureau.act(LIN, "draft_result", case, {"set": need})
    assert bureau.refuses("incomplete", LIN, "submit_result", short).facts["missing"] == ("missing_materials",)
    assert handed_in(desk()).state == "result_in_review"


def test_return_result_gives_the_reason_back() -> None:
    bureau = desk()
    assert bureau.act(CHEN, "return_result", handed_in(bureau), {"reason": "依据不全"}).state == "in_hand"


def test_sign_result_tells_and_stops_the_clock() -> None:
    case = told(desk())
    assert (case.state, case.system["clocks"][0]["stopped"]) == ("told", "2026-03-17")


def test_close_note_urge_supervise_answer_supervision_look_and_recount_are_as_for_letters() -> None:
    bureau = desk()
    case = bureau.in_hand()
    bureau.act(LIN, "note", case, {"text": "问窗口"})
    bureau.act(SUPERVISOR, "urge", bureau.matters[case.id])
    bureau.act(LIN, "look", bureau.matters[case.id])
    bureau.at(date(2026, 4, 2))
    order = {"number": "效督〔2026〕8号", "answer_by": "2026-04-20", "note": "超期"}
    bureau.act(SUPERVISOR, "supervise", bureau.matters[case.id], order)
    bureau.act(LIN, "answer_supervision", bureau.matters[case.id], {"text": "明日告知"})
    assert bureau.act(PORTAL, "recount", bureau.matters[case.id]).system["due"] == case.system["due"]
    assert bureau.act(LIN, "close", told(bureau)).state == "closed"


STATES: dict[str, Callable[[Bureau], Matter]] = {
    "received": lambda b: b.received(), "in_hand": lambda b: b.in_hand(), "materials_asked": asked,
    "result_in_review": handed_in, "told": told, "closed": lambda b: b.act(LIN, "close", told(b)),
}  # fmt: skip
CLERKS = {LIN, ZHOU}
MAY = {
    **dict.fromkeys(("accept", "take_over", "ask_materials", "draft_result", "submit_result"), CLERKS),
    "materials_arrived": {*CLERKS, WRITER, PORTAL}, "return_result": {CHEN}, "sign_result": {CHEN},
    "close": {*CLERKS, PORTAL}, "recount": {PORTAL}, "supervise": {SUPERVISOR},
    "receive": {*CLERKS, WRITER, PORTAL}, "note": {*CLERKS, CHEN}, "look": {*CLERKS, CHEN, DISPATCHER},
    "urge": {SUPERVISOR, LEADER, OPERATOR}, "answer_supervision": {*CLERKS, CHEN},
}  # fmt: skip


def test_the_table_of_who_may_speaks_of_every_step() -> None:
    assert set(MAY) == set(desk().rules.workflow("service").steps)


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("verb", MAY)
def test_every_forbidden_role_and_state_is_refused(verb: str, state: str) -> None:
    """Role × step × state: whoever is not named, or comes in another state, is refused and changes nothing."""
    bureau = desk()
    case = STATES[state](bureau)
    assert case.state == state
    step = bureau.rules.workflow("service").steps[verb]
    for actor in EVERYBODY:
        if actor not in MAY[verb]:
            bureau.refuses("not_yours", actor, verb, case)
        elif state not in step.from_:
            bureau.refuses("state_changed" if step.from_ else "exists_already", actor, verb, case)
