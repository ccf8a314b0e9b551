"""Guards that a story passes by in silence: one-person offices, columns and units that do not fit."""

import pytest

from models.guards import ARGUMENTS
from models.problems import Refused
from tests.models.office import ARGS, LIN, Office, person, refused

SOLO = person("solo", ("chimen", "clerk"), ("chimen", "reviewer"))


def test_in_a_one_person_office_the_author_may_sign_off_and_it_is_written_down() -> None:
    office = Office()
    item = office.act(SOLO, "sign_off", office.in_review(SOLO), ARGS["sign_off"])
    assert (item.state, item.system["sign_off"]["own"]) == ("published", True)


def test_a_column_that_the_unit_does_not_keep_is_refused() -> None:
    with pytest.raises(Refused, match="column_not_kept"):
        Office().draft(column="0901")


def test_a_unit_cannot_be_asked_to_countersign_for_itself_nor_one_that_does_not_exist() -> None:
    for unit in ("wangtai", "atlantis"):
        with pytest.raises(Refused, match="unit_unknown"):
            Office().draft(co_units=[unit])


def test_an_id_that_exists_already_is_not_created_twice() -> None:
    office = Office()
    item = office.draft()
    with pytest.raises(Refused, match="exists_already"):
        office.act(LIN, "create", item, ARGS["create"])


@pytest.mark.parametrize("value", ["x", "2026-04-28", "2026-04-28T09:00:00"])
def test_a_moment_without_its_offset_is_no_moment(value: str) -> None:
    assert not ARGUMENTS["moment"](value)


def test_a_number_is_not_a_truth() -> None:
    assert ARGUMENTS["number"](3)
    assert not ARGUMENTS["number"](True)


def test_self_review_of_a_reprint_needs_its_source() -> None:
    office = Office()
    with refused("incomplete") as no:
        office.act(LIN, "self_review", office.draft(reprint=True), ARGS["self_review"])
    assert no.value.facts["missing"] == ("source",)
