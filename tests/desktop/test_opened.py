"""Copies for other programs are their owner's alone, cannot be written, and go when nobody works here."""

import io
import sys
from pathlib import Path

import pytest

from desktop.opened import Opened
from models.problems import Refused


class Torn(io.BytesIO):
    """What breaks off while it is read."""

    def __init__(self, fault: Exception) -> None:
        super().__init__(b"words")
        self.fault = fault

    def read(self, size: int | None = -1, /) -> bytes:
        if self.tell():
            raise self.fault
        return super().read(3)


def test_a_copy_has_its_name_and_is_its_owners_alone(tmp_path: Path) -> None:
    copy = Opened(tmp_path).put(io.BytesIO(b"words"), "1234-名单/../x.docx")
    assert copy.read_bytes() == b"words"
    assert copy.parent == tmp_path / "opened"
    if sys.platform != "win32":
        assert copy.parent.stat().st_mode & 0o777 == 0o700
    assert copy.stat().st_mode & 0o277 == 0


def test_the_same_file_is_shown_again(tmp_path: Path) -> None:
    opened = Opened(tmp_path)
    opened.put(io.BytesIO(b"words"), "a.docx")
    assert opened.put(io.BytesIO(b"other"), "a.docx").read_bytes() == b"other"


def test_all_of_them_go(tmp_path: Path) -> None:
    opened = Opened(tmp_path)
    opened.clear()
    opened.put(io.BytesIO(b"words"), "a.docx")
    opened.put(io.BytesIO(b"words"), "b.docx")
    opened.clear()
    assert not opened.folder.exists()


@pytest.mark.parametrize(
    ("fault", "code"), [(OSError(28, "full"), "store_full"), (Refused("blob_altered"), "blob_altered")]
)
def test_of_what_breaks_off_nothing_is_left(tmp_path: Path, fault: Exception, code: str) -> None:
    opened = Opened(tmp_path)
    with pytest.raises(Refused) as no:
        opened.put(Torn(fault), "a.docx")
    assert no.value.code == code
    assert list(opened.folder.iterdir()) == []
