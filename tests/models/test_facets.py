"""Lists filter and order by facets; they are taken out of a document in one place, whatever it holds."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from models.facets import Facets, facets

DOC: dict[str, Any] = {
    "kind": "item", "unit": "wangtai", "state": "countersign", "author": "p", "changed_at": "2026-04-28T09:00:00+08:00",
    "fields": {"title": "题", "column": "0702", "co_units": ["finance", "water"]},
    "system": {"due_at": "2026-05-01", "published_at": "2026-01-01", "edition_at": "2026-02-01",
               "countersigns": {"water": {"agree": True}}},
}  # fmt: skip


def test_an_items_facets_are_what_lists_ask_for() -> None:
    assert facets("item", DOC) == Facets(
        "item", "wangtai", "countersign", "p", "0702", "题", "2026-05-01", DOC["changed_at"], "2026-02-01", "|finance|",
        True,
    )  # fmt: skip


def test_a_revision_that_was_taken_in_stands_in_no_list() -> None:
    assert not facets("item", {**DOC, "system": {"absorbed_into": "x"}}).listed
    assert not facets("unit", {"name": "王台镇"}).listed


@given(
    st.dictionaries(st.sampled_from(["unit", "fields", "system", "changed_at"]), st.none() | st.integers() | st.text())
)
def test_no_document_is_too_odd_to_have_facets(doc: dict[str, Any]) -> None:
    assert isinstance(facets("item", doc), Facets)
    assert isinstance(facets("version", doc), Facets)


def test_a_message_is_found_by_its_fate_and_never_by_what_it_says() -> None:
    found = facets("sms", {"person": "p_lin", "state": "queued", "text": "来信", "changed_at": "2026-04-28"})
    assert found == Facets("sms", state="queued", changed_at="2026-04-28")
    assert facets("contact", {"person": "p_lin", "phone": "13900000001"}) == Facets("contact")


def test_a_case_stands_under_its_sort_and_a_docket_under_its_kind() -> None:
    assert facets("service", {"fields": {"sort": "preapproval"}}).column == "preapproval"
    assert facets("docket", {"kind": "service", "fields": {"sort": "preapproval"}}).column == "service"
