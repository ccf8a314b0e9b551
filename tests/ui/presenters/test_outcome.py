"""The sheet says what the chosen case demands, what is missing at once, and draws the notice with its gaps."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from models.notices.drawing import answer_notice
from models.outcomes import outcomes
from tests.models.notices.request import DIRECTORY, FILE, UNIT, full, request
from ui.presenters import outcome as present
from ui.presenters.outcome import OutcomePane
from ui.text import Words

TODAY = date(2026, 4, 28)
KNOWN = outcomes(DIRECTORY)
FIELDS = ("title", "received_on", "form", "way")


def _pane(fields: Mapping[str, Any], language: str = "zh", *, asked: bool = False) -> OutcomePane:
    base = full("granted")
    matter = request({name: base[name] for name in FIELDS})
    return present.present(matter, fields, UNIT, DIRECTORY, Words(language), TODAY, asked)


def _written(code: str, **more: Any) -> dict[str, Any]:
    return {name: value for name, value in full(code, **more).items() if name not in FIELDS}


def test_before_a_choice_there_are_five_outcomes_and_no_notice() -> None:
    pane = _pane({})
    assert [face.title[:3] for face in pane.results] == ["（一）", "（二）", "（三）", "（四）", "（五）"]
    assert (pane.demands, pane.paper, pane.notice) == ((), "", "")
    assert pane.foot == "还差 1 项：结果"


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("code", list(KNOWN.codes))
def test_every_case_shows_what_it_demands_in_words(code: str, language: str) -> None:
    pane = _pane({"outcome": {"code": code}}, language, asked=True)
    demanded = {name for name in KNOWN.codes[code].demands if name != "redactions"}
    assert demanded <= {face.name for face in pane.demands}
    assert all(face.label for face in pane.demands)
    assert all(face.error for face in pane.demands if face.name in demanded)
    assert pane.case == code
    assert [face.chosen for face in pane.results].count(True) == 1


@pytest.mark.parametrize("code", list(KNOWN.codes))
def test_a_full_answer_says_so_and_its_notice_is_what_will_be_signed(code: str) -> None:
    pane = _pane(_written(code), asked=True)
    assert pane.lacking == ()
    assert pane.foot == "都填好了"
    assert "gap" not in pane.paper
    assert pane.notice.startswith("<h2>南平市延平区王台镇人民政府</h2>")


def test_errors_wait_until_somebody_wants_to_go_on() -> None:
    fields = _written("partial", reason="")
    assert not any(face.error for face in _pane(fields).demands)
    assert [face.name for face in _pane(fields, asked=True).demands if face.error] == ["reason"]
    assert 'class="gap"' in _pane(fields).paper


def test_information_without_a_covered_file_is_told_at_the_files() -> None:
    fields = {**_written("partial"), "redactions": []}
    faces = {face.name: face for face in _pane(fields, asked=True).demands}
    assert "遮盖" in faces["information"].error


def test_a_miswritten_number_is_told_at_its_field() -> None:
    faces = {face.name: face for face in _pane(_written("no_record", doc_no="7号"), asked=True).demands}
    assert "〔2026〕" in faces["doc_no"].error
    assert list(faces)[-1] == "doc_no"


def test_choosing_another_outcome_and_back_loses_no_word() -> None:
    written = {"code": "partial", "reason": "涉及账号"}
    other = present.choose(written, "refused", KNOWN)
    assert other["code"] == "state_secret"
    assert present.choose(other, "granted", KNOWN)["reason"] == "涉及账号"
    assert present.choose(written, "granted", KNOWN)["code"] == "partial"


def test_a_covered_file_says_that_it_was_verified_and_goes_with_its_redaction() -> None:
    fields = present.with_redaction({}, FILE, "银行账号", 14)
    assert [face.verified for face in present.files(fields)] == [True]
    assert fields["redactions"][0]["what"] == fields["outcome"]["redacted"] == "银行账号"
    gone = present.without_file(fields, FILE["sha256"])
    assert (gone["information"], gone["redactions"]) == ([], [])
    own = present.with_redaction({"outcome": {"redacted": "账号 14 处"}}, FILE, "银行账号", 14)
    assert own["outcome"]["redacted"] == "账号 14 处"
    assert [face.verified for face in present.files(present.with_file({}, FILE))] == [False]
    assert len(present.with_file(present.with_file({}, FILE), FILE)["information"]) == 1


def test_what_a_person_typed_is_never_markup() -> None:
    notice = answer_notice(request(full("no_record", search="<b>粗</b>&")), UNIT, TODAY, DIRECTORY)
    assert notice
    assert "&lt;b&gt;粗&lt;/b&gt;&amp;" in present.paper(notice)


def test_an_earlier_answer_is_proposed_only_where_it_is_asked_for_and_open() -> None:
    assert present.proposed({"code": "repeated"}, "YS2026-1", KNOWN)["earlier"] == "YS2026-1"
    assert present.proposed({"code": "repeated", "earlier": "自己写的"}, "YS2026-1", KNOWN)["earlier"] == "自己写的"
    assert "earlier" not in present.proposed({"code": "granted"}, "YS2026-1", KNOWN)
    assert "earlier" not in present.proposed({"code": "repeated"}, "", KNOWN)
