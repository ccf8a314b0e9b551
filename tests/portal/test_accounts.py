"""The doors: who comes in, from where, for how long; and no outsider shuts anybody out by guessing."""

import pytest

from models.people import Post
from models.problems import Refused
from portal.accounts import Newcomer
from tests.portal.town import Town

NEW = "Wangtai-spring-2026"


def refused(code: str) -> pytest.RaisesExc[Refused]:
    return pytest.raises(Refused, match=f"'{code}'")


def _in(town: Town, device: str = "desk-1", address: str = "10.0.0.1", password: str = "") -> str:
    return town.portal.accounts.sign_in("lin", password or town.passwords["lin"], device, address).token


def _guess(town: Town, times: int, device: str, address: str, login: str = "lin") -> list[str]:
    codes = []
    for _ in range(times):
        with pytest.raises(Refused) as no:
            town.portal.accounts.sign_in(login, "guess", device, address)
        codes.append(no.value.code)
    return codes


def test_the_right_password_opens_a_session_bound_to_its_desk(town: Town) -> None:
    info = town.portal.accounts.person_of(_in(town))
    assert (info.person, info.device, info.must_change) == ("p_lin", "desk-1", False)


def test_a_login_is_taken_however_it_is_written(village: Town) -> None:
    assert village.portal.accounts.sign_in(" LIN ", village.passwords["lin"], "d", "10.0.0.1").person == "p_lin"


def test_a_wrong_password_counts_down_and_then_nothing_is_heard(town: Town) -> None:
    left = []
    for _ in range(5):
        with refused("password_wrong") as no:
            town.portal.accounts.sign_in("lin", "guess", "new", "10.9.9.9")
        left.append(no.value.facts["tries_left"])
    assert left == [4, 3, 2, 1, 0]
    with refused("too_many") as no:
        _in(town, "new", "10.9.9.9")
    assert no.value.facts["retry_after"] == 900
    town.clock.pass_(minutes=15, seconds=1)
    assert _in(town, "new", "10.9.9.9")


def test_an_account_that_does_not_exist_is_answered_like_one_that_does(village: Town) -> None:
    assert _guess(village, 6, "new", "10.9.9.9", "nobody") == ["password_wrong"] * 5 + ["too_many"]


def test_a_strangers_guesses_do_not_shut_out_a_known_desk(town: Town) -> None:
    _in(town, "my-desk", "10.0.0.1")
    for n in range(30):
        _guess(town, 2, f"stranger-{n}", f"10.66.0.{n}")
    assert _guess(town, 1, "another", "10.66.1.1") == ["too_many"]
    assert _in(town, "my-desk", "10.0.0.1")


def test_a_strangers_guesses_do_not_shut_out_a_new_desk_at_a_known_address(village: Town) -> None:
    _in(village, "my-desk", "10.0.0.1")
    for n in range(20):
        _guess(village, 1, f"stranger-{n}", f"10.66.0.{n}")
    assert _in(village, "my-second-desk", "10.0.0.1")


def test_one_address_cannot_try_all_accounts(village: Town) -> None:
    codes = [_guess(village, 1, "d", "10.66.0.1", f"account-{n}")[0] for n in range(51)]
    assert codes == ["password_wrong"] * 50 + ["too_many"]


def test_the_right_password_clears_ones_own_count(village: Town) -> None:
    for _ in range(3):
        _guess(village, 4, "desk-1", "10.0.0.1")
        _in(village)


def test_a_session_ends_when_it_is_not_used_and_at_its_last_day(town: Town) -> None:
    token = _in(town)
    for _ in range(4):
        town.clock.pass_(days=6)
        assert town.portal.accounts.person_of(token).person == "p_lin"
    town.clock.pass_(days=7)
    with refused("signed_out"):
        town.portal.accounts.person_of(token)
    token = _in(town)
    town.clock.pass_(days=7, minutes=6)
    with refused("signed_out"):
        town.portal.accounts.person_of(token)


def test_signing_out_ends_that_session_alone(village: Town) -> None:
    one, two = _in(village, "one"), _in(village, "two")
    village.portal.accounts.sign_out(one)
    with refused("signed_out"):
        village.portal.accounts.person_of(one)
    assert village.portal.accounts.person_of(two).device == "two"


def test_a_new_password_ends_the_sessions_of_other_desks(town: Town) -> None:
    here, there = _in(town, "here"), _in(town, "there")
    town.portal.accounts.change_password(here, town.passwords["lin"], NEW)
    assert town.portal.accounts.person_of(here).person == "p_lin"
    with refused("signed_out"):
        town.portal.accounts.person_of(there)
    assert _in(town, password=NEW)
    with refused("password_wrong"):
        _in(town)


def test_a_new_password_needs_the_old_one_and_may_not_come_again(village: Town) -> None:
    accounts, token, first = village.portal.accounts, _in(village), village.passwords["lin"]
    with refused("password_wrong"):
        accounts.change_password(token, "guess", NEW)
    accounts.change_password(token, first, NEW)
    for used in (first, NEW):
        with refused("password_used"):
            accounts.change_password(token, NEW, used)
    with refused("password_weak"):
        accounts.change_password(token, NEW, "short")


def test_a_password_grows_old(village: Town) -> None:
    assert not village.portal.accounts.person_of(_in(village)).must_change
    village.clock.pass_(days=181)
    assert village.portal.accounts.person_of(_in(village)).must_change


def test_a_reset_password_is_new_must_be_changed_and_ends_all_sessions(town: Town) -> None:
    token = _in(town)
    fresh = town.portal.accounts.reset("lin")
    with refused("signed_out"):
        town.portal.accounts.person_of(token)
    assert town.portal.accounts.person_of(_in(town, password=fresh)).must_change


def test_a_disabled_account_is_out_at_once(town: Town) -> None:
    token = _in(town)
    town.portal.accounts.disable("lin")
    with refused("signed_out"):
        town.portal.accounts.person_of(token)
    with refused("account_disabled"):
        _in(town)


def test_new_posts_count_from_the_next_request(town: Town) -> None:
    token = _in(town)
    town.portal.accounts.give_posts("lin", frozenset({Post("wangtai", "reviewer")}))
    assert town.portal.accounts.person_of(token).posts == (Post("wangtai", "reviewer"),)


def test_an_account_is_made_once_with_posts_that_exist(village: Town) -> None:
    accounts = village.portal.accounts
    with refused("account_exists"):
        accounts.add([Newcomer("lin", "p_x", "某", frozenset())])
    with refused("role_unknown"):
        accounts.add([Newcomer("new", "p_x", "某", frozenset({Post("wangtai", "king")}))])
    with refused("account_unknown"):
        accounts.reset("nobody")


def test_no_password_and_no_token_is_kept_in_the_clear(village: Town) -> None:
    token = _in(village)
    village.portal.close()
    data = b"".join(path.read_bytes() for path in village.folder.glob("portal.db*"))
    assert token.encode() not in data
    assert village.passwords["lin"].encode() not in data
