"""Reads the words of attachments for the checks: by what a file is, not by what its name says (loaded late).

What cannot be read is said by a code and counts as unchecked, never as passed. Codes: "empty", "too_large",
"old_office", "renamed_old_office", "encrypted", "damaged", "image_only", "image_pages", "picture", "archive",
"embedded", "unknown".
"""

import hashlib

from models.checks.attachments.excel import read_excel
from models.checks.attachments.pdf import read_pdf
from models.checks.attachments.plain import read_plain
from models.checks.attachments.word import read_word
from models.checks.finding import Extract, Piece
from models.content.clean import image_type
from models.content.image_size import guard_image
from models.content.packages import DAMAGE, Package

LARGEST = 200_000_000
DEEPEST = 2
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ARCHIVES = (b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"BZh", b"\xfd7zXZ\x00")
ENCRYPTED_OFFICE = "EncryptedPackage".encode("utf-16-le")
Read = tuple[tuple[Piece, ...], str | None, int]


def extract(name: str, data: bytes) -> Extract:
    """The words of one attachment. Raises Refused only: "attachment_bomb", "attachment_path", "image_too_large"."""
    texts, unreadable, pictures = _read(name, data, 0)
    named = (Piece("name", name.rsplit(".", 1)[0]), *texts)
    return Extract(name, named, unreadable, pictures, hashlib.sha256(data).hexdigest())


def _read(name: str, data: bytes, depth: int) -> Read:
    if not data:
        return (), "empty", 0
    if len(data) > LARGEST:
        return (), "too_large", 0
    if image_type(data):
        guard_image(name, data)
        return (), "picture", 1
    if data.startswith(b"PK\x03\x04"):
        return _zip(name, data, depth)
    if b"%PDF-" in data[:1024]:
        return read_pdf(data)
    return _other(name, data)


def _other(name: str, data: bytes) -> Read:
    if data.startswith(OLE):
        if ENCRYPTED_OFFICE in data:
            return (), "encrypted", 0
        modern = name.lower().endswith(("docx", "xlsx", "pptx"))
        return (), "renamed_old_office" if modern else "old_office", 0
    if data.startswith(ARCHIVES):
        return (), "archive", 0
    return read_plain(name, data)


def _zip(name: str, data: bytes, depth: int) -> Read:
    try:
        package = Package(name, data)
        if package.encrypted:
            return tuple(Piece("entry", entry) for entry in package.names), "encrypted", 0
        return _package(package, depth)
    except DAMAGE:
        return (), "damaged", 0


def _package(package: Package, depth: int) -> Read:
    if "word/document.xml" in package.names:
        texts, folder = read_word(package), "word"
    elif "xl/workbook.xml" in package.names:
        texts, folder = read_excel(package), "xl"
    else:
        return tuple(Piece("entry", entry) for entry in package.names), "archive", 0
    pictures = len(package.parts(folder + r"/media/.*"))
    unreadable: str | None = None
    for part in package.parts(folder + r"/embeddings/.*"):
        inner: Read = ((), "embedded", 0)
        if depth < DEEPEST and part.lower().endswith(("docx", "xlsx")):
            inner = _read(part, package.read(part), depth + 1)
        texts, unreadable, pictures = texts + inner[0], unreadable or inner[1], pictures + inner[2]
    return texts, unreadable, pictures
