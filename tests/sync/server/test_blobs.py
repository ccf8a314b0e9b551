"""Files by their content."""

import hashlib
from pathlib import Path

import pytest

from models.problems import Refused, StoreFault
from sync.server.blobs import Allowed, Files

DATA = "公示名单".encode()
NAME = hashlib.sha256(DATA).hexdigest()


@pytest.fixture
def files(tmp_path: Path) -> Files:
    return Files(tmp_path / "files", Allowed(100, {"text": ("txt",)}))


def test_a_file_is_read_as_it_was_kept(files: Files) -> None:
    files.keep(NAME, DATA)
    files.keep(NAME, DATA)
    assert files.read(NAME) == DATA


def test_a_file_that_was_changed_on_the_disk_is_not_given_out(files: Files, tmp_path: Path) -> None:
    files.keep(NAME, DATA)
    (tmp_path / "files" / NAME[:2] / NAME).write_bytes(b"forged")
    assert files.read(NAME) is None


def test_only_fingerprints_are_names_of_files(files: Files) -> None:
    assert files.read("../../secrets") is None
    assert files.read("a" * 64) is None


@pytest.mark.parametrize(
    ("sha256", "data", "name", "code"),
    [
        ("x", DATA, "a.txt", "malformed"), (NAME, bytes(101), "a.txt", "too_large"),
        ("a" * 64, DATA, "a.txt", "blob_damaged"), (NAME, DATA, "", "blob_name"), (NAME, DATA, "../a.txt", "blob_name"),
        (NAME, DATA, "a\n.txt", "blob_name"), (NAME, DATA, "a.pdf", "blob_type"), (NAME, DATA, "a", "blob_type"),
    ],
)  # fmt: skip
def test_what_may_not_come_in_is_told_why(files: Files, sha256: str, data: bytes, name: str, code: str) -> None:
    with pytest.raises(Refused, match=f"'{code}'"):
        files.judge(sha256, data, name)


def test_a_full_disk_leaves_no_half_file(tmp_path: Path) -> None:
    (tmp_path / "files").write_text("a file where the folder should be")
    with pytest.raises(StoreFault, match="store_full"):
        Files(tmp_path / "files", Allowed(100, {})).keep(NAME, DATA)
