"""Images are judged by their head before anything is decoded."""

import struct
import zlib

import pytest
from PySide6.QtGui import QImage

from models.problems import Refused
from ui.editor import pictures

pytestmark = pytest.mark.usefixtures("qapp")


def _png(width: int, height: int) -> bytes:
    """The head of a PNG that claims a size, with next to nothing behind it."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0")) + chunk(b"IEND", b"")


def _real(width: int, height: int) -> bytes:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(0)
    return pictures.encode(image)


def test_an_image_of_200_megapixels_is_refused_before_it_is_decoded() -> None:
    with pytest.raises(Refused) as told:
        pictures.judge(_png(20_000, 10_000), "大图.png")
    assert told.value.code == "image_too_large"
    assert told.value.facts["width"] == 20_000


def test_what_is_no_image_is_refused() -> None:
    with pytest.raises(Refused) as told:
        pictures.judge(b"<svg/>", "a.svg")
    assert told.value.code == "image_unreadable"


def test_an_image_is_read_no_wider_than_the_text() -> None:
    assert pictures.judge(_real(1200, 300), "a.png").width() == 1200
    assert pictures.decode(_real(1200, 300), 608).width() == 608


def test_an_album_keeps_within_its_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "_CACHE_BYTES", 100_000)
    album = pictures.Album(lambda sha: _real(200, 100))
    for number in range(5):
        assert not album.image(f"blob:{number}", 608).isNull()
    assert album._bytes <= 100_000


def test_a_broken_blob_shows_a_frame_and_no_error() -> None:
    album = pictures.Album(lambda sha: b"no image")
    assert not album.image("blob:1", 608).isNull()


def test_the_clipboard_picture_is_kept_as_png() -> None:
    assert _real(3, 4).startswith(b"\x89PNG")
