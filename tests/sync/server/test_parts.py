"""The bytes of files on their way up."""

import errno
from pathlib import Path

import pytest

from models.problems import StoreFault
from sync.server.parts import Parts


def test_a_part_is_as_large_as_what_was_added(tmp_path: Path) -> None:
    parts = Parts(tmp_path / "uploads")
    assert parts.size("a") == 0
    for piece in (b"one", b"two"):
        with parts.held("a") as part:
            parts.append(part, piece)
    assert parts.size("a") == 6
    parts.drop("a")
    assert parts.size("a") == 0


class _Filling:
    """A file on a disk that is full after two bytes."""

    def __init__(self) -> None:
        self.kept = b"here"

    def seek(self, _to: int, _from: int) -> int:
        return len(self.kept)

    def write(self, data: memoryview) -> int:
        if len(self.kept) > 4:
            raise OSError(errno.ENOSPC, "full")
        self.kept += bytes(data[:2])
        return 2

    def truncate(self, size: int) -> None:
        self.kept = self.kept[:size]


def test_a_disk_that_fills_up_in_the_middle_keeps_nothing_of_the_piece(tmp_path: Path) -> None:
    file = _Filling()
    with pytest.raises(StoreFault, match="store_full"):
        Parts(tmp_path).append(file, b"piece")  # type: ignore[arg-type]  # what a part needs of a file
    assert file.kept == b"here"


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "uploads").write_text("in the way")
    with pytest.raises(StoreFault), Parts(tmp_path / "uploads").held("a"):
        pass
