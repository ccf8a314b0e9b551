"""Codes cannot be guessed, are read as they are spoken, and are kept nowhere."""

from models.ids import is_id
from portal.public.codes import drawn, matter_of


def test_a_code_leads_to_one_matter_however_it_is_typed() -> None:
    code = drawn()
    assert matter_of(code) == matter_of(code.lower().replace("-", " "))
    assert is_id(matter_of(code))


def test_no_two_codes_are_alike_and_none_has_signs_that_are_mistaken() -> None:
    codes = {drawn() for _ in range(500)}
    assert len(codes) == 500
    assert not set("01OIL") & set("".join(codes))
    assert len({matter_of(code) for code in codes}) == 500
