"""Takes a PDF apart: every object of every version, every stream unpacked, the words of pages, notes, files in it."""

import re
import zlib
from collections.abc import Iterator
from io import BytesIO

import pypdfium2
from PIL import Image
from pypdf import PdfReader
from pypdf.generic import ArrayObject, ByteStringObject, DictionaryObject, StreamObject, TextStringObject

from models.checks.attachments.pdf import WRECKS
from models.content.pdfium import TURN
from models.redaction.pdf import DOTS, opened, picture

STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
EOF = b"%%EOF"
MOST_UNPACKED = 60_000_000
DEEPEST = 40
Said = tuple[str, bytes | str]
# A PDF of pictures names these and no others; everything else is a place where words can lie.
OWN = frozenset(
    b"/" + name
    for name in (
        *(b"Type", b"Catalog", b"Pages", b"Count", b"Kids", b"Page", b"Parent", b"MediaBox", b"Contents", b"P"),
        *(b"Resources", b"XObject", b"Subtype", b"Image", b"Width", b"Height", b"ColorSpace", b"DeviceRGB"),
        *(b"BitsPerComponent", b"Filter", b"DCTDecode", b"Length", b"Size", b"Root"),
    )
)
NAME = re.compile(rb"/[^\s/<>\[\](){}%]+")
DRAWN = re.compile(rb"q [\d.]+ 0 0 [\d.]+ 0 0 cm /P Do Q\s*")
JPEG = b"\xff\xd8\xff"


def said(data: bytes) -> Iterator[Said]:
    """All that can be got out of the file, whichever reader is asked, in all its versions."""
    for found in STREAM.finditer(data):
        yield "stream", _unpacked(found[1])
    ends = [found.end() for found in re.finditer(EOF, data)]
    for end in dict.fromkeys((*ends, len(data))):
        yield from _version(data[:end])
    yield from _as_shown(data)


def _unpacked(stream: bytes) -> bytes:
    """The stream's bytes unpacked as far as they can be, at most so many; as they are where they are not packed."""
    try:
        return zlib.decompressobj().decompress(stream.lstrip(b"\r\n"), MOST_UNPACKED)
    except zlib.error:
        return stream


def _version(data: bytes) -> Iterator[Said]:
    try:
        reader = PdfReader(BytesIO(data), strict=False)
        if reader.is_encrypted:
            reader.decrypt("")
        numbers = {*reader.xref_objStm, *(number for table in reader.xref.values() for number in table)}
    except WRECKS:
        return
    for number in sorted(numbers):
        try:
            yield from _object(reader.get_object(number), 0)
        except WRECKS:
            continue
    yield from _pages(reader)


def _object(value: object, depth: int) -> Iterator[Said]:
    if isinstance(value, StreamObject):
        yield "stream", bytes(value.get_data())
    if isinstance(value, TextStringObject):
        yield "string", str(value)
    elif isinstance(value, ByteStringObject):
        yield "string", bytes(value)
    elif isinstance(value, DictionaryObject | ArrayObject) and depth < DEEPEST:
        yield from _within(value, depth)


def _within(value: DictionaryObject | ArrayObject, depth: int) -> Iterator[Said]:
    if isinstance(value, DictionaryObject):
        yield "name", "\n".join(str(key) for key in value)
    for each in value.values() if isinstance(value, DictionaryObject) else value:
        yield from _object(each, depth + 1)


def _pages(reader: PdfReader) -> Iterator[Said]:
    words: list[str] = []
    try:
        for page in reader.pages:
            words.append(page.extract_text())
    except WRECKS:
        words.append("")
    yield "page", "".join(words)


def _as_shown(data: bytes) -> Iterator[Said]:
    with TURN:
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError:
            return
        words = "".join(page.get_textpage().get_text_range() for page in document)
        document.close()
    yield "page", words


def foreign(data: bytes) -> Iterator[str]:
    """Names, streams and versions that a PDF of pictures does not have."""
    streams = [found[1] for found in STREAM.finditer(data)]
    if any(not (stream.startswith(JPEG) or DRAWN.fullmatch(stream)) for stream in streams):
        yield "stream"
    skeleton = STREAM.sub(b"", data)
    yield from sorted(f"name:{name.decode('latin-1')}" for name in set(NAME.findall(skeleton)) - OWN)
    if data.count(EOF) != 1 or not data.rstrip().endswith(EOF):
        yield "versions"
    if b"(" in skeleton:
        yield "string"


def page(name: str, data: bytes, number: int) -> Image.Image:
    """A page as it is shown, with all that could lie above the bars."""
    with opened(name, data) as document:
        return picture(name, document[number], DOTS)
