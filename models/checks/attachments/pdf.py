"""Reads the words of a PDF; pages that are pictures, and files that are locked, are unchecked."""

import struct
import zlib
from collections.abc import Iterator
from io import BytesIO

from pypdf import PageObject, PdfReader
from pypdf.errors import DependencyError, PyPdfError

from models.checks.finding import Piece

MOST_PAGES = 2_000
# A broken PDF breaks its reader anywhere; each of these is the file's fault, not ours.
WRECKS = (
    *(PyPdfError, DependencyError, ValueError, KeyError, TypeError, IndexError, AttributeError, RuntimeError),
    *(ArithmeticError, AssertionError, EOFError, OSError, struct.error, zlib.error),
)


def read_pdf(data: bytes) -> tuple[tuple[Piece, ...], str | None, int]:
    """One piece a line, the code of what could not be read, and the number of pictures."""
    try:
        reader = PdfReader(BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            return (), "encrypted", 0
        count = len(reader.pages)
        if count > MOST_PAGES:
            return (), "too_large", 0
        properties = tuple(_properties(reader))
    except WRECKS:
        return (), "damaged", 0
    return _pages(reader, count, properties)


def _pages(reader: PdfReader, count: int, properties: tuple[Piece, ...]) -> tuple[tuple[Piece, ...], str | None, int]:
    pieces: list[Piece] = []
    blank = pictures = broken = 0
    for number in range(count):
        try:
            page = reader.pages[number]
            lines = [line for line in page.extract_text().splitlines() if line.strip()]
            images = _images(page)
            pieces.extend(Piece("comment", words, str(number + 1)) for words in _notes(page))
        except WRECKS:
            broken += 1
            continue
        pieces.extend(Piece("page", line.strip(), str(number + 1)) for line in lines)
        blank += not lines
        pictures += images
    if broken:
        return (*pieces, *properties), "damaged", pictures
    if blank and blank == count:
        return properties, "image_only", max(1, pictures)
    return (*pieces, *properties), "image_pages" if blank and pictures else None, pictures


def _images(page: PageObject) -> int:
    resources = page.get("/Resources")
    found = resources.get_object().get("/XObject") if resources else None
    objects = found.get_object().values() if found else ()
    return sum(each.get_object().get("/Subtype") == "/Image" for each in objects)


def _notes(page: PageObject) -> Iterator[str]:
    notes = page.get("/Annots")
    for note in notes.get_object() if notes else ():
        words = note.get_object().get("/Contents")
        if words and str(words).strip():
            yield str(words).strip()


def _properties(reader: PdfReader) -> Iterator[Piece]:
    for key, value in (reader.metadata or {}).items():
        if key in ("/Title", "/Subject", "/Author", "/Keywords") and str(value).strip():
            yield Piece("property", str(value).strip(), key[1:])
