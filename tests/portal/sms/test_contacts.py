"""Telephone numbers: the person's and the operator's to see, and never in the log."""

import pytest

from models.problems import Refused
from portal.sms.contacts import plain_number
from portal.sms.planning import Phone
from tests.models.office import CHEN, LIN, OPERATOR, refused
from tests.portal.town import Town


def test_a_number_is_kept_as_digits_and_can_be_taken_away(village: Town) -> None:
    contacts = village.portal.contacts
    assert contacts.set("lin", " 139-0000 0007 ") == "139****0007"
    assert contacts.phones() == {"p_lin": Phone("p_lin", "13900000007")}
    assert contacts.of("LIN").number == "13900000007"
    assert contacts.set("lin", "") == ""
    assert contacts.phones() == {}
    with refused("phone_missing"):
        contacts.of("lin")


@pytest.mark.parametrize("number", ["12", "139x", "1390000000713900000", "+"])
def test_what_is_no_number_is_refused(number: str) -> None:
    with pytest.raises(Refused, match="phone_wrong"):
        plain_number(number)


def test_a_stranger_has_no_number(village: Town) -> None:
    with refused("account_unknown"):
        village.portal.contacts.set("nobody", "13900000007")


def test_only_the_person_and_the_operator_hold_the_number(town: Town) -> None:
    town.portal.contacts.set("lin", "13900000007")
    holders = [one for one in (LIN, CHEN, OPERATOR) if ("contact", "p_lin") in town.seat(one).everything().rows]
    assert holders == [LIN, OPERATOR]


def test_who_is_shut_out_is_not_reached(village: Town) -> None:
    village.portal.contacts.set("lin", "13900000007")
    village.portal.accounts.disable("lin")
    assert village.portal.contacts.phones() == {}


def test_the_log_tells_that_a_number_changed_and_not_which(village: Town) -> None:
    village.portal.contacts.set("lin", "13900000007")
    with village.portal.store.looking() as connection:
        rows = connection.exec_driver_sql("SELECT * FROM op_log").all()
    assert any("contact.set" in row for row in rows)
    assert "13900000007" not in str(rows)
