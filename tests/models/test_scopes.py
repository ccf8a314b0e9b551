"""Nobody holds a row that is not theirs: units their own, desks what their role sees, persons their own."""

import pytest

from models.scopes import granted, scopes_of, scopes_of_child
from tests.models.office import CHEN, FINANCE, INSPECTOR, LEADER, LIN, MAIN_COLUMN, OPERATOR, Office


def test_a_clerk_is_granted_her_unit_her_own_and_the_directory() -> None:
    assert granted(LIN) == {"pub", "me:p_lin", "u:wangtai", "u:wangtai/archive"}


def test_a_district_role_opens_its_desk_and_not_its_unit_s_work() -> None:
    assert granted(OPERATOR) == {"pub", "me:p_op", "desk:operator", "desk:operator/archive"}


@pytest.mark.parametrize("state", ["draft", "self_reviewed", "returned"])
def test_what_is_not_submitted_is_seen_by_its_unit_only(state: str) -> None:
    item = Office().in_state(state)
    assert scopes_of("item", item.to_doc()) == {"u:wangtai"}
    assert not granted(INSPECTOR) & scopes_of("item", item.to_doc())


def test_submitted_items_are_open_to_the_inspector() -> None:
    assert scopes_of("item", Office().in_review().to_doc()) == {"u:wangtai", "desk:inspector"}


def test_closed_items_move_to_the_archive_of_everyone_who_may_see_them() -> None:
    scopes = scopes_of("item", Office().signed().to_doc())
    assert scopes == {"u:wangtai/archive", "desk:inspector/archive", "desk:operator/archive"}


def test_a_co_unit_sees_the_item_from_the_moment_it_is_asked() -> None:
    office = Office()
    before = office.in_review(co_units=["finance"])
    assert not granted(FINANCE) & scopes_of("item", before.to_doc())
    asked = office.act(CHEN, "sign_off", before, {"responsible": "陈志远"})
    assert granted(FINANCE) & scopes_of("item", asked.to_doc())


def test_the_operator_sees_what_is_offered_to_the_main_site() -> None:
    assert granted(OPERATOR) & scopes_of("item", Office().signed(column=MAIN_COLUMN).to_doc())
    assert not granted(OPERATOR) & scopes_of("item", Office().in_review().to_doc())


def test_a_leader_sees_no_items_and_everybody_the_directory() -> None:
    item = Office().signed(co_units=["finance"])
    assert not granted(LEADER) & scopes_of("item", item.to_doc())
    assert granted(LEADER) & scopes_of("unit", {})


def test_a_text_that_was_only_ever_a_draft_stays_in_its_unit() -> None:
    doc = Office().signed(co_units=[]).to_doc()
    assert scopes_of_child("version", "edit", "item", doc) == {"u:wangtai/archive"}
    assert scopes_of_child("version", "submit", "item", doc) == scopes_of("item", doc)
    asked = {**doc, "fields": {**doc["fields"], "co_units": ["wangtai2"]}, "system": {"countersigns": {}}}
    assert scopes_of_child("version", "edit", "item", asked) == {"u:wangtai/archive"}


def test_messages_are_their_persons_own_and_telephone_numbers_the_operators_too() -> None:
    assert scopes_of("sms", {"person": "p_lin", "state": "sent"}) == {"me:p_lin"}
    assert scopes_of("contact", {"person": "p_lin"}) == {"me:p_lin", "desk:operator"}
    assert not granted(CHEN) & scopes_of("contact", {"person": "p_lin"})
