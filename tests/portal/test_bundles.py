"""The portal's keys, the desks it knows, and the bundles it took."""

import json
import os
from pathlib import Path

import pytest

from models import seals
from models.problems import Refused
from portal.backup import KEPT
from portal.bundles import KEY_FILE, Bundles
from sync.bundle import Label
from sync.protocol import SessionInfo
from tests.models.office import LIN
from tests.portal.town import Town

KEY = seals.new_signer()[1]
LABEL = Label("bundle", "sha256:0", LIN.person, LIN.device, "bundle-0001", "2026-04-28T09:00:00+08:00")


def _session(town: Town) -> SessionInfo:
    return town.portal.house.doors.person_of(town.seat(LIN).service._token)


def test_the_keys_are_made_once_for_their_owner_alone_and_go_into_the_backup(village: Town) -> None:
    bundles = village.portal.bundles
    keys, place = bundles.keys(), village.folder / KEY_FILE
    assert bundles.keys() == keys
    assert Bundles(village.portal.store, village.portal.sessions, village.folder, village.clock).keys() == keys
    assert os.stat(place).st_mode & 0o777 == 0o600
    assert KEY_FILE in KEPT
    assert [path.name for path in village.folder.glob(".bundle.key*")] == []


def test_a_desk_is_known_from_its_sign_in_on(village: Town) -> None:
    bundles = village.portal.bundles
    with pytest.raises(Refused, match="bundle_unknown_desk"):
        bundles.admit(LIN.person, LIN.device)
    told = bundles.introduce(_session(village), KEY)
    assert told == {"seal": bundles.keys().public.seal, "sign": bundles.keys().public.sign}
    admitted = bundles.admit(LIN.person, LIN.device)
    assert (admitted.key, admitted.session.actor) == (KEY, LIN)
    for person, device in ((LIN.person, "desk-other"), ("p_nobody", LIN.device), ("p_chen", LIN.device)):
        with pytest.raises(Refused, match="bundle_unknown_desk"):
            bundles.admit(person, device)
    for wrong in ("", "ed25519:12", f"x25519:{'0' * 64}", KEY.upper()):
        with pytest.raises(Refused, match="malformed"):
            bundles.introduce(_session(village), wrong)


def test_a_person_who_may_not_sign_in_may_not_send_a_bundle(village: Town) -> None:
    bundles, accounts = village.portal.bundles, village.portal.accounts
    bundles.introduce(_session(village), KEY)
    accounts.disable(LIN.name)
    with pytest.raises(Refused, match="account_disabled"):
        bundles.admit(LIN.person, LIN.device)
    accounts.reset(LIN.name)
    assert bundles.admit(LIN.person, LIN.device).session.must_change


def test_a_desk_that_was_revoked_is_not_known_and_once_emptied_not_even_by_its_key(village: Town) -> None:
    bundles, sessions = village.portal.bundles, village.portal.sessions
    bundles.introduce(_session(village), KEY)
    sessions.revoke(LIN.name, LIN.device, "p_admin")
    with pytest.raises(Refused, match="bundle_unknown_desk"):
        bundles.admit(LIN.person, LIN.device)
    sessions.emptied(village.seat(LIN).service._token)
    with pytest.raises(Refused, match="bundle_unknown_desk"):
        bundles.admit(LIN.person, LIN.device)


def test_another_password_ends_the_bundles_of_all_other_desks(village: Town) -> None:
    bundles, sessions = village.portal.bundles, village.portal.sessions
    bundles.introduce(_session(village), KEY)
    other = sessions.sign_in(LIN.name, village.passwords[LIN.name], "desk-other", "10.0.0.2")
    bundles.introduce(other, seals.new_signer()[1])
    sessions.change_password(other.token, village.passwords[LIN.name], "Another-Word-2026")
    with pytest.raises(Refused, match="bundle_unknown_desk"):
        bundles.admit(LIN.person, LIN.device)
    assert bundles.admit(LIN.person, "desk-other").session.device == "desk-other"


def test_a_bundle_is_taken_once_and_written_down(town: Town) -> None:
    bundles = town.portal.bundles
    assert not bundles.claim(LABEL, "aa")
    assert bundles.claim(LABEL, "aa")
    with pytest.raises(Refused, match="bundle_reused"):
        bundles.claim(LABEL, "bb")
    with town.portal.store.reading() as reading:
        assert reading.audit().wrong == ""
    with town.portal.store.looking() as connection:
        found = connection.exec_driver_sql("SELECT person, device, id FROM op_log WHERE kind = 'bundle.take'").all()
    assert [tuple(row) for row in found] == [(LIN.person, LIN.device, "bundle-0001")]


def test_a_folder_that_cannot_be_written_is_told(village: Town, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(Refused, match="profile_read_only"):
        Bundles(village.portal.store, village.portal.sessions, tmp_path / "file", village.clock).keys()


def test_the_private_halves_are_nowhere_but_in_the_file(village: Town) -> None:
    bundles = village.portal.bundles
    told = json.dumps(bundles.introduce(_session(village), KEY))
    kept = json.loads((village.folder / KEY_FILE).read_text("utf-8"))
    assert kept["opens"].partition(":")[2] not in told
    assert kept["signs"].partition(":")[2] not in told
