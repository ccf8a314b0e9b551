"""The notice writes itself: complete where all is known, with marked gaps where something is still to be said."""

from datetime import date

import pytest

from models.notices.drawing import Notice, Sending, answer_notice, step_notice
from models.outcomes import outcomes
from tests.models.notices.request import DIRECTORY, TODAY, UNIT, full, request


def _text(notice: Notice) -> str:
    return "\n".join("".join(part.text for part in line) for line in notice.lines)


def _answer(code: str, **more: str) -> Notice:
    notice = answer_notice(request(full(code, **more)), UNIT, TODAY, DIRECTORY)
    assert notice
    return notice


@pytest.mark.parametrize("code", list(outcomes(DIRECTORY).codes))
def test_a_full_answer_leaves_no_gap(code: str) -> None:
    notice = _answer(code)
    assert notice.gaps == ()
    assert "待填" not in _text(notice)
    assert _text(notice).endswith("特此告知。")
    assert notice.organ == "南平市延平区王台镇人民政府"


@pytest.mark.parametrize("code", list(outcomes(DIRECTORY).codes.values()), ids=lambda code: str(code.id))
def test_whatever_is_missing_stands_as_a_marked_gap(code: object) -> None:
    bare = request({"outcome": {"code": code.id}})  # type: ignore[attr-defined]  # the cases of the policy
    notice = answer_notice(bare, UNIT, TODAY, DIRECTORY)
    assert notice
    assert {"received", "title"} <= set(notice.gaps)
    assert _text(notice).count("待填") >= len(notice.gaps)


def test_a_missing_reason_is_the_only_gap_of_an_answer_that_says_all_else() -> None:
    assert _answer("partial", reason="").gaps == ("reason",)


def test_no_outcome_draws_no_notice() -> None:
    assert answer_notice(request({}), UNIT, TODAY, DIRECTORY) is None


def test_a_reason_written_as_a_sentence_does_not_end_twice() -> None:
    assert "理由：涉及账号。\n" in _text(_answer("partial", reason="涉及账号。"))


def test_the_name_stays_masked_until_it_is_printed() -> None:
    asked = request(full("granted"))
    assert _answer("granted").addressee.text == "王**"
    sent = answer_notice(asked, UNIT, TODAY, DIRECTORY, Sending("王小明", "王政依申〔2026〕7号", date(2026, 4, 29)))
    assert sent
    assert (sent.addressee.text, sent.number, sent.day) == ("王小明", "王政依申〔2026〕7号", "2026年4月29日")


def test_number_and_day_wait_for_the_sign_off() -> None:
    notice = _answer("granted")
    assert (notice.number, notice.day) == ("〔文号审签后编〕", "〔审签之日〕")


def test_a_number_given_before_the_signature_stands_in_the_notice() -> None:
    assert _answer("granted", doc_no="王政依申〔2026〕7号").number == "王政依申〔2026〕7号"


def test_a_correction_is_told_only_where_there_was_one() -> None:
    assert "补正" not in _text(_answer("granted"))
    mended = request(full("granted"), correction={"received_at": "2026-04-22"})
    notice = answer_notice(mended, UNIT, TODAY, DIRECTORY)
    assert notice
    assert "您补正的内容，本机关于2026年4月22日收到。" in _text(notice)


def test_a_notice_on_the_way_says_what_its_step_says() -> None:
    notice = step_notice(
        "correction", request(full("granted")), {"what": "请写明年度", "until": "2026年5月6日"}, UNIT, TODAY, DIRECTORY
    )
    assert notice.title == "补正告知书"
    assert notice.gaps == ()
    assert "请写明年度" in _text(notice)
    assert "第三十条" in _text(notice)


def test_a_third_party_is_addressed_by_its_own_name_and_never_learns_the_applicants() -> None:
    asked = request(full("granted"))
    notice = step_notice(
        "third_party", asked, {"question": "是否同意公开？"}, UNIT, TODAY, DIRECTORY, Sending("王小明")
    )
    assert notice.gaps == ("addressee",)
    assert "王" not in _text(notice)
    named = step_notice("third_party", asked, {"addressee": "某公司", "question": "？"}, UNIT, TODAY, DIRECTORY)
    assert named.addressee.text == "某公司"
