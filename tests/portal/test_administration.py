"""三员: what belongs to one administrator belongs to no other."""

import pytest

from models.people import ADMINISTRATORS, PORTAL, Actor, Post
from models.problems import Refused
from portal.__main__ import ADMINISTRATORS as FIRST
from portal.administration import RIGHTS, acting, allow
from tests.portal.town import Town


@pytest.mark.parametrize("right", sorted(RIGHTS))
@pytest.mark.parametrize("role", [*ADMINISTRATORS, "clerk", "operator", "inspector"])
def test_a_right_belongs_to_one_role(right: str, role: str) -> None:
    actor = Actor("p", "某", frozenset({Post("digital", role)}))
    if RIGHTS[right] == role:
        allow(actor, right)
        return
    with pytest.raises(Refused, match="not_yours"):
        allow(actor, right)


def test_every_administrator_has_something_to_do() -> None:
    assert set(RIGHTS.values()) == set(ADMINISTRATORS)


def test_who_acts_on_the_command_line_is_named_or_the_first_whose_duty_it_is(village: Town) -> None:
    accounts = village.portal.accounts
    assert acting(accounts, "account.add", "") == PORTAL
    accounts.add(FIRST)
    assert acting(accounts, "account.add", "").person == "p_sysadmin"
    assert acting(accounts, "account.posts", " SECADMIN ").person == "p_secadmin"
    for login, code in (("sysadmin", "not_administrator"), ("nobody", "account_unknown"), ("lin", "not_administrator")):
        with pytest.raises(Refused, match=code):
            acting(accounts, "account.posts", login)
