"""A desk's key is kept sealed, for one person at one desk, and is gone when the desk is revoked."""

from pathlib import Path

import pytest
from sqlalchemy import text

from models.problems import Refused
from models.store.portal_sessions import revoke
from portal.box import KEY_FILE
from tests.portal.town import Town

KEY, OTHER = "ab" * 32, "cd" * 32


def _signed_in(town: Town, desk: str, account: str = "lin") -> str:
    return town.portal.sessions.sign_in(account, town.passwords[account], desk, "10.0.0.1").person


def test_a_key_comes_back_to_its_person_at_its_desk_alone(town: Town) -> None:
    escrow, person = town.portal.escrow, _signed_in(town, "desk-a")
    assert escrow.exchange(person, "desk-a", KEY) == ""
    assert escrow.exchange(person, "desk-a", "") == KEY
    assert escrow.exchange(person, "desk-a", OTHER) == KEY
    assert escrow.exchange(person, "desk-a", "") == OTHER
    assert escrow.exchange(_signed_in(town, "desk-b"), "desk-b", "") == ""
    assert escrow.exchange(_signed_in(town, "desk-a", "zhou"), "desk-a", "") == ""


def test_the_database_does_not_hold_it_in_plain(village: Town, tmp_path: Path) -> None:
    village.portal.escrow.exchange(_signed_in(village, "desk-a"), "desk-a", KEY)
    files = b"".join(path.read_bytes() for path in tmp_path.glob("portal.db*"))
    assert KEY.encode() not in files
    assert bytes.fromhex(KEY) not in files


def test_a_revoked_desk_gets_nothing(village: Town) -> None:
    person = _signed_in(village, "desk-a")
    village.portal.escrow.exchange(person, "desk-a", KEY)
    with village.portal.store.apart() as connection:
        assert revoke(connection, "lin", "desk-a", "2026-04-28T09:00:00+08:00")
        assert connection.execute(text("SELECT store_key FROM device WHERE device = 'desk-a'")).scalar() == ""
    assert village.portal.escrow.exchange(person, "desk-a", "") == ""


@pytest.mark.parametrize("key", ["x" * 64, "ab" * 31, "ab" * 33, "AB" * 32])
def test_what_is_no_key_is_not_kept(village: Town, key: str) -> None:
    with pytest.raises(Refused, match="malformed"):
        village.portal.escrow.exchange(_signed_in(village, "desk-a"), "desk-a", key)


def test_a_lost_key_of_the_portal_is_named(village: Town, tmp_path: Path) -> None:
    person = _signed_in(village, "desk-a")
    village.portal.escrow.exchange(person, "desk-a", KEY)
    (tmp_path / KEY_FILE).write_bytes(bytes(32))
    with pytest.raises(Refused, match="key_lost"):
        village.portal.escrow.exchange(person, "desk-a", "")
