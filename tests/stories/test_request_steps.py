"""Every row of the disclosure request's table, by name: what each step does and what it needs (Art. 15-17)."""

from collections.abc import Callable
from datetime import date

import pytest

from models.matter import Matter
from models.people import PORTAL, WRITER, Actor
from tests.models.bureau import (
    CHEN,
    DISPATCHER,
    EVERYBODY,
    LEADER,
    LIN,
    OFFICE,
    OPERATOR,
    SUPERVISOR,
    ZHOU,
    Bureau,
)  # fmt: skip

OUTCOME = {
    "outcome": {"code": "already_public", "where": "区政府门户网站公告栏目，索引号 NP02001-0701-2025-00012"},
    "notice": "<p>您申请的信息已主动公开。</p>",
}
CONSULT = {"whom": "溪后村委会", "question": "是否同意公开？", "third_party": True}
DISPUTE = {
    "sort": "review",
    "organ": "区政府行政复议机关",
    "number": "延复〔2026〕1号",
    "day": "2026-04-01",
    "who": "王台镇",
}


def desk(day: date = date(2026, 3, 17)) -> Bureau:
    return Bureau("request").at(day)


def decided(bureau: Bureau) -> Matter:
    return bureau.act(LIN, "decide", bureau.act(LIN, "draft_outcome", bureau.in_hand(), {"set": OUTCOME}))


def answered(bureau: Bureau) -> Matter:
    return bureau.act(CHEN, "sign_outcome", decided(bureau), {"way": "post"})


def test_receive_starts_the_local_and_the_legal_clock_beside_each_other() -> None:
    request = desk().received()
    assert request.state == "received"
    assert request.system["due"] == {"local": "2026-04-08", "legal": "2026-04-15"}


def test_accept_takes_it_in_hand() -> None:
    request = desk().in_hand()
    assert (request.state, request.system["handler"]) == ("in_hand", "p_lin")


def test_take_over_hands_it_to_a_colleague() -> None:
    bureau = desk()
    assert bureau.act(ZHOU, "take_over", bureau.in_hand()).system["handler"] == "p_zhou"


def test_ask_correction_stops_the_clocks_within_seven_working_days_and_once() -> None:
    bureau = desk()
    asked = bureau.act(LIN, "ask_correction", bureau.in_hand(), {"what": "请写明年份", "days": 15})
    assert (asked.state, asked.system["due_at"]) == ("correction", "2026-04-01")
    back = bureau.act(LIN, "correct", asked, {"text": "2025年"})
    bureau.refuses("correction_once", LIN, "ask_correction", back, {"what": "再问", "days": 5})
    late = bureau.in_hand()
    bureau.at(date(2026, 3, 27))
    bureau.refuses("correction_late", LIN, "ask_correction", late, {"what": "请写明年份", "days": 15})


def test_correct_begins_the_count_at_zero() -> None:
    bureau = desk()
    asked = bureau.act(LIN, "ask_correction", bureau.in_hand(), {"what": "请写明年份", "days": 15})
    bureau.at(date(2026, 3, 24))
    back = bureau.act(WRITER, "correct", asked, {"text": "我是李有田，要2025年的"})
    assert back.system["due"]["local"] == "2026-04-15"
    assert back.system["correction"]["text"] == "我是李**，要2025年的"


def test_lapse_waits_for_the_end_of_the_term() -> None:
    bureau = desk()
    asked = bureau.act(LIN, "ask_correction", bureau.in_hand(), {"what": "请写明年份", "days": 5})
    bureau.refuses("not_due", PORTAL, "lapse", asked)
    bureau.at(date(2026, 3, 23))
    assert bureau.act(PORTAL, "lapse", asked).state == "lapsed"


def test_consult_suspends_and_consult_back_goes_on_with_what_was_left() -> None:
    bureau = desk()
    request = bureau.in_hand()
    bureau.at(date(2026, 3, 20))
    out = bureau.act(LIN, "consult", request, CONSULT)
    assert out.state == "consulting"
    bureau.at(date(2026, 4, 2))
    back = bureau.act(LIN, "consult_back", out, {"answer": "同意", "agrees": True})
    assert back.state == "in_hand"
    assert back.system["due"]["local"] > request.system["due"]["local"]
    assert back.system["consults"][0]["answer"] == "同意"


