"""A matter survives its document and back, with what a newer portal added; changes are numbered when committed."""

from hypothesis import given
from hypothesis import strategies as st

from models.matter import PENDING, from_doc
from tests.models.office import Office

WORDS = st.dictionaries(st.text(min_size=1, max_size=8), st.text(max_size=8), max_size=4)


def test_a_matter_and_its_trail_survive_the_document_and_back() -> None:
    item = Office().in_state("returned")
    assert from_doc(item.id, item.version, item.to_doc()) == item


@given(WORDS)
def test_fields_that_this_program_does_not_know_survive(unknown: dict[str, str]) -> None:
    item = Office().draft()
    doc = {**{f"x_{key}": value for key, value in unknown.items()}, **item.to_doc()}
    assert from_doc(item.id, item.version, doc).to_doc() == doc


def test_a_change_waits_for_its_number_and_takes_the_commit_s() -> None:
    item = Office().draft().with_fields({"title": "新"}, "line")
    assert item.touched["title"] == (PENDING, "line")
    assert item.numbered(77).touched["title"] == (77, "line")
    assert item.numbered(77).version == 77


def test_a_system_value_of_none_is_taken_away() -> None:
    item = Office().draft().with_system(revision="m2")
    assert "revision" not in item.with_system(revision=None).system
