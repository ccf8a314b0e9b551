"""Files on their way up: whatever dies, fills up or is forgotten, what was taken stays taken."""

import hashlib
import threading
from datetime import timedelta
from pathlib import Path

import pytest

from models.problems import Refused, StoreFault
from models.store.portal_tables import blob, blob_ref
from sync.server.blobs import Allowed, Files
from sync.server.parts import Parts
from sync.server.uploads import Bounds, Uploads
from tests.models.office import FIELDS, LIN
from tests.portal.town import Town

ALLOWED = Allowed(1_000_000, {"text": ("txt",)})
BOUNDS = Bounds(a_day=100_000, keep=timedelta(days=7), unused=timedelta(days=30))
DATA = "公示名单\n".encode() * 1000
SHA = hashlib.sha256(DATA).hexdigest()


def _open(town: Town, tmp_path: Path, parts: Parts | None = None, files: Files | None = None) -> Uploads:
    """Another process on the same folder."""
    kept = files or Files(tmp_path / "files", ALLOWED)
    return Uploads(town.portal.store, kept, parts or Parts(tmp_path / "uploads"), BOUNDS, town.clock)


def _begin(uploads: Uploads, data: bytes = DATA, person: str = "p_lin", name: str = "a.txt") -> str:
    return uploads.begin(person, hashlib.sha256(data).hexdigest(), len(data), name, False).id


def test_an_upload_goes_on_after_a_restart_and_at_another_process(town: Town, tmp_path: Path) -> None:
    one = _open(town, tmp_path)
    name = _begin(one)
    one.add("p_lin", name, 0, DATA[:500])
    other = _open(town, tmp_path)
    assert other.look("p_lin", name).offset == 500
    assert other.begin("p_lin", SHA, len(DATA), "b.txt", False).offset == 500
    assert other.add("p_lin", name, 500, DATA[500:]).offset == len(DATA)
    assert Files(tmp_path / "files", ALLOWED).read(SHA) == DATA
    assert not list((tmp_path / "uploads").iterdir())
    assert one.look("p_lin", name).offset == len(DATA)


