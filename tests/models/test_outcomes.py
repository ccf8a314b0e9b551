"""The five outcomes of Art. 15: every case has its row, notice, remedy and ground, and says at once what it lacks."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from models.outcomes import Outcomes, answer, ground, lacking, outcomes, redaction_grounds
from models.policy import Directory, shipped
from models.problems import BrokenPolicy

TODAY = date(2026, 4, 28)
DIRECTORY = Directory(shipped())
ALL: Outcomes = outcomes(DIRECTORY)
FILE = {"sha256": "a" * 64, "name": "拨付明细.pdf", "size": 10}
CUT = {"of": "拨付明细.pdf", "reason": "个人隐私"}
FULL: Mapping[str, Any] = {
    **{name: "写明了" for name, demand in ALL.demands.items() if demand.kind in ("line", "text")},
    "doc_no": "王政依申〔2026〕7号",
    "information": [FILE],
    "redactions": [CUT],
    "part_ground": "privacy",
}


def test_article_15_knows_five_outcomes_in_their_order() -> None:
    assert [result.item for result in ALL.results.values()] == [1, 2, 3, 4, 5]
    assert all(ALL.of(result) for result in ALL.results)


@pytest.mark.parametrize("code", list(ALL.codes))
def test_an_answer_that_says_all_that_is_demanded_lacks_nothing(code: str) -> None:
    assert lacking({"code": code, **FULL}, DIRECTORY, TODAY) == ()


@pytest.mark.parametrize("code", list(ALL.codes))
def test_an_empty_answer_lacks_every_demand_at_once(code: str) -> None:
    demands = tuple(ALL.codes[code].demands)
    assert demands
    assert lacking({"code": code, **dict.fromkeys(demands, " ")}, DIRECTORY, TODAY) == demands


@pytest.mark.parametrize("code", list(ALL.codes))
def test_every_case_quotes_an_article_of_its_day(code: str) -> None:
    before, after = (ground(DIRECTORY, ALL.codes[code].ground, date(year, 6, 1)) for year in (2014, 2026))
    assert before.startswith("《中华人民共和国政府信息公开条例》第")
    assert after.startswith("《中华人民共和国政府信息公开条例》第")
    assert before != after


def test_no_case_chosen_or_an_unknown_one_lacks_the_choice() -> None:
    assert lacking({}, DIRECTORY, TODAY) == lacking({"code": "made_up", **FULL}, DIRECTORY, TODAY) == ("code",)


def test_before_the_first_regulation_nothing_can_be_quoted() -> None:
    assert lacking({"code": "granted", **FULL}, DIRECTORY, date(2008, 4, 30)) == ("code",)


def test_a_redaction_without_its_reason_is_lacking() -> None:
    bare = {"code": "partial", **FULL, "redactions": [CUT, {"of": "拨付明细.pdf", "reason": ""}]}
    assert lacking(bare, DIRECTORY, TODAY) == ("redactions",)


@pytest.mark.parametrize(
    ("number", "wrong"), [("", ()), ("王政依申〔2026〕7号", ()), ("王政依申[2026]第7号", ("doc_no",))]
)
def test_a_number_may_be_left_out_but_not_miswritten(number: str, wrong: tuple[str, ...]) -> None:
    assert lacking({"code": "granted", **FULL, "doc_no": number}, DIRECTORY, TODAY) == wrong


def test_a_ground_that_the_policy_does_not_know_grounds_nothing() -> None:
    assert lacking({"code": "partial", **FULL, "part_ground": "whim"}, DIRECTORY, TODAY) == ("part_ground",)


@pytest.mark.parametrize("wrong", ["a.pdf", 5, {"name": "a.pdf"}, ["a.pdf"], [{"name": "a.pdf"}]])
def test_what_is_no_list_of_files_is_no_information(wrong: object) -> None:
    assert lacking({"code": "granted", "information": wrong}, DIRECTORY, TODAY) == ("information",)


def test_the_answer_gathers_outcome_information_and_redactions() -> None:
    fields = {"outcome": {"code": "partial", "reason": "r"}, "information": [FILE], "redactions": [CUT], "title": "t"}
    assert answer(fields) == {"code": "partial", "reason": "r", "information": [FILE], "redactions": [CUT]}
    assert answer({}) == {}


def test_grounds_for_redactions_bind_today() -> None:
    assert redaction_grounds(DIRECTORY)[0] == "privacy"
    assert all(ground(DIRECTORY, each, TODAY) for each in redaction_grounds(DIRECTORY))


def test_a_case_that_demands_the_unknown_stops_the_start() -> None:
    texts = dict(shipped())
    texts["outcomes.toml"] = texts["outcomes.toml"].replace('demands = ["search"]', 'demands = ["serch"]')
    with pytest.raises(BrokenPolicy) as no:
        outcomes(Directory(texts))
    assert "serch" in str(no.value.facts["reason"])


def test_a_missing_file_is_named() -> None:
    with pytest.raises(BrokenPolicy, match=r"outcomes\.toml"):
        outcomes(Directory({}))
