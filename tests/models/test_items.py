"""Which fields people may set, of which shape, and a fingerprint that follows every word."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.items import DOC_NO, FIELDS, fingerprint, lacking
from models.problems import Refused
from models.records import check_fields, digest

FULL = {"title": "通知", "body": "<p>正文</p>", "column": "0703", "disclosure": "proactive"}


@pytest.mark.parametrize("number", ["延政办〔2026〕7号", "延王政〔2014〕120号"])
def test_a_document_number_of_the_standard_is_right(number: str) -> None:
    assert DOC_NO.match(number)


@pytest.mark.parametrize(
    "number", ["延政办[2026]7号", "延政办〔2026〕第7号", "延政办〔2026〕07号", "〔2026〕7号", "延政办〔26〕7号"]
)
def test_a_document_number_with_wrong_brackets_or_zeros_is_not(number: str) -> None:
    assert not DOC_NO.match(number)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", 5), ("disclosure", "secret"), ("keywords", "a"), ("written_on", "2014-02-30"), ("reprint", "yes"),
        ("publish_at", "2026-05-01T09:00:00"), ("source", {"name": 1}), ("attachments", [{"name": "a.docx"}]),
        ("attachments", [{"sha256": "a" * 64, "size": 1, "name": "../a.docx"}]),
    ],
)  # fmt: skip
def test_a_field_of_the_wrong_shape_is_refused_by_name(field: str, value: Any) -> None:
    with pytest.raises(Refused) as no:
        check_fields({field: value}, FIELDS)
    assert (no.value.code, no.value.facts["field"]) == ("field_wrong", field)


def test_fields_of_the_right_shape_are_taken() -> None:
    assert check_fields({**FULL, "publish_at": "2026-05-01T09:00:00+08:00", "written_on": "2026-04-28"}, FIELDS)


def test_complete_fields_lack_nothing() -> None:
    assert lacking(FULL) == ()


@pytest.mark.parametrize(
    ("change", "missing"),
    [
        ({"title": " "}, "title"), ({"title": "长" * 201}, "title_length"), ({"body": ""}, "body"),
        ({"column": ""}, "column"), ({"disclosure": "none"}, "disclosure"),
        ({"disclosure": "on_request"}, "disclosure_reason"),
        ({"doc_no": "延政办[2026]7号"}, "doc_no"), ({"term": "limited"}, "valid_until"),
        ({"reprint": True, "source": {"name": "新华社"}}, "source"),
    ],
)  # fmt: skip
def test_what_is_missing_is_named(change: dict[str, Any], missing: str) -> None:
    assert lacking({**FULL, **change}) == (missing,)


@given(st.text(min_size=1, max_size=60), st.text(min_size=1, max_size=60))
def test_two_texts_have_one_fingerprint_only_if_they_are_equal(one: str, two: str) -> None:
    assert (digest({**FULL, "body": one}) == digest({**FULL, "body": two})) == (one == two)


def test_the_order_of_fields_and_empty_ones_do_not_change_the_fingerprint() -> None:
    assert digest({**dict(reversed(FULL.items())), "summary": "", "keywords": []}) == digest(FULL)


def test_a_fingerprint_is_shown_in_two_groups() -> None:
    assert fingerprint("7f3a21c9" + "0" * 56) == "7F3A·21C9"
