"""Takes a covered file apart by every way known and looks for the words that it must not hold any more.

Only what comes through without a leak may be called covered. Pictures are not read (no OCR): that the areas are black
is looked at instead."""

from collections.abc import Iterator, Sequence
from io import BytesIO

from PIL import Image, UnidentifiedImageError

from models.content.clean import image_type
from models.problems import Refused
from models.redaction import attack_office, attack_pdf
from models.redaction.pictures import pixels
from models.redaction.plan import Bar, Leak, Plan
from models.redaction.words import squash

ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "gb18030")
SHORTEST = 5
"""Bytes that a word must have to be looked for among bytes that are no text, where shorter ones appear by chance."""
DARKEST = 96
Found = tuple[str, bytes | str]
PNG_PARTS = frozenset((b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS"))


def attack(name: str, data: bytes, plan: Plan) -> tuple[Leak, ...]:
    """All that still gives away what was covered, or could; nothing where the file may go out."""
    leaks = [*_words(plan.words, (("name", name), *_found(name, data)))]
    leaks += [Leak(where) for where in _foreign(name, data)]
    leaks += [Leak("area") for number in {bar.page for bar in plan.bars} if not _covered(name, data, plan.bars, number)]
    return tuple(dict.fromkeys(leaks))


def _found(name: str, data: bytes) -> Iterator[Found]:
    """Everything that the file can be made to say, with where it was found."""
    yield "bytes", data
    if data.startswith(b"PK"):
        yield from attack_office.said(name, data)
    elif data.startswith(b"%PDF-") or b"%PDF-" in data[:1024]:
        yield from attack_pdf.said(data)
    elif not image_type(data):
        yield "text", data.decode("utf-8", "replace")


def _foreign(name: str, data: bytes) -> Iterator[str]:
    """What has no place in a file made anew, whatever it says."""
    if data.startswith(b"PK"):
        yield from attack_office.foreign(name, data)
    elif b"%PDF-" in data[:1024]:
        yield from attack_pdf.foreign(data)
    elif image_type(data):
        yield from _beside_the_pixels(data)
    elif data.decode("utf-8", "replace").encode() != data:
        yield "encoding"


def _words(words: Sequence[str], found: Iterator[Found] | Sequence[Found]) -> Iterator[Leak]:
    plain = [(at, squash(word)[0]) for at, word in enumerate(words)]
    coded = [(at, code) for at, word in enumerate(words) for code in _codes(word)]
    for where, what in found:
        if isinstance(what, bytes):
            yield from (Leak(where, at) for at, code in coded if code in what)
        else:
            text = squash(what)[0]
            yield from (Leak(where, at) for at, word in plain if word and word in text)


def _codes(word: str) -> Iterator[bytes]:
    """The word as bytes, plain and as hexadecimal digits, where it is long enough to mean something."""
    for encoding in ENCODINGS:
        code = word.strip().encode(encoding, "ignore")
        if len(code) >= SHORTEST:
            yield from (code, code.hex().encode(), code.hex().upper().encode())


def _covered(name: str, data: bytes, bars: Sequence[Bar], number: int) -> bool:
    """Whether all areas of a page or picture are black throughout; what cannot be looked at is not."""
    try:
        image = attack_pdf.page(name, data, number) if b"%PDF-" in data[:1024] else _picture(data)
    except (Refused, UnidentifiedImageError, OSError, ValueError, IndexError):
        return False
    return all(_black(image, bar) for bar in bars if bar.page == number)


def _black(image: Image.Image, bar: Bar) -> bool:
    left, top, right, bottom = pixels(bar, image.size)
    # The outermost pixels are softened by the white beside them.
    inner = image.crop((left + 2, top + 2, max(right - 1, left + 3), max(bottom - 1, top + 3)))
    return max(inner.convert("RGB").tobytes()) <= DARKEST


def _picture(data: bytes) -> Image.Image:
    with Image.open(BytesIO(data)) as image:
        return image.convert("RGB")


def _beside_the_pixels(data: bytes) -> Iterator[str]:
    """What a picture carries besides its pixels: parts of a PNG that are not the picture, and any other kind."""
    if not data.startswith(b"\x89PNG\r\n\x1a\n"):
        yield "picture_kind"
        return
    at = 8
    while at + 12 <= len(data):
        kind = data[at + 4 : at + 8]
        if kind not in PNG_PARTS:
            yield "picture_part"
        at += 12 + int.from_bytes(data[at : at + 4], "big")
        if kind == b"IEND":
            break
    if at != len(data):
        yield "behind_the_end"
