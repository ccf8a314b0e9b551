"""What citizens bring comes in with limits, and is told by its code without naming anybody (Art. 15-26)."""

import base64
import json
from datetime import timedelta
from typing import Any

import pytest

from portal.public.codes import matter_of
from portal.public.desk import Counter
from tests.models.bureau import CHEN, CONTACT, LIN, REPLY
from tests.models.office import CLERK_ELSEWHERE, refused
from tests.portal.town import Town

LETTER: dict[str, Any] = {
    "channel": "unit", "unit": "wangtai", "title": "路灯坏了", "body": "我叫李有田，路灯坏了三个月。",
    "sort": "complaint", "writer": dict(CONTACT), "publish_consent": True,
}  # fmt: skip
LIMITS = {
    "title": 200, "body": 20_000, "files": 2, "file_bytes": 1000, "an_hour": 3, "a_day": 5, "same_a_day": 2,
    "lookups_an_hour": 4, "marks": ["EICAR-STANDARD-ANTIVIRUS-TEST-FILE"], "endings": ["pdf", "text"],
}  # fmt: skip


@pytest.fixture
def counter(town: Town) -> Counter:
    return Counter(town.house, {**LIMITS, "an_hour": 200, "a_day": 200, "lookups_an_hour": 100})


def _file(name: str, data: bytes) -> dict[str, str]:
    return {"name": name, "data": base64.b64encode(data).decode()}


def test_a_letter_is_entered_with_number_code_and_last_day(counter: Counter, town: Town) -> None:
    taken = counter.bring("letter", LETTER, "10.0.0.1")
    assert taken.number.startswith("XF2026-")
    assert len(taken.code) == 14
    letter = town.stored("letter", matter_of(taken.code))
    assert (letter.state, letter.unit) == ("assigned", "wangtai")
    assert taken.due == letter.system["due"]["local"]
    assert "李有田" not in json.dumps(letter.to_doc(), ensure_ascii=False)


def test_requests_and_services_come_in_to_the_unit_they_name(counter: Counter) -> None:
    request = {**LETTER, "title": "申请公开预算", "applicant": "citizen", "form": "paper", "way": "post"}
    assert counter.bring("request", request, "10.0.0.1").number.startswith("YS2026-")
    case = {**LETTER, "title": "预审", "sort": "preapproval", "materials": [{"name": "申请表", "given": True}]}
    assert counter.bring("service", case, "10.0.0.1").number.startswith("BS2026-")
    with refused("unit_unknown"):
        counter.bring("service", {**case, "title": "别的", "unit": "nowhere"}, "10.0.0.1")


def test_a_code_tells_the_state_and_the_answer_and_names_nobody(counter: Counter, town: Town) -> None:
    taken = counter.bring("letter", LETTER, "10.0.0.1")
    identity = matter_of(taken.code)
    for actor, verb, args in (
        (LIN, "sign_for", {}), (LIN, "draft_reply", {"set": {"reply": REPLY}}), (LIN, "submit_reply", {}),
        (CHEN, "sign_reply", {"public": False}),
    ):  # fmt: skip
        town.act(actor, f"letter.{verb}", identity, args)
    told = counter.status(taken.code.lower().replace("-", " "), "10.0.0.1")
    assert (told["state"], told["answer"]) == ("replied", REPLY)
    for word in (*CONTACT.values(), "李**", LIN.name, "p_lin", CHEN.name):
        assert word not in json.dumps(told, ensure_ascii=False)
    assert counter.answer(taken.code, "rate", {"score": "mostly"}, "10.0.0.1")["rated"] == "mostly"


def test_a_code_that_nobody_was_given_is_not_found(counter: Counter) -> None:
    with refused("not_found"):
        counter.status("AAAA-AAAA-AAAA", "10.0.0.1")


def test_one_address_is_heard_so_often_and_the_same_words_less(town: Town) -> None:
    counter = Counter(town.house, LIMITS)
    for _ in range(2):
        counter.bring("letter", LETTER, "10.0.0.1")
    with refused("same_words"):
        counter.bring("letter", LETTER, "10.0.0.2")
    with refused("too_many") as no:
        counter.bring("letter", {**LETTER, "title": "又一封"}, "10.0.0.1")
        counter.bring("letter", {**LETTER, "title": "再一封"}, "10.0.0.1")
    assert no.value.facts["retry_after"] == 3600
    town.clock.pass_(hours=1)
    counter.bring("letter", {**LETTER, "title": "一小时后"}, "10.0.0.1")
    town.clock.pass_(days=1)
    counter.bring("letter", LETTER, "10.0.0.1")


