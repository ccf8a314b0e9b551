"""What a notice knows comes from the request and its answer; what is unknown is left out, never invented."""

import pytest

from models.notices.facts import long_day, of_answer, of_request
from tests.models.notices.request import DIRECTORY, TODAY, full, request


def test_a_request_tells_its_days_in_the_words_of_documents() -> None:
    known = of_request(request(full("granted"), correction={"received_at": "2026-04-22T09:00:00+08:00"}), DIRECTORY)
    assert known["received"] == "2026年4月20日"
    assert known["corrected"] == "2026年4月22日"
    assert known["due"] == "2026年5月13日"
    assert known["delivery"] == "上述信息以纸质文件形式，通过邮寄方式提供给您。"


def test_what_is_not_known_is_left_out() -> None:
    assert of_request(request({}, due={}), DIRECTORY) == {"number": "YSQ-2026-0007"}
    assert of_answer({}, DIRECTORY, TODAY) == {}


def test_files_are_named_without_their_endings_and_redactions_by_what_they_hide() -> None:
    known = of_answer(full("partial"), DIRECTORY, TODAY)
    assert known["files"] == "2025年村级项目资金拨付明细（遮盖后）"
    assert known["redacted"] == "收款人银行账号"
    assert known["part_ground"].endswith("第十五条（个人隐私）")


@pytest.mark.parametrize("wrong", ["", "2026-13-01", "soon"])
def test_no_day_is_no_words(wrong: str) -> None:
    assert long_day(wrong) == ""
