"""Each kind says what may be written in it, and its fingerprint is taken over what is signed."""

import pytest

from models.records import RECORDS, check_fields, digest, digest_of, is_writing, record_of
from tests.models.bureau import LIN, Bureau
from tests.models.office import refused


def test_every_kind_with_a_table_has_its_record_and_its_writing_step() -> None:
    workflows = Bureau().rules.workflows
    assert set(RECORDS) == set(workflows)
    assert all(RECORDS[kind].writing in workflows[kind].steps for kind in RECORDS)


def test_the_fingerprint_of_a_letter_is_its_answers() -> None:
    bureau = Bureau()
    letter = bureau.in_hand()
    assert digest_of(letter) == digest({}, "letter")
    assert digest_of(bureau.act(LIN, "draft_reply", letter, {"set": {"reply": "<p>好。</p>"}})) != digest({}, "letter")


@pytest.mark.parametrize(("act", "writes"), [("item.edit", True), ("letter.draft_reply", True), ("item.submit", False)])
def test_acts_by_which_people_write_are_known(act: str, writes: bool) -> None:
    assert is_writing(act) is writes


def test_what_may_not_be_set_here_is_refused() -> None:
    with refused("not_settable"):
        check_fields({"reply": "x"}, RECORDS["letter"].received)
    with refused("argument_wrong"):
        check_fields("x", {})
    with refused("kind_unknown"):
        record_of("poem")