def test_ask_extension_is_answered_by_the_office() -> None:
    bureau = desk()
    asked = bureau.act(LIN, "ask_extension", bureau.in_hand(), {"days": 10, "reason": "卷宗多"})
    assert {"grant_extension", "refuse_extension"} <= bureau.offers(OFFICE, asked)


def test_grant_extension_moves_the_day_only_when_tell_extension_told_the_applicant_in_time() -> None:
    bureau = desk()
    asked = bureau.act(LIN, "ask_extension", bureau.in_hand(), {"days": 10, "reason": "卷宗多"})
    bureau.refuses("extension_not_granted", LIN, "tell_extension", asked, {"way": "post"})
    yes = bureau.act(OFFICE, "grant_extension", asked, {"days": 10})
    assert yes.system["due"] == asked.system["due"]
    told = bureau.act(LIN, "tell_extension", yes, {"way": "post"})
    assert told.system["due"]["local"] == "2026-04-22"
    bureau = desk()
    asked = bureau.act(LIN, "ask_extension", bureau.in_hand(), {"days": 5, "reason": "卷宗多"})
    yes = bureau.act(OFFICE, "grant_extension", asked, {"days": 5})
    bureau.at(date(2026, 4, 9))
    bureau.refuses("extension_late", LIN, "tell_extension", yes, {"way": "post"})


def test_refuse_extension_leaves_the_day() -> None:
    bureau = desk()
    asked = bureau.act(LIN, "ask_extension", bureau.in_hand(), {"days": 10, "reason": "卷宗多"})
    assert bureau.act(OFFICE, "refuse_extension", asked, {"reason": "不复杂"}).system["due"] == asked.system["due"]


def test_draft_outcome_keeps_what_is_written() -> None:
    bureau = desk()
    request = bureau.act(LIN, "draft_outcome", bureau.in_hand(), {"set": OUTCOME})
    assert request.fields["outcome"]["code"] == "already_public"


def test_decide_demands_what_the_outcome_demands_all_at_once() -> None:
    bureau = desk()
    request = bureau.in_hand()
    assert bureau.refuses("outcome_incomplete", LIN, "decide", request).facts["missing"] == ("code",)
    bare = bureau.act(LIN, "draft_outcome", request, {"set": {"outcome": {"code": "already_public"}}})
    assert bureau.refuses("outcome_incomplete", LIN, "decide", bare).facts["missing"] == ("where",)
    assert decided(desk()).state == "outcome_in_review"


def test_return_gives_the_reason_back() -> None:
    bureau = desk()
    request = bureau.act(CHEN, "return", decided(bureau), {"reason": "索引号不对"})
    assert (request.state, request.system["returned"]["reason"]) == ("in_hand", "索引号不对")


def test_sign_outcome_answers_with_way_and_day_and_stops_the_clocks() -> None:
    request = answered(desk())
    assert request.state == "answered"
    assert request.system["delivery"] == {"way": "post", "day": "2026-03-17"}
    assert all(clock["stopped"] for clock in request.system["clocks"])


def test_sign_outcome_is_not_for_who_drafted() -> None:
    bureau = desk()
    both = Actor("p_lin", "lin", frozenset({*LIN.posts, *CHEN.posts}))
    bureau.refuses("own_draft", both, "sign_outcome", decided(bureau), {"way": "post"})


def test_dispute_of_an_answer_waits_for_its_end_and_settle_gives_it() -> None:
    bureau = desk()
    request = answered(bureau)
    bureau.at(date(2026, 4, 2))
    disputed = bureau.act(LIN, "dispute", request, DISPUTE)
    assert disputed.state == "disputed"
    ended = bureau.act(LIN, "settle", disputed, {"result": "维持", "day": "2026-05-20"})
    assert (ended.state, ended.system["disputes"][0]["result"]) == ("answered", "维持")
    bureau.refuses("state_changed", LIN, "settle", ended, {"result": "维持", "day": "2026-05-20"})


def test_dispute_of_silence_needs_the_day_to_be_over_and_leaves_the_request_to_be_answered() -> None:
    bureau = desk()
    request = bureau.in_hand()
    bureau.refuses("not_overdue", OFFICE, "dispute", request, {**DISPUTE, "day": "2026-03-16"})
    bureau.at(date(2026, 4, 10))
    assert bureau.act(OFFICE, "dispute", request, DISPUTE).state == "in_hand"


