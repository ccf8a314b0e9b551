"""Tells by its first bytes what a file is, since a name proves nothing."""

import io
import zipfile
from collections.abc import Callable

HEADS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "pdf"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"BM", "bmp"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"Rar!\x1a\x07", "rar"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"{\\rtf", "rtf"),
    (b"ID3", "mp3"),
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
    (b"#!", "program"),
)
INSIDE: tuple[tuple[str, str], ...] = (
    ("word/", "docx"),
    ("xl/", "xlsx"),
    ("ppt/", "pptx"),
    ("OFD.xml", "ofd"),
)
TEXT_SIGNS = frozenset({0x09, 0x0A, 0x0D})


def kind_of(data: bytes) -> str:
    """One short word for what the bytes are; `unknown` when nothing fits, `empty` when there are none."""
    if not data:
        return "empty"
    for head, kind in HEADS:
        if data.startswith(head):
            return kind
    for judge in (_archive, _container, _text):
        kind = judge(data)
        if kind:
            return kind
    return "unknown"


def _archive(data: bytes) -> str:
    if not data.startswith(b"PK\x03\x04"):
        return ""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError):
        return "unknown"
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        return "macro"
    return next((kind for start, kind in INSIDE if any(name.startswith(start) for name in names)), "zip")


def _container(data: bytes) -> str:
    if data[4:8] == b"ftyp":
        return "mp4"
    return "webp" if data[:4] == b"RIFF" and data[8:12] == b"WEBP" else ""


def _text(data: bytes) -> str:
    """Text in UTF-8 or the office's older GB 18030, without control signs, and no page that a browser would run."""
    sample = data[:65536]
    if any(byte < 0x20 and byte not in TEXT_SIGNS for byte in sample):
        return ""
    if sample.lstrip().lower().startswith((b"<!doctype", b"<html", b"<script", b"<svg", b"<?xml")):
        return "markup"
    readers: tuple[Callable[[], str], ...] = (lambda: data.decode("utf-8-sig"), lambda: data.decode("gb18030"))
    for read in readers:
        try:
            read()
        except UnicodeDecodeError:
            continue
        return "text"
    return ""
