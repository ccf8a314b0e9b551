"""Tells by its bytes what a file is, since a name proves nothing."""

import codecs
import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from sync.server.compound import SIGN, names_in

HEADS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "pdf"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (SIGN, "ole"),
    (b"Rar!\x1a\x07", "rar"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"{\\rtf", "rtf"),
    (b"ID3", "mp3"),
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
    (b"#!", "program"),
    (b"\xca\xfe\xba\xbe", "program"),
    (b"\xcf\xfa\xed\xfe", "program"),
    (b"dex\n", "program"),
    (b"L\x00\x00\x00\x01\x14\x02\x00", "program"),
)
"""Programs of Windows, Linux, macOS, Java and Android, scripts, and links that start one."""
BITMAP = frozenset({12, 40, 52, 56, 64, 108, 124})
"""Sizes of the second head of a bitmap: two letters alone would make one of many a text."""
INSIDE: tuple[tuple[str, str], ...] = (
    ("word/", "docx"),
    ("xl/", "xlsx"),
    ("ppt/", "pptx"),
    ("OFD.xml", "ofd"),
)
STREAMS: tuple[tuple[str, str], ...] = (
    ("_VBA_PROJECT", "macro"),
    ("EncryptedPackage", "locked"),
    ("WordDocument", "doc"),
    ("Workbook", "xls"),
    ("Book", "xls"),
    ("PowerPoint Document", "ppt"),
)
PICTURES = frozenset({"png", "jpeg", "gif", "bmp", "webp"})
MOST_MEMBERS = 5000
PIECE = 1 << 18
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_MARKUP = re.compile(rb"(?:\xef\xbb\xbf)?\s*<[a-z!?/]", re.IGNORECASE)
_BAD_ZIP = (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError, zlib.error)


def kind_of(data: bytes) -> str:
    """One short word for what the bytes are; `unknown` when nothing fits, `empty` when there are none."""
    return kind_in(io.BytesIO(data))


def kind_in(file: BinaryIO) -> str:
    """The same of a file, of which never more than a piece is held."""
    file.seek(0)
    head = file.read(PIECE)
    if not head:
        return "empty"
    kind = kind_by(head)
    if kind == "ole":
        return _compound(file)
    if kind in PICTURES and _members(file):
        return "polyglot"
    if kind:
        return kind
    return (_archive(file) if head.startswith(b"PK\x03\x04") else _text(file, head)) or "unknown"


def kind_by(head: bytes) -> str:
    """What the first bytes alone tell; empty where more must be read."""
    for sign, kind in HEADS:
        if head.startswith(sign):
            return kind
    if head[:2] == b"BM" and int.from_bytes(head[14:18], "little") in BITMAP:
        return "bmp"
    if head[4:8] == b"ftyp":
        return "mp4"
    return "webp" if head[:4] == b"RIFF" and head[8:12] == b"WEBP" else ""


def holds(file: BinaryIO, marks: Iterable[bytes]) -> bool:
    """Whether one of these runs of bytes stands anywhere in a file."""
    wanted = tuple(filter(None, marks))
    keep = max(map(len, wanted), default=1) - 1
    rest = b""
    for piece in _pieces(file):
        window = rest + piece
        if any(mark in window for mark in wanted):
            return True
        rest = window[-keep:] if keep else b""
    return False


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    file.seek(0)
    while piece := file.read(PIECE):
        yield piece


def _compound(file: BinaryIO) -> str:
    names = names_in(file)
    return next((kind for name, kind in STREAMS if name in names), "ole")


def _members(file: BinaryIO) -> list[str]:
    try:
        with zipfile.ZipFile(file) as archive:
            return archive.namelist()
    except _BAD_ZIP:
        return []


def _archive(file: BinaryIO) -> str:
    try:
        with zipfile.ZipFile(file) as archive:
            return _kind_of_archive(archive)
    except _BAD_ZIP:
        return "unknown"


def _kind_of_archive(archive: zipfile.ZipFile) -> str:
    """What is in it decides: macros and programs may come in under no cover, and what is locked cannot be looked at."""
    members = archive.infolist()
    if any(one.flag_bits & 1 for one in members):
        return "locked"
    if len(members) > MOST_MEMBERS or any(one.filename.lower().endswith("vbaproject.bin") for one in members):
        return "macro" if len(members) <= MOST_MEMBERS else "unknown"
    if any(_starts_as_program(archive, one) for one in members):
        return "program"
    names = [one.filename for one in members]
    return next((kind for start, kind in INSIDE if any(name.startswith(start) for name in names)), "zip")


def _starts_as_program(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bool:
    with archive.open(member) as inside:
        return kind_by(inside.read(32)) == "program"


def _text(file: BinaryIO, head: bytes) -> str:
    """Text in UTF-8 or the office's older GB 18030, without control signs, and no page that a browser would run."""
    if _CONTROL.search(head):
        return ""
    if _MARKUP.match(head):
        return "markup"
    return "text" if _reads_as(file, "utf-8-sig") or _reads_as(file, "gb18030") else ""


def _reads_as(file: BinaryIO, coding: str) -> bool:
    reader = codecs.getincrementaldecoder(coding)()
    try:
        for piece in _pieces(file):
            if _CONTROL.search(piece):
                return False
            reader.decode(piece)
        reader.decode(b"", True)
    except UnicodeDecodeError:
        return False
    return True
