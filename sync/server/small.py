"""Small pictures of pictures, so that a slow line need not carry five megabytes for a glance."""

import io
import struct
from contextlib import suppress
from threading import Lock
from typing import BinaryIO

from PIL import Image, ImageOps, UnidentifiedImageError

from models.problems import StoreFault
from sync.server.blobs import Files

SIDE = 320
"""Pixels of the longer side."""
FORMATS = ("PNG", "JPEG", "GIF", "BMP", "WEBP")
MOST_PIXELS = 40_000_000
"""What is decoded at most: 160 MB while it lasts. A JPEG may be larger: only an eighth of each side need be decoded."""
MOST_JPEG = 80_000_000
_ONE = Lock()
"""One is made at a time: a herd of large pictures shall not fill the memory of the process."""
_BROKEN = (
    UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError, IndexError, TypeError, struct.error,
    Image.DecompressionBombError, Image.DecompressionBombWarning,
)  # fmt: skip
"""What Pillow says of a picture that is none; its decoders raise whatever the damage leads them to."""


def small_of(files: Files, sha256: str) -> bytes | None:
    """A JPEG of at most `SIDE` pixels each way, made once and kept beside the file; None where the file is no picture,
    broken, or too large to open."""
    kept = files.beside(sha256)
    if kept is not None:
        return kept or None
    with _ONE:
        file = files.open(sha256)
        if file is None:
            return None
        with file:
            made = small(file)
        with suppress(StoreFault):
            files.keep_beside(sha256, made or b"")
    return made


def small(file: BinaryIO) -> bytes | None:
    """The picture in a file, made small; None where there is none that may be opened."""
    try:
        with Image.open(file, formats=FORMATS) as image:
            width, height = image.size
            if width * height > (MOST_JPEG if image.format == "JPEG" else MOST_PIXELS):
                return None
            image.draft("RGB", (SIDE, SIDE))
            image.thumbnail((SIDE, SIDE))
            target = io.BytesIO()
            _on_white(ImageOps.exif_transpose(image)).save(target, "JPEG", quality=80)
            return target.getvalue()
    except _BROKEN:
        return None


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode in ("RGB", "L"):
        return image.convert("RGB")
    full = image.convert("RGBA")
    ground = Image.new("RGBA", full.size, "white")
    return Image.alpha_composite(ground, full).convert("RGB")
