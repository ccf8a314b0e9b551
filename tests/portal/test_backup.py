"""A backup is whole, of one moment, read again before it counts, and never written over another."""

import json
from pathlib import Path

import pytest

from models.problems import Refused
from models.store.portal_backup import Contents
from portal.backup import FILES, MANIFEST, Manifest, back_up, digest, fingerprint, place_for
from tests.models.office import LIN, NOON
from tests.portal.town import Town


def _backed_up(town: Town, target: Path) -> tuple[Path, Manifest]:
    return back_up(town.portal.store, town.folder, target, NOON)


def test_a_backup_tells_what_it_holds_and_every_file_is_what_it_is_named_by(town: Town, tmp_path: Path) -> None:
    sha256 = town.seat(LIN).bring(b"text")
    place, made = _backed_up(town, tmp_path / "out" / "b")
    doc = json.loads((place / MANIFEST).read_text("utf-8"))
    assert doc["digest"] == digest(doc)
    assert (doc["epoch"], doc["entries"]) == (town.portal.store.epoch, made.contents.entries)
    assert all(fingerprint(place / one["path"]) == one["sha256"] for one in doc["files"])
    assert f"{FILES}/{sha256[:2]}/{sha256}" in {one["path"] for one in doc["files"]}
    assert made.contents.counts["op_log"] == made.contents.entries
    assert not made.missing


def test_only_files_that_the_portal_speaks_of_are_taken(village: Town, tmp_path: Path) -> None:
    stray = village.folder / FILES / "ab" / ("ab" * 32)
    stray.parent.mkdir(parents=True)
    stray.write_bytes(b"stray")
    _, made = _backed_up(village, tmp_path / "out" / "b")
    assert [one.path for one in made.files] == ["portal.db"]


def test_a_lost_attachment_is_named_and_does_not_stop_the_backup(village: Town, tmp_path: Path) -> None:
    sha256 = village.seat(LIN).bring(b"text")
    (village.folder / FILES / sha256[:2] / sha256).write_bytes(b"rotten")
    _, made = _backed_up(village, tmp_path / "out" / "b")
    assert made.missing == (sha256,)


def test_the_keys_beside_the_database_come_along(village: Town, tmp_path: Path) -> None:
    (village.folder / "calendar.key").write_bytes(b"k")
    place, _ = _backed_up(village, tmp_path / "out" / "b")
    assert (place / "calendar.key").read_bytes() == b"k"


def test_no_backup_is_written_over_another_and_a_folder_takes_many(village: Town, tmp_path: Path) -> None:
    assert place_for(tmp_path, NOON).parent == tmp_path
    place, _ = _backed_up(village, tmp_path / "out" / "b.tar")
    before = place.read_bytes()
    with pytest.raises(Refused, match="backup_exists"):
        _backed_up(village, tmp_path / "out" / "b.tar")
    assert place.read_bytes() == before


def test_a_log_that_does_not_hold_together_is_not_kept_as_a_backup(village: Town, tmp_path: Path) -> None:
    with village.portal.store.apart() as connection:
        connection.exec_driver_sql("UPDATE commit_counter SET log_hash = 'x'")
    with pytest.raises(Refused, match="backup_unsound"):
        _backed_up(village, tmp_path / "out" / "b")
    assert list((tmp_path / "out").iterdir()) == []


def test_the_digest_of_a_manifest_is_of_all_but_itself() -> None:
    doc = Manifest("t", "1", "sqlite", Contents(2, "e", 1, 1, "h", {}, ()), ()).to_doc()
    assert digest(doc) == doc["digest"] != digest({**doc, "epoch": "other"})
