"""Templates and remedies bind from their day on, and every template can be filled."""

from datetime import date

import pytest

from models.notices.drawing import SLOT
from models.notices.templates import FOLDER, remedy, template, words
from models.outcomes import ground, outcomes
from models.policy import Directory, read_policy, shipped
from models.problems import BrokenPolicy, Refused
from tests.models.notices.request import DIRECTORY, TODAY

KNOWN = (
    *outcomes(DIRECTORY).demands,
    *("title", "number", "received", "corrected", "due", "delivery", "files", "redacted", "case", "ground", "remedy"),
    *("what", "until", "days", "question", "asked", "sent", "amount"),
)
SHIPPED = [
    entry["id"]
    for name, text in shipped().items()
    if name.startswith(FOLDER)
    for entry in read_policy(name, text).data.get("template", ())
]


@pytest.mark.parametrize("code", list(outcomes(DIRECTORY).codes.values()), ids=lambda code: str(code.id))
def test_every_case_has_a_notice_that_tells_its_article_and_the_remedy(code: object) -> None:
    form = template(DIRECTORY, code.notice, TODAY)  # type: ignore[attr-defined]  # the cases of the policy
    text = "".join(form.lines)
    assert "{ground}" in text
    assert "{remedy}" in text
    assert "{received}" in text
    assert all(f"{{{name}}}" in text or name == "information" for name in _said(code))


def _said(code: object) -> list[str]:
    """What a notice tells the applicant: a secrecy review stays with the files, redactions by what was redacted."""
    silent = {"secrecy_review": "case", "redactions": "redacted"}
    return [silent.get(name, name) for name in code.demands]  # type: ignore[attr-defined]  # the cases of the policy


@pytest.mark.parametrize("name", SHIPPED)
def test_every_blank_of_a_template_is_one_that_somebody_fills(name: str) -> None:
    form = template(DIRECTORY, name, TODAY)
    assert set(SLOT.findall("".join(form.lines))) <= set(KNOWN)
    assert not form.ground or ground(DIRECTORY, form.ground, TODAY)


def test_a_suit_had_three_months_before_may_2015_and_six_since() -> None:
    before, after = (remedy(DIRECTORY, "general", day) for day in (date(2015, 4, 30), date(2015, 5, 1)))
    assert "60日内" in before
    assert "3个月内" in before
    assert "6个月内" in after


def test_since_2024_a_refusal_goes_to_review_first() -> None:
    before, after = (remedy(DIRECTORY, "review_first", day) for day in (date(2023, 12, 31), date(2024, 1, 1)))
    assert "应当先" not in before
    assert "应当先" in after
    assert "应当先" not in remedy(DIRECTORY, "general", date(2024, 1, 1))
    refused = outcomes(DIRECTORY).of("refused")
    assert {code.remedy for code in refused} == {"review_first"}


def test_before_any_law_there_is_no_remedy_and_no_notice() -> None:
    assert remedy(DIRECTORY, "general", date(2008, 4, 30)) == ""
    with pytest.raises(Refused, match="notice_unknown"):
        template(DIRECTORY, "granted", date(2013, 12, 31))


def test_a_district_without_its_words_is_named() -> None:
    with pytest.raises(BrokenPolicy, match=r"notices/words\.toml"):
        words(Directory({}))
