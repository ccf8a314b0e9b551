"""The doors: who comes in, from where, for how long; and no outsider shuts anybody out by guessing."""

import pyotp
import pytest

from models.people import Post
from models.problems import Refused
from portal.accounts import Newcomer
from portal.entries import TOLD
from sync.protocol import SessionInfo
from tests.models.office import LIN, ZHOU
from tests.portal.town import Town

NEW = "Wangtai-spring-2026"


def refused(code: str) -> pytest.RaisesExc[Refused]:
    return pytest.raises(Refused, match=f"'{code}'")


def _in(town: Town, device: str = "desk-1", address: str = "10.0.0.1", password: str = "") -> str:
    return town.portal.sessions.sign_in("lin", password or town.passwords["lin"], device, address).token


def _guess(town: Town, times: int, device: str, address: str, login: str = "lin") -> list[str]:
    codes = []
    for _ in range(times):
        with pytest.raises(Refused) as no:
            town.portal.sessions.sign_in(login, "guess", device, address)
        codes.append(no.value.code)
    return codes


def test_the_right_password_opens_a_session_bound_to_its_desk(town: Town) -> None:
    info = town.portal.sessions.person_of(_in(town))
    assert (info.person, info.device, info.must_change) == ("p_lin", "desk-1", False)


def test_a_login_is_taken_however_it_is_written(village: Town) -> None:
    assert village.portal.sessions.sign_in(" LIN ", village.passwords["lin"], "d", "10.0.0.1").person == "p_lin"


def test_a_wrong_password_counts_down_and_then_nothing_is_heard(town: Town) -> None:
    left = []
    for _ in range(5):
        with refused("password_wrong") as no:
            town.portal.sessions.sign_in("lin", "guess", "new", "10.9.9.9")
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
        assert town.portal.sessions.person_of(token).person == "p_lin"
    town.clock.pass_(days=7)
    with refused("signed_out"):
        town.portal.sessions.person_of(token)
    token = _in(town)
    town.clock.pass_(days=7, minutes=6)
    with refused("signed_out"):
        town.portal.sessions.person_of(token)


def test_signing_out_ends_that_session_alone(village: Town) -> None:
    one, two = _in(village, "one"), _in(village, "two")
    village.portal.sessions.sign_out(one)
    with refused("signed_out"):
        village.portal.sessions.person_of(one)
    assert village.portal.sessions.person_of(two).device == "two"


def test_a_new_password_ends_the_sessions_of_other_desks(town: Town) -> None:
    here, there = _in(town, "here"), _in(town, "there")
    here = town.portal.sessions.change_password(here, town.passwords["lin"], NEW)
    assert town.portal.sessions.person_of(here).person == "p_lin"
    with refused("signed_out"):
        town.portal.sessions.person_of(there)
    assert _in(town, password=NEW)
    with refused("password_wrong"):
        _in(town)


def test_a_new_password_needs_the_old_one_and_may_not_come_again(village: Town) -> None:
    accounts, token, first = village.portal.sessions, _in(village), village.passwords["lin"]
    with refused("password_wrong"):
        accounts.change_password(token, "guess", NEW)
    token = accounts.change_password(token, first, NEW)
    for used in (first, NEW):
        with refused("password_used"):
            accounts.change_password(token, NEW, used)
    with refused("password_weak"):
        accounts.change_password(token, NEW, "short")


def test_a_password_grows_old(village: Town) -> None:
    assert not village.portal.sessions.person_of(_in(village)).must_change
    village.clock.pass_(days=181)
    assert village.portal.sessions.person_of(_in(village)).must_change


def test_no_password_and_no_token_is_kept_in_the_clear(village: Town) -> None:
    token = _in(village)
    village.portal.close()
    data = b"".join(path.read_bytes() for path in village.folder.glob("portal.db*"))
    assert token.encode() not in data
    assert village.passwords["lin"].encode() not in data


# The second factor at the door.


def _with_factor(town: Town, login: str = "lin") -> pyotp.TOTP:
    """The person's telephone, once it counts."""
    doors = town.portal.sessions
    phone = pyotp.parse_uri(doors.factors.begin(f"p_{login}", login))
    assert isinstance(phone, pyotp.TOTP)
    doors.factors.finish(f"p_{login}", "desk-1", phone.at(town.clock()))
    town.clock.pass_(seconds=30)
    return phone


def _coded(town: Town, code: str, device: str = "desk-1") -> SessionInfo:
    return town.portal.sessions.sign_in("lin", town.passwords["lin"], device, "10.0.0.1", code)


def test_with_a_second_factor_the_password_alone_opens_nothing(town: Town) -> None:
    phone = _with_factor(town)
    with refused("code_needed"):
        _in(town)
    with refused("code_wrong") as no:
        _coded(town, "000000")
    assert no.value.facts["tries_left"] == 3
    assert _coded(town, phone.at(town.clock())).person == "p_lin"


