"""Makes a covered PDF anew: every page becomes a picture, black over the words found and the areas marked."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from ctypes import byref, c_int
from io import BytesIO

import pypdfium2
from PIL import Image
from pypdfium2 import raw

from models.content.pdfium import TURN
from models.problems import Refused
from models.redaction.paper import Sheet, written
from models.redaction.pictures import jpeg, marked
from models.redaction.plan import Bar, Covered, Plan
from models.redaction.words import spans

DOTS = 150
PREVIEW = 72
MOST_PAGES = 300
MOST_PIXELS = 40_000_000
PAD = 1.5
"""Points that a bar reaches beyond its letters, whose boxes are tight."""


@contextmanager
def opened(name: str, data: bytes) -> Iterator[pypdfium2.PdfDocument]:
    """The document while it is read. Refused("redaction_kind") for what is no readable PDF or has too many pages."""
    with TURN:
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as fault:
            raise Refused("redaction_kind", (15,), name=name) from fault
        try:
            if not 0 < len(document) <= MOST_PAGES:
                raise Refused("attachment_bomb", name=name, entries=len(document))
            yield document
        finally:
            document.close()


def bars_over(name: str, data: bytes, words: Sequence[str]) -> tuple[Bar, ...]:
    """The areas that hold the words, one a line of letters; words that run over to the next page have bars on both."""
    with opened(name, data) as document:
        pages = [_letters(page, number) for number, page in enumerate(document)]
    letters = [each for page in pages for each in page]
    found = spans("".join(char for char, _bar in letters), words)
    return tuple(bar for start, end in found for bar in _lines([bar for _char, bar in letters[start:end] if bar]))


def _letters(page: pypdfium2.PdfPage, number: int) -> list[tuple[str, Bar | None]]:
    """The letters of a page with their areas; breaks that the reader made up have none."""
    text = page.get_textpage()
    letters: list[tuple[str, Bar | None]] = []
    for at in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(text.raw, at)
        char = chr(code) if code and code < 0x110000 and not 0xD800 <= code < 0xE000 else " "
        letters.append((char, _area(page, number, text.get_charbox(at, loose=True))))
    text.close()
    return [*letters, ("\n", None)]


def _area(page: pypdfium2.PdfPage, number: int, box: tuple[float, float, float, float]) -> Bar | None:
    """A letter's box in page space as an area of the page as it is shown, turned as the page is turned."""
    left, bottom, right, top = box
    if right - left <= 0 and top - bottom <= 0:
        return None
    size = 10_000
    corners = [_shown(page, x, y, size) for x in (left - PAD, right + PAD) for y in (bottom - PAD, top + PAD)]
    across, down = [x / size for x, _y in corners], [y / size for _x, y in corners]
    return Bar(number, max(0.0, min(across)), max(0.0, min(down)), min(1.0, max(across)), min(1.0, max(down)))


def _shown(page: pypdfium2.PdfPage, x: float, y: float, size: int) -> tuple[int, int]:
    across, down = c_int(), c_int()
    raw.FPDF_PageToDevice(page.raw, 0, 0, size, size, 0, x, y, byref(across), byref(down))
    return across.value, down.value


def _lines(bars: Sequence[Bar]) -> list[Bar]:
    """Letters side by side as one bar, so that no gap between them tells their number."""
    joined: list[Bar] = []
    for bar in bars:
        last = joined[-1] if joined else None
        if last and last.page == bar.page and min(last.bottom, bar.bottom) > max(last.top, bar.top):
            joined[-1] = Bar(
                bar.page, min(last.left, bar.left), min(last.top, bar.top),
                max(last.right, bar.right), max(last.bottom, bar.bottom),
            )  # fmt: skip
        else:
            joined.append(bar)
    return joined


def cover_pdf(name: str, data: bytes, plan: Plan) -> Covered:
    """The covered PDF: pictures of the pages as they are shown without notes and forms, black where marked."""
    bars = (*bars_over(name, data, plan.words), *plan.bars)
    with opened(name, data) as document:
        pages = list(document)
        sheets = tuple(_sheet(name, page, number, bars) for number, page in enumerate(pages))
        noted = any(raw.FPDFPage_GetAnnotCount(page.raw) for page in pages)
    return Covered(name, written(sheets), len(bars), ("annotations",) if noted else ())


def _sheet(name: str, page: pypdfium2.PdfPage, number: int, bars: Sequence[Bar]) -> Sheet:
    image = marked(picture(name, page, DOTS), [bar for bar in bars if bar.page == number])
    return Sheet(jpeg(image), image.size, page.get_size())


def picture(name: str, page: pypdfium2.PdfPage, dots: int) -> Image.Image:
    """The page as a picture of so many dots an inch. Refused for one that would burst the memory."""
    scale = dots / 72
    width, height = page.get_size()
    if width * height * scale * scale > MOST_PIXELS:
        raise Refused("attachment_bomb", name=name, entries=1)
    drawn: Image.Image = page.render(scale=scale, draw_annots=False, may_draw_forms=False).to_pil()
    return drawn.convert("RGB")


def previews(name: str, data: bytes) -> tuple[bytes, ...]:
    """Small pictures of the pages, PNG, to mark areas on."""
    with opened(name, data) as document:
        shown = [picture(name, page, PREVIEW) for page in document]
    return tuple(_png(image) for image in shown)


def _png(image: Image.Image) -> bytes:
    out = BytesIO()
    image.save(out, "PNG")
    return out.getvalue()