def test_two_who_write_at_once_write_one_file(village: Town, tmp_path: Path) -> None:
    name = _begin(_open(village, tmp_path))

    def bring() -> None:
        mine = _open(village, tmp_path)
        at = 0
        while at < len(DATA):
            try:
                at = mine.add("p_lin", name, at, DATA[at : at + 700]).offset
            except Refused as no:
                at = int(str(no.facts["offset"]))

    threads = [threading.Thread(target=bring) for _ in range(3)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert Files(tmp_path / "files", ALLOWED).read(SHA) == DATA


class _Dying(Files):
    """A portal that dies before a whole file is put in its place."""

    def take(self, sha256: str, file: object) -> None:
        raise KeyboardInterrupt


def test_a_portal_that_dies_at_the_last_step_takes_it_again_and_no_byte_comes_twice(
    village: Town, tmp_path: Path
) -> None:
    dying = _open(village, tmp_path, files=_Dying(tmp_path / "files", ALLOWED))
    name = _begin(dying)
    with pytest.raises(KeyboardInterrupt):
        dying.add("p_lin", name, 0, DATA)
    assert _open(village, tmp_path).begin("p_lin", SHA, len(DATA), "a.txt", False).offset == len(DATA)
    assert Files(tmp_path / "files", ALLOWED).read(SHA) == DATA


class _Full(Parts):
    """A disk with room for some bytes."""

    def append(self, part: object, data: bytes) -> None:
        raise StoreFault("store_full", path="x")


def test_a_full_disk_is_told_and_what_was_here_stays(village: Town, tmp_path: Path) -> None:
    name = _begin(_open(village, tmp_path))
    _open(village, tmp_path).add("p_lin", name, 0, DATA[:500])
    with pytest.raises(StoreFault, match="store_full"):
        _open(village, tmp_path, _Full(tmp_path / "uploads")).add("p_lin", name, 500, DATA[500:])
    assert _open(village, tmp_path).look("p_lin", name).offset == 500


def test_a_day_has_its_measure_and_the_next_day_its_own(village: Town, tmp_path: Path) -> None:
    uploads = _open(village, tmp_path)
    large = bytes(b"a" * 60_000)
    _begin(uploads, large)
    _begin(uploads, large)
    with pytest.raises(Refused, match="upload_quota") as refused:
        _begin(uploads, b"b" * 60_000)
    assert 0 < int(str(refused.value.facts["retry_after"])) <= 86_401
    _begin(uploads, b"b" * 60_000, person="p_zhou")
    assert uploads.begin("p_lin", "c" * 64, 60_000, "a.txt", True).offset == 60_000
    village.clock.pass_(days=1)
    _begin(uploads, b"b" * 60_000)


def test_what_was_begun_and_never_ended_is_forgotten_and_begins_again(village: Town, tmp_path: Path) -> None:
    uploads = _open(village, tmp_path)
    name = _begin(uploads)
    uploads.add("p_lin", name, 0, DATA[:500])
    village.clock.pass_(days=7)
    with pytest.raises(Refused, match="upload_expired"):
        uploads.add("p_lin", name, 500, DATA[500:])
    village.clock.pass_(minutes=1)
    assert uploads.tidy() == 1
    with pytest.raises(Refused, match="not_found"):
        uploads.look("p_lin", name)
    assert not list((tmp_path / "uploads").iterdir())
    assert uploads.begin("p_lin", SHA, len(DATA), "a.txt", False).offset == 0


def test_nobody_goes_on_with_the_upload_of_another(village: Town, tmp_path: Path) -> None:
    uploads = _open(village, tmp_path)
    name = _begin(uploads)
    for asked in (lambda: uploads.look("p_zhou", name), lambda: uploads.add("p_zhou", name, 0, DATA)):
        with pytest.raises(Refused, match="not_found"):
            asked()


def _named_by(town: Town, sha256: str) -> set[tuple[str, str]]:
    with town.portal.store.looking() as connection:
        return {(row.type, row.id) for row in connection.execute(blob_ref.select().where(blob_ref.c.sha256 == sha256))}


def test_a_file_that_no_act_spoke_of_goes_in_two_steps_and_one_that_is_used_stays(town: Town, tmp_path: Path) -> None:
    uploads, files = town.portal.house.uploads, town.portal.house.files
    unused = town.seat(LIN).bring(DATA)
    used = town.seat(LIN).bring(DATA + b"x")
    fields = {**FIELDS, "attachments": [{"sha256": used, "name": "a.txt", "size": len(DATA) + 1}]}
    town.seat(LIN).ok("create", town.id(), {"fields": fields})
    town.clock.pass_(days=31)
    uploads.tidy()
    assert not _named_by(town, unused)
    assert files.has(unused)
    town.clock.pass_(hours=2)
    uploads.tidy()
    assert not files.has(unused)
    assert files.read(used) == DATA + b"x"
    with town.portal.store.looking() as connection:
        assert {row.sha256 for row in connection.execute(blob.select())} == {used}
        assert unused not in {row.sha256 for row in connection.execute(blob_ref.select())}


def test_a_file_that_comes_again_between_the_two_steps_stays(village: Town) -> None:
    unused = village.seat(LIN).bring(DATA)
    village.clock.pass_(days=31)
    village.portal.house.uploads.tidy()
    uploads, files = village.portal.house.uploads, village.portal.house.files
    uploads.add("p_lin", _begin(uploads), 0, DATA)
    village.clock.pass_(hours=2)
    uploads.tidy()
    assert files.read(unused) == DATA
    assert _named_by(village, unused) == {("person", "p_lin")}


def test_what_lies_there_and_nobody_knows_is_swept_once_it_is_old(village: Town, tmp_path: Path) -> None:
    parts = tmp_path / "uploads"
    parts.mkdir()
    (parts / "stray").write_bytes(b"x")
    uploads = _open(village, tmp_path)
    village.clock.now += timedelta(days=365 * 9)
    assert uploads.tidy() == 1
    assert not (parts / "stray").exists()
