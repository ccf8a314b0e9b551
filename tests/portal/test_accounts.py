"""The office's care of accounts: made, given posts, closed; and what happens to the sessions of whoever is meant."""

import pytest

from models.people import Post
from models.problems import Refused
from portal.accounts import Newcomer
from tests.portal.town import Town


def refused(code: str) -> pytest.RaisesExc[Refused]:
    return pytest.raises(Refused, match=f"'{code}'")


def _in(town: Town, password: str = "") -> str:
    return town.portal.sessions.sign_in("lin", password or town.passwords["lin"], "desk-1", "10.0.0.1").token


def test_a_reset_password_is_new_must_be_changed_and_ends_all_sessions(town: Town) -> None:
    token = _in(town)
    fresh = town.portal.accounts.reset("lin")
    with refused("signed_out"):
        town.portal.sessions.person_of(token)
    assert town.portal.sessions.person_of(_in(town, fresh)).must_change


def test_a_disabled_account_is_out_at_once(town: Town) -> None:
    token = _in(town)
    town.portal.accounts.disable("lin")
    with refused("signed_out"):
        town.portal.sessions.person_of(token)
    with refused("account_disabled"):
        _in(town)


def test_new_posts_count_from_the_next_request(town: Town) -> None:
    token = _in(town)
    town.portal.accounts.give_posts("lin", frozenset({Post("wangtai", "reviewer")}))
    assert town.portal.sessions.person_of(token).posts == (Post("wangtai", "reviewer"),)


def test_an_account_is_made_once_with_posts_that_exist(village: Town) -> None:
    accounts = village.portal.accounts
    with refused("account_exists"):
        accounts.add([Newcomer("lin", "p_x", "某", frozenset())])
    with refused("role_unknown"):
        accounts.add([Newcomer("new", "p_x", "某", frozenset({Post("wangtai", "king")}))])
    with refused("account_unknown"):
        accounts.reset("nobody")


@pytest.mark.parametrize("beside", ["clerk", "secadmin", "auditor"])
def test_nobody_holds_an_administrators_post_and_any_other(village: Town, beside: str) -> None:
    posts = frozenset({Post("digital", "sysadmin"), Post("digital", beside)})
    with refused("duties_apart"):
        village.portal.accounts.add([Newcomer("new", "p_new", "某", posts)])
    with refused("duties_apart"):
        village.portal.accounts.give_posts("lin", posts)


def test_nobody_gives_posts_to_themself(village: Town) -> None:
    with refused("own_posts"):
        village.portal.accounts.give_posts("lin", frozenset({Post("digital", "secadmin")}), by="p_lin")


def test_an_account_that_was_closed_by_mistake_is_opened_again(town: Town) -> None:
    town.portal.accounts.disable("lin", by="p_sys")
    town.portal.accounts.enable("lin", by="p_sys")
    assert _in(town)


def test_the_log_says_who_acted_and_whom_it_concerned(village: Town) -> None:
    village.portal.accounts.disable("lin", by="p_sys")
    assert village.logged("account.disable") == [("p_sys", "p_lin")]


def test_a_person_is_told_that_their_password_was_reset(village: Town) -> None:
    fresh = village.portal.accounts.reset("lin", by="p_sec")
    village.portal.sessions.change_password(_in(village, fresh), fresh, "Wangtai-spring-2026")
    assert [(one["why"], one["by"]) for one in village.told("p_lin")] == [
        ("account.reset", "p_sec"), ("account.password", ""),
    ]  # fmt: skip
