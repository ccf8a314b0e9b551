"""What a desk asks of the doors, over a real line; what is no answer of ours is named as such."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pyotp
import pytest

from models.problems import Refused, Unreachable
from sync.client.care import Care
from sync.client.remote import Remote
from tests.portal.line import Line
from tests.portal.town import Town


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    """A portal."""
    made = Town(tmp_path)
    yield made
    made.close()


@pytest.fixture
def line(town: Town) -> Iterator[Line]:
    """Served."""
    made = Line(town.portal)
    yield made
    made.close()


def _in(town: Town, line: Line, device: str, code: str = "") -> Remote:
    remote = Remote(line.url)
    remote.session("lin", town.passwords["lin"], device, code, "PC")
    return remote


def test_sessions_and_the_second_factor_are_the_persons_own_to_look_after(town: Town, line: Line) -> None:
    here, there = _in(town, line, "here"), _in(town, line, "there")
    care = Care(here)
    found = {one.device: one for one in care.sessions()}
    assert (found["here"].this, found["there"].this, found["there"].label) == (True, False, "PC")
    care.end(found["there"].session)
    with pytest.raises(Refused, match="signed_out"):
        Care(there).sessions()
    phone = pyotp.parse_uri(care.begin_factor(town.passwords["lin"]))
    assert isinstance(phone, pyotp.TOTP)
    paper = care.confirm_factor(phone.at(town.clock()))
    assert (care.factor().on, care.factor().left) == (True, 10)
    care.remove_factor(town.passwords["lin"], paper[0])
    assert not care.factor().on
    for remote in (here, there):
        remote.close()


def test_an_administrators_part_is_refused_to_anybody_else(town: Town, line: Line) -> None:
    care = Care(remote := _in(town, line, "here"))
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
