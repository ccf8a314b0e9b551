"""Draws the pages of a PDF that a stranger sent as pictures, so that no other program ever opens it."""

from dataclasses import dataclass

import pypdfium2

from models.content.pdfium import TURN
from models.problems import Refused

MOST_PAGES = 20
MOST_PIXELS = 16_000_000
"""Of one page: a plan of two metres is drawn smaller."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """One page as rows of red, green and blue bytes, each row `stride` bytes long."""

    width: int
    height: int
    stride: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Document:
    """The first pages, and how many there are in all."""

    pages: tuple[Drawn, ...]
    all: int


def drawn(name: str, data: bytes, width: int) -> Document:
    """The first pages, `width` pixels wide. Refused("file_unreadable") for what is no readable PDF."""
    with TURN:
        return _drawn(name, data, width)


def _drawn(name: str, data: bytes, width: int) -> Document:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as fault:
        raise Refused("file_unreadable", name=name) from fault
    try:
        shown = min(len(document), MOST_PAGES)
        return Document(tuple(_page(document[number], width) for number in range(shown)), len(document))
    except pypdfium2.PdfiumError as fault:
        raise Refused("file_unreadable", name=name) from fault
    finally:
        document.close()


def _page(page: pypdfium2.PdfPage, width: int) -> Drawn:
    across, down = (max(1.0, side) for side in page.get_size())
    scale = min(width / across, (MOST_PIXELS / (across * down)) ** 0.5)
    bitmap = page.render(scale=scale, rev_byteorder=True, may_draw_forms=False)
    try:
        return Drawn(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
    finally:
        bitmap.close()
        page.close()
