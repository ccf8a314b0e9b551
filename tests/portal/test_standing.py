"""What lists tell of accounts and desks, and what they keep to themselves."""

from portal.standing import account_docs, desk_docs
from tests.portal.town import Town


def test_lists_hold_nothing_that_opens_a_door(village: Town) -> None:
    token = village.portal.sessions.sign_in("lin", village.passwords["lin"], "desk", "10.0.0.1").token
    doors = village.portal.sessions
    (desk,) = desk_docs(doors.listed(person="p_lin"), doors.id_of(token))
    assert desk["this"]
    (other,) = desk_docs(doors.listed())
    assert not other["this"]
    shown = str([*account_docs(village.portal.accounts.listed()), desk])
    assert token not in shown
    assert "argon2" not in shown
