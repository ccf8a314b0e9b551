"""Codes from a telephone, and codes on paper: each opens the door once."""

from datetime import timedelta

import pyotp
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.problems import Refused
from portal.factors import Factors
from tests.models.office import LIN
from tests.portal.town import Town


def refused(code: str) -> pytest.RaisesExc[Refused]:
    return pytest.raises(Refused, match=f"'{code}'")


def _factors(town: Town) -> Factors:
    return town.portal.sessions.factors


def _phone(town: Town) -> pyotp.TOTP:
    made = pyotp.parse_uri(_factors(town).begin("p_lin", "lin"))
    assert isinstance(made, pyotp.TOTP)
    return made


def _counting(town: Town) -> tuple[pyotp.TOTP, tuple[str, ...]]:
    phone = _phone(town)
    return phone, _factors(town).finish("p_lin", "desk", phone.at(town.clock()))


def test_what_was_begun_asks_for_nothing_before_its_first_code(town: Town) -> None:
    first, second = _phone(town), _phone(town)
    assert not _factors(town).is_on("p_lin")
    assert not _factors(town).accept("p_lin", second.at(town.clock()))
    with refused("first_code_wrong"):
        _factors(town).finish("p_lin", "desk", first.at(town.clock()))
    assert len(set(_factors(town).finish("p_lin", "desk", second.at(town.clock())))) == 10
    assert _factors(town).is_on("p_lin")
    for again in (lambda: _factors(town).begin("p_lin", "lin"), lambda: _factors(town).finish("p_lin", "d", "1")):
        with refused("factor_on"):
            again()


def test_a_code_opens_once_and_an_older_one_never_after_it(town: Town) -> None:
    phone, _ = _counting(town)
    town.clock.pass_(seconds=60)
    before, now = phone.at(town.clock() - timedelta(seconds=30)), phone.at(town.clock())
    assert _factors(town).accept("p_lin", f" {now[:3]} {now[3:]} ")
    assert not _factors(town).accept("p_lin", now)
    assert not _factors(town).accept("p_lin", before)
    town.clock.pass_(seconds=30)
    assert _factors(town).accept("p_lin", phone.at(town.clock()))


@pytest.mark.parametrize(("seconds", "opens"), [(-60, False), (-30, True), (0, True), (30, True), (60, False)])
def test_a_telephones_clock_may_be_one_step_off(village: Town, seconds: int, opens: bool) -> None:
    phone, _ = _counting(village)
    village.clock.pass_(minutes=5)
    assert _factors(village).accept("p_lin", phone.at(village.clock() + timedelta(seconds=seconds))) is opens


def test_a_code_on_paper_opens_once_however_it_was_copied_and_is_kept_only_as_a_hash(town: Town) -> None:
    _, paper = _counting(town)
    assert _factors(town).accept("p_lin", paper[3].replace("-", " "))
    assert not _factors(town).accept("p_lin", paper[3])
    assert not _factors(town).accept("p_lin", paper[4].swapcase())
    assert _factors(town).state(LIN).left == 9
    assert [one["why"] for one in town.told("p_lin")] == ["factor.on", "factor.paper"]


def test_neither_secret_nor_paper_lies_in_the_database(village: Town) -> None:
    phone, paper = _counting(village)
    village.portal.close()
    data = b"".join(path.read_bytes() for path in village.folder.glob("portal.db*"))
    for secret in (phone.secret, phone.byte_secret(), *paper):
        assert (secret if isinstance(secret, bytes) else secret.encode()) not in data


def test_a_person_gives_it_up_with_a_code_unless_it_is_demanded(village: Town) -> None:
    _, paper = _counting(village)
    with refused("code_wrong"):
        _factors(village).give_up(LIN, "000000")
    _factors(village).give_up(LIN, paper[0])
    assert not _factors(village).is_on("p_lin")
    with refused("not_found"):
        _factors(village).remove("p_lin", by="p_sec")


@given(code=st.text(max_size=40))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
def test_no_other_code_opens(village: Town, code: str) -> None:
    if not _factors(village).is_on("p_lin"):
        _counting(village)
        village.clock.pass_(minutes=5)
    assert not _factors(village).accept("p_lin", code)
