"""Who wrote lies sealed in the portal's database, travels open to those who may know, and goes with no key quietly."""

import base64
from pathlib import Path

import pytest

from models import crypto
from models.problems import Refused
from models.store.portal import open_portal
from models.store.portal_write import Put
from models.suites import AES, SM4
from portal import vault
from portal.app import DATABASE, Portal, open_up
from portal.backup import back_up
from portal.restoring import restore
from portal.vault import KEY_FILE, PLACE, rotate, vault_in
from tests.models.bureau import CONTACT
from tests.models.office import NOON
from tests.portal.letters import letter
from tests.portal.town import Town

PHONE, NAME = "13959912345", "王秀英不公开"
DOC = {"matter": "m1", "contact": {"name": NAME, "phone": PHONE}, "changed_at": ""}
PUT = Put("writer", "m1.writer", frozenset({"u:wangtai"}), lambda _: DOC)


def _write(town: Town) -> None:
    town.portal.store.write(lambda writing: writing.note(None, [PUT]))


def _bytes(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.glob(f"{DATABASE}*"))


def _held(town: Town) -> object:
    with town.portal.store.reading() as reading:
        return reading.documents("writer")["m1.writer"]["contact"]


def test_the_database_holds_no_citizens_number_and_gives_it_to_its_readers(town: Town, tmp_path: Path) -> None:
    _write(town)
    town.portal.contacts.put({"p_lin": "13700001111"})
    assert _held(town) == DOC["contact"]
    assert town.portal.contacts.phones()["p_lin"].number == "13700001111"
    with town.portal.store.looking() as connection:
        raw = str(connection.exec_driver_sql("SELECT doc FROM rows WHERE type IN ('writer', 'contact')").all())
    assert raw.count("sealed:") == 2
    for word in (PHONE, NAME, "13700001111"):
        assert word not in raw
        assert word.encode() not in _bytes(tmp_path)
    assert (tmp_path / KEY_FILE).stat().st_mode & 0o77 == 0


def test_what_a_citizen_brings_through_the_door_lies_nowhere_in_plain(town: Town, tmp_path: Path) -> None:
    """Not in the log of acts either, whose chain holds all the same, also with another key."""
    letter(town, NOON)
    private = [value for name, value in CONTACT.items() if name in ("phone", "address", "id_no")]
    assert private
    rotate(town.portal.store, tmp_path)
    assert not [value for value in private if value.encode() in _bytes(tmp_path)]
    with town.portal.store.reading() as reading:
        assert reading.audit().wrong == ""


def test_the_feed_brings_it_open(town: Town) -> None:
    _write(town)
    with town.portal.store.reading() as reading:
        scopes = reading.holders("writer", ["m1.writer"]).get("m1.writer", frozenset())
        docs = [entry.doc for entry in reading.entries(dict.fromkeys(scopes, 0)) if entry.type == "writer"]
    assert all(doc is not None and PHONE in doc for doc in docs)


def test_another_key_takes_the_place_of_the_old_one(town: Town, tmp_path: Path) -> None:
    _write(town)
    before = (tmp_path / KEY_FILE).read_text()
    assert rotate(town.portal.store, tmp_path) >= 1
    after = (tmp_path / KEY_FILE).read_text()
    assert (len(after.split()), after != before) == (1, True)
    assert _held(town) == DOC["contact"]


def test_a_rotation_that_was_cut_off_is_done_again(
    village: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _write(village)

    def off(*_given: object) -> int:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(vault, "seal_all", off)
        with pytest.raises(KeyboardInterrupt):
            rotate(village.portal.store, tmp_path)
    assert _held(village) == DOC["contact"]
    rotate(village.portal.store, tmp_path)
    assert _held(village) == DOC["contact"]
    assert len((tmp_path / KEY_FILE).read_text().split()) == 1


@pytest.mark.parametrize("content", [None, "", "not a key\n", "ab" * 32 + "\n"])
def test_without_its_key_the_portal_does_not_start_and_touches_nothing(
    village: Town, tmp_path: Path, content: str | None
) -> None:
    _write(village)
    village.close()
    kept = (tmp_path / KEY_FILE).read_text()
    (tmp_path / KEY_FILE).unlink()
    if content is not None:
        (tmp_path / KEY_FILE).write_text(content)
    with pytest.raises(Refused, match="vault_key"):
        open_up(tmp_path)
    (tmp_path / KEY_FILE).write_text(kept)
    portal = open_up(tmp_path)
    with portal.store.reading() as reading:
        assert reading.documents("writer")["m1.writer"]["contact"] == DOC["contact"]
    portal.close()


def test_a_portal_of_before_is_sealed_at_its_next_start(tmp_path: Path) -> None:
    store = open_portal(tmp_path / DATABASE)
    store.write(lambda writing: writing.note(None, [PUT]))
    store.close()
    assert PHONE.encode() in _bytes(tmp_path)
    portal = open_up(tmp_path)
    portal.close()
    assert PHONE.encode() not in _bytes(tmp_path)


def test_the_key_may_lie_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "else").mkdir()
    monkeypatch.setenv(PLACE, str(tmp_path / "else" / "key"))
    open_up(tmp_path / "data").close()
    assert not (tmp_path / "data" / KEY_FILE).exists()
    assert vault_in(tmp_path / "data").is_there()


def test_a_backup_holds_no_key_and_comes_back_with_that_of_the_place(village: Town, tmp_path: Path) -> None:
    _write(village)
    place, _made = back_up(village.portal.store, tmp_path, tmp_path / "b", NOON)
    assert not (place / KEY_FILE).exists()
    assert PHONE.encode() not in (place / DATABASE).read_bytes()
    with pytest.raises(Refused, match="vault_key"):
        _opened(place, tmp_path / "strange")
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / KEY_FILE).write_text((tmp_path / KEY_FILE).read_text())
    _opened(place, tmp_path / "new")


def _opened(place: Path, data: Path) -> None:
    restore(place, data, "", NOON)
    open_up(data).close()


def test_after_another_word_of_the_policy_all_of_before_opens_and_a_rotation_seals_it_anew(
    village: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _write(village)
    village.close()
    monkeypatch.setattr(vault, "shipped_text", lambda _name: f'suite = "{SM4}"')
    portal = open_up(tmp_path)
    assert AES.encode() in _lying(portal)
    with portal.store.reading() as reading:
        assert reading.documents("writer")["m1.writer"]["contact"] == DOC["contact"]
    rotate(portal.store, tmp_path)
    assert SM4.encode() in _lying(portal)
    with portal.store.reading() as reading:
        assert reading.documents("writer")["m1.writer"]["contact"] == DOC["contact"]
    portal.close()


def _lying(portal: Portal) -> bytes:
    """A sealed document as it lies in the database, out of its letters."""
    with portal.store.looking() as connection:
        raw = connection.exec_driver_sql("SELECT doc FROM rows WHERE type = 'writer'").scalar_one()
    return base64.b64decode(str(raw).rpartition(":")[2])


def test_a_portal_whose_computer_has_not_the_chosen_suite_does_not_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vault, "shipped_text", lambda _name: f'suite = "{SM4}"')
    monkeypatch.setattr(crypto, "_works", lambda name: name != SM4)
    with pytest.raises(Refused, match="cipher_missing"):
        open_up(tmp_path)
