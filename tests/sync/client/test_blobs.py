"""Files are kept whole under their fingerprint, and only what is named goes up."""

import io
from pathlib import Path

import pytest

from models.problems import Refused, StoreFault
from sync.client.blobs import BlobFolder, fingerprint, named_by, named_in

SHA = "a" * 64


def test_a_file_comes_back_as_it_was_and_is_kept_once(tmp_path: Path) -> None:
    folder = BlobFolder(tmp_path)
    name = folder.keep("名单".encode())
    assert name == fingerprint("名单".encode()) == folder.keep("名单".encode())
    assert folder.read(name) == "名单".encode()
    folder.forget(name)
    assert folder.read(name) is None


def test_a_name_that_is_no_fingerprint_leads_nowhere(tmp_path: Path) -> None:
    for bad in ("../../etc/passwd", "A" * 64, ""):
        with pytest.raises(Refused, match="malformed"):
            BlobFolder(tmp_path).path(bad)


def test_a_folder_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    (tmp_path / "blobs").write_text("in the way")
    with pytest.raises(StoreFault):
        BlobFolder(tmp_path).keep(b"x")


def test_a_text_names_its_attachments_and_its_pictures() -> None:
    fields = {"attachments": [{"sha256": SHA}], "body": f'<p><img src="blob:{"b" * 64}"><img src="blob:{SHA}"></p>'}
    assert named_in(fields) == (SHA, "b" * 64)
    assert named_in({}) == ()


def test_a_file_that_comes_in_parts_is_there_once_all_of_it_is(tmp_path: Path) -> None:
    folder, data = BlobFolder(tmp_path), b"0123456789"
    name = fingerprint(data)
    folder.add(name, 0, data[:6])
    assert (folder.come(name), folder.read(name), folder.size(name)) == (6, None, 0)
    again = BlobFolder(tmp_path)
    again.add(name, 4, data[4:])
    assert again.come(name) == 10
    assert again.end(name)
    assert (again.read(name), again.come(name), again.piece(name, 8, 5)) == (data, 0, b"89")
    assert again.is_sound(name)


def test_of_a_file_that_is_another_than_its_name_says_nothing_stays(tmp_path: Path) -> None:
    folder = BlobFolder(tmp_path)
    folder.add(SHA, 0, b"forged")
    assert not folder.end(SHA)
    assert (folder.come(SHA), folder.read(SHA)) == (0, None)
    name, size = folder.keep_from(io.BytesIO(b"plain"))
    folder.path(name).write_bytes(b"other")
    assert size == 5
    assert not folder.is_sound(name)
    assert not folder.is_sound(SHA)


def test_a_small_picture_lies_beside_its_file_and_goes_with_it(tmp_path: Path) -> None:
    folder = BlobFolder(tmp_path)
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
