"""Files are kept whole under their fingerprint, and only what is named goes up."""

import io
from pathlib import Path

import pytest

from models.problems import Refused, StoreFault
from sync.client.blobs import FOLDER, BlobFolder, fingerprint, named_by, named_in

SHA = "a" * 64
KEY = bytes(range(32))


def test_a_file_comes_back_as_it_was_and_is_kept_once(tmp_path: Path) -> None:
    folder = BlobFolder(tmp_path, KEY)
    name = folder.keep("名单".encode())
    assert name == fingerprint("名单".encode()) == folder.keep("名单".encode())
    assert folder.read(name) == "名单".encode()
    folder.forget(name)
    assert folder.read(name) is None


def test_a_name_that_is_no_fingerprint_leads_nowhere(tmp_path: Path) -> None:
    for bad in ("../../etc/passwd", "A" * 64, ""):
        with pytest.raises(Refused, match="malformed"):
            BlobFolder(tmp_path, KEY).path(bad)


def test_a_folder_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    (tmp_path / FOLDER).write_text("in the way")
    with pytest.raises(StoreFault):
        BlobFolder(tmp_path, KEY).keep(b"x")


def test_a_text_names_its_attachments_and_its_pictures() -> None:
    fields = {"attachments": [{"sha256": SHA}], "body": f'<p><img src="blob:{"b" * 64}"><img src="blob:{SHA}"></p>'}
    assert named_in(fields) == (SHA, "b" * 64)
    assert named_in({}) == ()


def test_a_file_that_comes_in_parts_is_there_once_all_of_it_is(tmp_path: Path) -> None:
    folder, data = BlobFolder(tmp_path, KEY), bytes(range(251)) * 600
    name = fingerprint(data)
    come = folder.add(name, 0, data[:100_000], len(data))
    assert 0 < come <= 100_000
    assert (folder.come(name), folder.read(name), folder.size(name)) == (come, None, 0)
    again = BlobFolder(tmp_path, KEY)
    assert again.add(name, 7, data[7:], len(data)) == come, "bytes that do not follow were put there"
    assert again.add(name, come, data[come:], len(data)) == len(data) == again.come(name)
    assert again.end(name)
    assert (again.read(name), again.come(name), again.piece(name, 70_000, 5)) == (data, 0, data[70_000:70_005])
    assert again.is_sound(name)
    assert again.size(name) == len(data)


def test_of_a_file_that_is_another_than_its_name_says_nothing_stays(tmp_path: Path) -> None:
    folder = BlobFolder(tmp_path, KEY)
    folder.add(SHA, 0, b"forged", 6)
    assert not folder.end(SHA)
    assert (folder.come(SHA), folder.read(SHA)) == (0, None)
    assert not folder.is_sound(SHA)


def test_what_was_touched_says_so_and_the_same_file_put_there_again_mends_it(tmp_path: Path) -> None:
    folder = BlobFolder(tmp_path, KEY)
    name, size = folder.keep_from(io.BytesIO(b"plain"))
    assert size == 5
    other = folder.keep(b"other")
    folder.path(name).write_bytes(folder.path(other).read_bytes())
    for look in (folder.open, folder.read, lambda sha256: folder.piece(sha256, 0, 1)):
        with pytest.raises(Refused, match="blob_altered"):
            look(name)
    assert (folder.size(name), folder.is_sound(name)) == (0, False)
    folder.keep(b"plain")
    assert folder.read(name) == b"plain"


def test_who_has_no_key_learns_neither_content_nor_fingerprint(tmp_path: Path) -> None:
    folder, data = BlobFolder(tmp_path, KEY), "关于延平大道施工停水的通知".encode() * 9000
    name = folder.keep(data)
    folder.keep_small(name, data[:300])
    folder.add(fingerprint(data[:-1]), 0, data[:-1], len(data) - 1)
    lies = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(lies) == 3
    for path in lies:
        assert data[:30] not in path.read_bytes()
        assert name not in str(path)
    assert BlobFolder(tmp_path, bytes(32)).read(name) is None


def test_a_small_picture_lies_beside_its_file_and_goes_with_it(tmp_path: Path) -> None:
    folder = BlobFolder(tmp_path, KEY)
    assert folder.small(SHA) is None
    folder.keep_small(SHA, b"jpeg")
    assert folder.small(SHA) == b"jpeg"
    folder.forget(SHA)
    assert folder.small(SHA) is None


def test_a_picture_without_an_ending_is_named_by_what_it_is() -> None:
    starts = {b"\x89PNG\r\n": "a.png", b"\xff\xd8\xff": "a.jpg", b"RIFF....WEBP": "a.webp", b"plain": "a"}
    for start, name in starts.items():
        assert named_by("a", start) == name
    assert named_by("b.png", b"\xff\xd8\xff") == "b.png"
