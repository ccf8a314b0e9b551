"""The kept notice is canonical text; printing changes the name, the number and the day, and nothing else."""

from datetime import date

import pytest

from models.content import clean, plain
from models.notices.drawing import Sending, answer_notice
from models.notices.page import finished, has_gaps, html, plain_title
from models.outcomes import outcomes
from tests.models.notices.request import DIRECTORY, TODAY, UNIT, full, request


def _kept(code: str = "partial", **more: str) -> str:
    notice = answer_notice(request(full(code, **more)), UNIT, TODAY, DIRECTORY)
    assert notice
    return html(notice)


@pytest.mark.parametrize("code", list(outcomes(DIRECTORY).codes))
def test_what_is_kept_is_canonical(code: str) -> None:
    assert clean(_kept(code)) == _kept(code)


def test_the_skeleton_stands_in_its_order() -> None:
    lines = plain(_kept()).splitlines()
    assert lines[:4] == ["南平市延平区王台镇人民政府", "部分公开告知书", "〔文号审签后编〕", "王**："]
    assert lines[-3:] == ["特此告知。", "南平市延平区王台镇人民政府", "〔审签之日〕"]
    assert plain_title(_kept()) == "部分公开告知书"


def test_a_gap_is_seen_in_the_kept_text_too() -> None:
    assert has_gaps(_kept(reason=""), DIRECTORY)
    assert not has_gaps(_kept(), DIRECTORY)
    assert not has_gaps(_kept(reason="表中“待填”一栏"), DIRECTORY)


def test_printing_fills_in_name_number_and_day_and_nothing_else() -> None:
    out = finished(_kept(), "王**", Sending("王小明", "王政依申〔2026〕7号", date(2026, 4, 29)), DIRECTORY)
    before, after = plain(_kept()).splitlines(), plain(out).splitlines()
    changed = {at: line for at, line in enumerate(after) if line != before[at]}
    assert changed == {2: "王政依申〔2026〕7号", 3: "王小明：", len(after) - 1: "2026年4月29日"}


def test_without_its_sending_a_notice_prints_masked() -> None:
    assert finished(_kept(), "王**", Sending(), DIRECTORY) == _kept()


def test_words_that_a_person_typed_are_never_taken_for_the_name() -> None:
    out = finished(_kept(reason="王**：本人要求"), "王**", Sending("王小明"), DIRECTORY)
    assert "王**：本人要求" in plain(out)