def test_codes_cannot_be_tried_without_end(town: Town) -> None:
    counter = Counter(town.house, LIMITS)
    for _ in range(4):
        with refused("not_found"):
            counter.status("AAAA-AAAA-AAAA", "10.0.0.9")
    with refused("too_many"):
        counter.status("AAAA-AAAA-AAAB", "10.0.0.9")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"body": "长" * 200_000}, "text_too_long"), ({"title": "长" * 201}, "text_too_long"),
        ({"title": " "}, "incomplete"), ({"channel": "post"}, "field_wrong"), ({"channel": ""}, "incomplete"),
        ({"writer": "李"}, "malformed"), ({"writer": {"name": 3}}, "malformed"), ({"files": "x"}, "malformed"),
        ({"files": [{"name": "a.pdf", "data": "!"}]}, "malformed"), ({"body": 3}, "field_wrong"),
        ({"files": [_file("a.txt", b"x")] * 3}, "too_many_files"),
        ({"files": [_file("a.txt", b"x" * 1001)]}, "too_large"),
        ({"files": [_file("a.exe", b"MZ\x00\x01")]}, "blob_type"), ({"files": [_file("../a.txt", b"x")]}, "blob_name"),
        ({"files": [_file("a.txt", b"X5O!P%@AP EICAR-STANDARD-ANTIVIRUS-TEST-FILE!")]}, "blob_virus"),
    ],
)  # fmt: skip
def test_bad_input_is_refused_with_its_code_and_leaves_nothing(
    counter: Counter, town: Town, change: dict[str, Any], code: str
) -> None:
    with refused(code):
        counter.bring("letter", {**LETTER, **change}, "10.0.0.1")
    with town.house.store.reading() as reading:
        assert reading.waiting("letter", "assigned") == ()


def test_a_letter_of_signs_only_comes_in_and_its_files_can_be_read_by_its_unit(counter: Counter, town: Town) -> None:
    signs = {**LETTER, "title": "😀", "body": "😀😀😀", "files": [_file("a.txt", b"hello")]}
    taken = counter.bring("letter", signs, "10.0.0.1")
    letter = town.stored("letter", matter_of(taken.code))
    sha256 = letter.fields["attachments"][0]["sha256"]
    assert town.seat(LIN).read(sha256) == b"hello"
    with refused("not_found"):
        town.seat(CLERK_ELSEWHERE).read(sha256)


def test_a_page_error_goes_to_the_unit_of_the_item_with_three_working_days(counter: Counter, town: Town) -> None:
    item = town.signed()
    taken = counter.report({"item": item, "words": "建瓯市", "note": "应为延平区"}, "10.0.0.1")
    letter = town.stored("letter", matter_of(taken.code))
    assert (letter.unit, letter.fields["about_item"], letter.state) == ("wangtai", item, "assigned")
    assert letter.system["clocks"][0]["duty"] == "error_report_reply"
    with refused("not_found"):
        counter.report({"item": "nothing-here", "words": "x"}, "10.0.0.1")
    with refused("argument_missing"):
        counter.report({"item": item, "words": " "}, "10.0.0.1")


def test_a_correction_and_materials_come_by_the_code(counter: Counter, town: Town) -> None:
    asked = counter.bring("request", {**LETTER, "title": "申请公开"}, "10.0.0.1")
    identity = matter_of(asked.code)
    town.act(LIN, "request.accept", identity, {})
    town.act(LIN, "request.ask_correction", identity, {"what": "请写明年份", "days": 5})
    assert counter.status(asked.code, "10.0.0.1")["asked"]["what"] == "请写明年份"
    assert counter.answer(asked.code, "correct", {"text": "2025年"}, "10.0.0.1")["state"] == "in_hand"
    case = counter.bring("service", {**LETTER, "sort": "preapproval", "title": "预审"}, "10.0.0.1")
    town.act(LIN, "service.accept", matter_of(case.code), {})
    town.act(LIN, "service.ask_materials", matter_of(case.code), {"missing": ["申请表"]})
    assert counter.status(case.code, "10.0.0.1")["asked"] == {"missing": ["申请表"]}
    given = {"materials": [{"name": "申请表", "given": True}]}
    assert counter.answer(case.code, "materials_arrived", given, "10.0.0.1")["state"] == "in_hand"
    with refused("not_yours"):
        counter.answer(case.code, "accept", {}, "10.0.0.1")


def test_the_portal_closes_and_lapses_by_itself(counter: Counter, town: Town) -> None:
    asked = counter.bring("request", {**LETTER, "title": "申请公开"}, "10.0.0.1")
    identity = matter_of(asked.code)
    town.act(LIN, "request.accept", identity, {})
    town.act(LIN, "request.ask_correction", identity, {"what": "请写明年份", "days": 5})
    assert town.portal.tidying.due() == ()
    town.clock.now += timedelta(days=7)
    assert [verdict.result for verdict in town.portal.tidying.due()] == ["ok"]
    assert town.stored("request", identity).state == "lapsed"
