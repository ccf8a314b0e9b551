"""What a desk asks of the doors, over a real line; what is no answer of ours is named as such."""

from collections.abc import Mapping
from typing import Any

import pyotp
import pytest

from models.problems import Refused, Unreachable
from sync.client.care import Care
from sync.client.remote import Remote
from tests.portal.conftest import line as line
from tests.portal.conftest import village as village
from tests.portal.line import Line
from tests.portal.town import Town


def _in(village: Town, line: Line, device: str, code: str = "") -> Remote:
    remote = Remote(line.url)
    remote.session("lin", village.passwords["lin"], device, code, "PC")
    return remote


def test_sessions_and_the_second_factor_are_the_persons_own_to_look_after(village: Town, line: Line) -> None:
    here, there = _in(village, line, "here"), _in(village, line, "there")
    care = Care(here)
    found = {one.device: one for one in care.sessions()}
    assert (found["here"].this, found["there"].this, found["there"].label) == (True, False, "PC")
    care.end(found["there"].session)
    with pytest.raises(Refused, match="signed_out"):
        Care(there).sessions()
    phone = pyotp.parse_uri(care.begin_factor(village.passwords["lin"]))
    assert isinstance(phone, pyotp.TOTP)
    paper = care.confirm_factor(phone.at(village.clock()))
    assert (care.factor().on, care.factor().left) == (True, 10)
    care.remove_factor(village.passwords["lin"], paper[0])
    assert not care.factor().on
    for remote in (here, there):
        remote.close()


def test_an_administrators_part_is_refused_to_anybody_else(village: Town, line: Line) -> None:
    care = Care(remote := _in(village, line, "here"))
    for asked in (
        care.accounts, lambda: care.all_sessions("x"), lambda: care.end_any("x"), lambda: care.revoke("lin", "here"),
        lambda: care.set_account("lin", "disable"),
    ):  # fmt: skip
        with pytest.raises(Refused, match="not_yours"):
            asked()
    for asked in (lambda: care.leave([{}]), care.emptied):
        with pytest.raises(Refused, match="not_found"):
            asked()
    remote.close()


def test_what_is_no_answer_of_the_portals_is_not_believed() -> None:
    class Captive:
        def ask(self, method: str, path: str, doc: Mapping[str, Any] | None = None) -> Any:
            return "<html>"

    with pytest.raises(Unreachable, match="portal_foreign"):
        Care(Captive()).sessions()