def test_without_the_right_password_nobody_learns_that_there_is_a_second_factor(village: Town) -> None:
    _with_factor(village)
    assert _guess(village, 3, "new", "10.9.9.9") == ["password_wrong"] * 3
    assert _guess(village, 3, "new", "10.9.9.9", "nobody") == ["password_wrong"] * 3


def test_codes_are_guessed_as_seldom_as_passwords(village: Town) -> None:
    phone = _with_factor(village)
    for _ in range(5):
        with refused("code_wrong"):
            _coded(village, "000000", "new")
    with refused("too_many"):
        _coded(village, phone.at(village.clock()), "new")


def test_an_administrator_gets_a_second_factor_before_anything_else(village: Town) -> None:
    sys = Newcomer("sys", "p_sys", "系统管理员", frozenset({Post("digital", "sysadmin")}))
    password = village.portal.accounts.add([sys], must_change=False)["sys"]
    doors = village.portal.sessions
    info = doors.sign_in("sys", password, "d", "10.0.0.1")
    assert info.must_enrol
    phone = pyotp.parse_uri(doors.factors.begin(info.person, "sys"))
    assert isinstance(phone, pyotp.TOTP)
    doors.enrol(info, phone.at(village.clock()))
    assert not doors.person_of(info.token).must_enrol


def test_other_sessions_came_in_without_the_factor_and_end(town: Town) -> None:
    here, there = _in(town, "here"), _in(town, "there")
    doors = town.portal.sessions
    phone = pyotp.parse_uri(doors.factors.begin("p_lin", "lin"))
    assert isinstance(phone, pyotp.TOTP)
    with refused("first_code_wrong"):
        doors.enrol(doors.person_of(here), "000000")
    assert doors.person_of(there)
    assert len(doors.enrol(doors.person_of(here), phone.at(town.clock()))) == 10
    assert doors.person_of(here)
    with refused("signed_out"):
        doors.person_of(there)


# Desks and sessions.


def test_a_new_password_comes_with_a_new_token(town: Town) -> None:
    before = _in(town)
    after = town.portal.sessions.change_password(before, town.passwords["lin"], NEW)
    with refused("signed_out"):
        town.portal.sessions.person_of(before)
    assert town.portal.sessions.person_of(after).device == "desk-1"


def test_a_person_is_told_of_a_sign_in_at_a_new_desk_and_not_of_the_first(town: Town) -> None:
    _in(town, "one")
    _in(town, "one")
    assert town.told("p_lin") == []
    town.portal.sessions.sign_in("lin", town.passwords["lin"], "two", "10.0.0.8", label="PC-7\n\x1b[1m " + "x" * 90)
    (told,) = town.told("p_lin")
    assert (told["why"], told["device"], told["label"]) == ("session.new_desk", "two", ("PC-7[1m " + "x" * 90)[:60])
    seat = town.seat(LIN).everything()
    assert [doc["why"] for (type_, _), doc in seat.rows.items() if type_ == TOLD].count("session.new_desk") == 2
    assert not [key for key in town.seat(ZHOU).everything().rows if key[0] == TOLD]


def test_sessions_are_listed_and_ended_by_name_which_is_no_key(town: Town) -> None:
    here, there = _in(town, "here"), _in(town, "there")
    doors = town.portal.sessions
    by_desk = {one.device: one for one in doors.listed(person="p_lin")}
    assert by_desk["here"].session == doors.id_of(here)
    with refused("signed_out"):
        doors.person_of(by_desk["there"].session)
    with refused("not_found"):
        doors.end(by_desk["there"].session, "p_zhou")
    doors.end(by_desk["there"].session, "p_lin")
    with refused("signed_out"):
        doors.person_of(there)
    with refused("not_found"):
        doors.end(by_desk["there"].session, "p_lin")
    assert town.logged("session.end") == [("p_lin", "p_lin")]


def test_a_revoked_desk_hears_only_that_until_it_is_empty_and_is_then_a_new_one(town: Town) -> None:
    doors, token, other = town.portal.sessions, _in(town, "lost"), _in(town, "mine")
    doors.revoke("lin", "lost", "p_sec")
    with refused("device_revoked"):
        doors.person_of(token)
    assert doors.person_of(other)
    assert doors.person_of(token, emptying=True).revoked
    again = doors.sign_in("lin", town.passwords["lin"], "lost", "10.0.0.1")
    assert again.revoked
    doors.emptied(again.token)
    with refused("signed_out"):
        doors.person_of(again.token)
    assert not doors.sign_in("lin", town.passwords["lin"], "lost", "10.0.0.1").revoked
    assert [one["why"] for one in town.told("p_lin")] == ["session.new_desk", "device.revoke", "session.new_desk"]
    assert town.logged("device.revoke") == [("p_sec", "p_lin")]


def test_only_a_revoked_desk_can_say_that_it_is_empty(village: Town) -> None:
    with refused("not_found"):
        village.portal.sessions.emptied(_in(village))
    with refused("not_found"):
        village.portal.sessions.revoke("lin", "nowhere", "p_sec")
    with refused("account_unknown"):
        village.portal.sessions.revoke("nobody", "desk-1", "p_sec")
