"""A backup comes back only whole, never over what is there, and always under a new name of its history."""

import io
import json
import shutil
import tarfile
from pathlib import Path
from typing import Any

import pytest

from models.problems import Refused
from models.store.portal_backup import LEAP
from portal.app import open_up
from portal.backup import MANIFEST, back_up, digest
from portal.restoring import restore, verify
from portal.vault import KEY_FILE
from sync.server.service import Service
from tests.models.office import LIN, NOON
from tests.portal.town import Town


@pytest.fixture
def kept(village: Town, tmp_path: Path) -> Path:
    """A backup of a village with one attachment."""
    village.seat(LIN).bring(b"text")
    return back_up(village.portal.store, village.folder, tmp_path / "out" / "b", NOON)[0]


def _restored(kept: Path, data: Path, **how: Any) -> Any:
    return restore(kept, data, "", NOON, **how)


def test_a_portal_comes_back_with_all_it_held_under_a_new_epoch(village: Town, kept: Path, tmp_path: Path) -> None:
    done = _restored(kept, tmp_path / "again")
    shutil.copy(village.folder / KEY_FILE, tmp_path / "again")  # kept elsewhere, and laid into the new place
    portal = open_up(tmp_path / "again", now=village.clock)
    with portal.store.reading() as reading, village.portal.store.reading() as before:
        assert reading.head() == before.head() + LEAP
        assert reading.documents("person") == before.documents("person")
        log = reading.audit()
        assert (log.wrong, log.entries) == ("", before.audit().entries + 1)
    assert portal.store.epoch == done.epoch != village.portal.store.epoch
    assert portal.store.key == village.portal.store.key
    portal.close()


def test_who_was_signed_in_must_sign_in_again(village: Town, kept: Path, tmp_path: Path) -> None:
    token = village.seat(LIN).service.person().token
    _restored(kept, tmp_path / "again")
    shutil.copy(village.folder / KEY_FILE, tmp_path / "again")  # kept elsewhere, and laid into the new place
    portal = open_up(tmp_path / "again", now=village.clock)
    with pytest.raises(Refused, match="signed_out"):
        Service(portal.house, token).hello()
    portal.close()


def test_one_file_restores_as_a_folder_does(village: Town, tmp_path: Path) -> None:
    place, made = back_up(village.portal.store, village.folder, tmp_path / "out" / "b.tar", NOON)
    assert _restored(place, tmp_path / "again").entries == made.contents.entries


def test_a_made_portal_is_never_written_over_but_moved_aside_on_demand(kept: Path, tmp_path: Path) -> None:
    data = tmp_path / "again"
    first = _restored(kept, data)
    with pytest.raises(Refused, match="portal_exists"):
        _restored(kept, data)
    (data / "mark").write_text("old")
    second = _restored(kept, data, replace=True)
    assert second.epoch != first.epoch
    assert (Path(second.aside) / "mark").read_text() == "old"
    assert not (data / "mark").exists()


def test_a_portal_that_serves_is_not_replaced(village: Town, kept: Path, tmp_path: Path) -> None:
    _restored(kept, tmp_path / "again")
    shutil.copy(village.folder / KEY_FILE, tmp_path / "again")  # kept elsewhere, and laid into the new place
    portal = open_up(tmp_path / "again", now=village.clock)
    with pytest.raises(Refused, match="portal_serving"):
        _restored(kept, tmp_path / "again", replace=True)
    portal.close()
    _restored(kept, tmp_path / "again", replace=True)


@pytest.mark.parametrize("which", range(2))
def test_a_damaged_file_is_refused_and_nothing_is_made(kept: Path, tmp_path: Path, which: int) -> None:
    name = json.loads((kept / MANIFEST).read_text("utf-8"))["files"][which]["path"]
    shutil.copy(kept / name, tmp_path / "copy")
    (kept / name).unlink()
    data = bytearray((tmp_path / "copy").read_bytes())
    data[len(data) // 2] ^= 1
    (kept / name).write_bytes(data)
    with pytest.raises(Refused, match="backup_damaged"):
        _restored(kept, tmp_path / "again")
    assert not (tmp_path / "again").exists()


def _changed(kept: Path, *, sealed: bool, **values: Any) -> None:
    doc = json.loads((kept / MANIFEST).read_text("utf-8")) | values
    (kept / MANIFEST).write_text(json.dumps({**doc, "digest": digest(doc)} if sealed else doc), "utf-8")


@pytest.mark.parametrize(
    ("values", "sealed", "code"),
    [
        ({"entries": 1}, False, "backup_damaged"),
        ({"head": "0" * 64}, True, "backup_damaged"),
        ({"schema": 99}, True, "backup_newer"),
        ({"format": 2}, True, "backup_newer"),
        ({"format": "x"}, True, "backup_foreign"),
        ({"engine": "postgresql"}, True, "backup_engine"),
    ],
)
def test_a_manifest_that_is_not_so_is_refused(
    kept: Path, tmp_path: Path, values: dict[str, Any], sealed: bool, code: str
) -> None:
    _changed(kept, sealed=sealed, **values)
    with pytest.raises(Refused, match=code):
        _restored(kept, tmp_path / "again")
    assert not (tmp_path / "again").exists()


def test_what_is_no_backup_is_refused(tmp_path: Path) -> None:
    (tmp_path / "b.tar").write_bytes(b"no tar")
    for source, code in (
        (tmp_path, "backup_foreign"),
        (tmp_path / "b.tar", "backup_foreign"),
        (tmp_path / "no", "backup_missing"),
    ):
        with pytest.raises(Refused, match=code):
            _restored(source, tmp_path / "again")


def test_a_manifest_cannot_name_a_file_outside_the_backup(kept: Path) -> None:
    _changed(kept, sealed=True, files=[{"path": "../../portal.db", "sha256": "", "size": 0}])
    with pytest.raises(Refused, match="backup_damaged"):
        verify(kept)


@pytest.mark.parametrize("name", ["../out", "/tmp/out", "link"])
def test_a_file_that_leads_out_of_its_folder_is_no_backup(tmp_path: Path, name: str) -> None:
    member = tarfile.TarInfo(name)
    member.type, member.linkname = (tarfile.SYMTYPE, "/etc/passwd") if name == "link" else (tarfile.REGTYPE, "")
    with tarfile.open(tmp_path / "b.tar", "w") as tar:
        tar.addfile(member, io.BytesIO())
    with pytest.raises(Refused, match="backup_foreign"):
        restore(tmp_path / "b.tar", tmp_path / "portal", "", NOON)
    assert not (tmp_path / "portal").exists()
