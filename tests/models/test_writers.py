"""Who wrote is masked wherever it is shown, and found nowhere in a text that others read (Art. 25)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.writers import is_contact, marks, masked, names_writer, veil
from tests.models.bureau import CONTACT


def test_a_writer_is_shown_masked() -> None:
    assert masked(CONTACT) == {
        "name": "李**", "phone": "139****1234", "address": "延平区王台镇***", "id_no": "11*************02X",
    }  # fmt: skip
    assert masked({"email": "liyoutian@example.cn", "postcode": "353000"}) == {"email": "l***@example.cn"}


def test_numbers_of_anybody_are_veiled_even_where_no_writer_is_known() -> None:
    assert veil("请打 139-0000-1234，身份证11010519491231002X", {}) == "请打 139****1234，身份证11*************02X"


@given(st.text("李有田路灯，。 1390", max_size=60), st.integers(0, 60))
def test_no_text_gives_the_writer_away_once_it_is_veiled(text: str, at: int) -> None:
    said = text[:at] + CONTACT["name"] + CONTACT["phone"] + text[at:]
    assert not names_writer(veil(said, CONTACT), {"name": CONTACT["name"]})
    assert CONTACT["phone"] not in veil(said, CONTACT)


def test_marks_are_equal_for_one_writer_and_tell_nothing_without_the_key() -> None:
    other = {**CONTACT, "name": "另写的名字", "phone": "139 0000 1234"}
    assert marks(CONTACT, b"k") == marks(other, b"k")
    assert set(marks(CONTACT, b"k")).isdisjoint(marks(CONTACT, b"another"))
    assert marks({"name": "李有田"}, b"k") == []


@pytest.mark.parametrize("value", [None, [], {"name": 1}, {"nickname": "x"}, {"name": "x" * 201}])
def test_what_is_no_contact_is_told(value: object) -> None:
    assert not is_contact(value)
    assert is_contact({})
    assert is_contact(dict(CONTACT))
