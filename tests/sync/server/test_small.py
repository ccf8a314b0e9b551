"""Small pictures, and pictures that are none."""

import io
import zlib
from pathlib import Path
from struct import pack

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from sync.server.blobs import Allowed, Files
from sync.server.small import SIDE, small, small_of


def _picture(form: str, mode: str = "RGB", size: tuple[int, int] = (900, 600)) -> bytes:
    target = io.BytesIO()
    Image.new(mode, size, 128 if mode == "L" else None).save(target, form)
    return target.getvalue()


@pytest.mark.parametrize(
    ("form", "mode"), [("PNG", "RGBA"), ("PNG", "P"), ("PNG", "L"), ("JPEG", "RGB"), ("JPEG", "CMYK"), ("GIF", "P"),
                       ("BMP", "RGB"), ("WEBP", "RGBA")],
)  # fmt: skip
def test_every_kind_of_picture_has_a_small_one(form: str, mode: str) -> None:
    made = small(io.BytesIO(_picture(form, mode)))
    assert made is not None
    with Image.open(io.BytesIO(made)) as image:
        assert (image.format, image.size) == ("JPEG", (SIDE, 213))


def _chunk(kind: bytes, data: bytes) -> bytes:
    return pack(">I", len(data)) + kind + data + pack(">I", zlib.crc32(kind + data))


def _bomb(side: int) -> bytes:
    head = _chunk(b"IHDR", pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + _chunk(b"IDAT", zlib.compress(bytes(100_000))) + _chunk(b"IEND", b"")


@pytest.mark.parametrize(
    "data", [_bomb(7000), _bomb(12_000), _bomb(60_000), b"", b"GIF89a", b"\x89PNG\r\n\x1a\n", "公示".encode(),
             _picture("PNG")[:60], _picture("TIFF")],
)  # fmt: skip
def test_bombs_and_what_is_broken_have_none(data: bytes) -> None:
    assert small(io.BytesIO(data)) is None


WHOLE = [_picture(form, size=(60, 40)) for form in ("PNG", "JPEG", "GIF", "BMP", "WEBP")]


@settings(max_examples=200)
@given(st.sampled_from(WHOLE), st.lists(st.tuples(st.integers(0, 400), st.integers(0, 255)), max_size=8))
def test_no_damage_makes_the_portal_fail(data: bytes, changes: list[tuple[int, int]]) -> None:
    broken = bytearray(data)
    for at, value in changes:
        broken[at % len(broken)] = value
    small(io.BytesIO(bytes(broken)))


def test_it_is_made_once_and_kept_beside_the_file(tmp_path: Path) -> None:
    files = Files(tmp_path, Allowed(10**6, {}))
    data = _picture("PNG")
    sha256 = "a" * 64
    assert small_of(files, sha256) is None
    files.keep_beside(sha256, b"kept")
    assert small_of(files, sha256) == b"kept"
    files.keep_beside(sha256, b"")
    assert small_of(files, sha256) is None
    assert data