def test_dispute_names_a_sort_and_a_day_that_has_come() -> None:
    bureau = desk()
    request = answered(bureau)
    bureau.refuses("argument_wrong", LIN, "dispute", request, {**DISPUTE, "sort": "quarrel"})
    bureau.refuses("received_wrong", LIN, "dispute", request, {**DISPUTE, "day": "2027-01-01"})


def test_settle_needs_a_dispute() -> None:
    bureau = desk()
    bureau.refuses("no_dispute", LIN, "settle", bureau.in_hand(), {"result": "x", "day": "2026-03-17"})


def test_close_note_urge_supervise_answer_supervision_look_and_recount_are_as_for_letters() -> None:
    bureau = desk()
    request = bureau.in_hand()
    bureau.act(LIN, "note", request, {"text": "问档案室"})
    bureau.act(SUPERVISOR, "urge", bureau.matters[request.id], {"note": "请抓紧"})
    bureau.act(LIN, "look", bureau.matters[request.id])
    assert bureau.refuses("not_handler", ZHOU, "look", bureau.matters[request.id]).article == (25,)
    bureau.at(date(2026, 4, 10))
    order = {"number": "效督〔2026〕9号", "answer_by": "2026-04-20", "note": "超期"}
    bureau.act(SUPERVISOR, "supervise", bureau.matters[request.id], order)
    bureau.act(LIN, "answer_supervision", bureau.matters[request.id], {"text": "明日答复"})
    assert bureau.act(PORTAL, "recount", bureau.matters[request.id]).system["due"] == request.system["due"]
    assert bureau.act(LIN, "close", answered(bureau)).state == "closed"


def out(bureau: Bureau) -> Matter:
    return bureau.act(LIN, "consult", bureau.in_hand(), CONSULT)


def correcting(bureau: Bureau) -> Matter:
    return bureau.act(LIN, "ask_correction", bureau.in_hand(), {"what": "年份", "days": 5})


def lapsed(bureau: Bureau) -> Matter:
    request = correcting(bureau)
    return bureau.at(date(2026, 3, 24)).act(LIN, "lapse", request)


def disputing(bureau: Bureau) -> Matter:
    request = answered(bureau)
    return bureau.at(date(2026, 4, 2)).act(LIN, "dispute", request, DISPUTE)


STATES: dict[str, Callable[[Bureau], Matter]] = {
    "received": lambda b: b.received(), "correction": correcting, "in_hand": lambda b: b.in_hand(), "consulting": out,
    "outcome_in_review": decided, "answered": answered, "lapsed": lapsed, "disputed": disputing,
    "closed": lambda b: b.act(LIN, "close", answered(b)),
}  # fmt: skip
CLERKS = {LIN, ZHOU}
MAY = {
    **dict.fromkeys(
        ("accept", "take_over", "ask_correction", "consult", "consult_back", "ask_extension", "tell_extension",
         "draft_outcome", "decide"), CLERKS,
    ),
    "correct": {*CLERKS, WRITER, PORTAL}, "lapse": {*CLERKS, PORTAL}, "close": {*CLERKS, PORTAL},
    "grant_extension": {OFFICE}, "refuse_extension": {OFFICE}, "return": {CHEN}, "sign_outcome": {CHEN},
    "dispute": {*CLERKS, OFFICE}, "settle": {*CLERKS, OFFICE}, "recount": {PORTAL}, "supervise": {SUPERVISOR},
    "receive": {*CLERKS, WRITER, PORTAL}, "note": {*CLERKS, CHEN}, "look": {*CLERKS, CHEN, DISPATCHER},
    "urge": {SUPERVISOR, LEADER, OPERATOR}, "answer_supervision": {*CLERKS, CHEN},
}  # fmt: skip


def test_the_table_of_who_may_speaks_of_every_step() -> None:
    assert set(MAY) == set(desk().rules.workflow("request").steps)


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("verb", MAY)
def test_every_forbidden_role_and_state_is_refused(verb: str, state: str) -> None:
    """Role × step × state: whoever is not named, or comes in another state, is refused and changes nothing."""
    bureau = desk()
    request = STATES[state](bureau)
    assert request.state == state
    step = bureau.rules.workflow("request").steps[verb]
    for actor in EVERYBODY:
        if actor not in MAY[verb]:
            bureau.refuses("not_yours", actor, verb, request)
        elif state not in step.from_:
            bureau.refuses("state_changed" if step.from_ else "exists_already", actor, verb, request)
