"""Pages of a stranger's PDF as pictures: the first of them, within a bound, and a faulty file as one refusal."""

from io import BytesIO

import pypdf
import pytest

from models.content import pdf_pages
from models.problems import Refused


def _pdf(pages: int, width: float = 200, height: float = 300) -> bytes:
    made, kept = pypdf.PdfWriter(), BytesIO()
    for _ in range(pages):
        made.add_blank_page(width, height)
    made.write(kept)
    return kept.getvalue()


def test_a_page_is_drawn_as_wide_as_wanted() -> None:
    document = pdf_pages.drawn("材料.pdf", _pdf(2), 400)
    page = document.pages[0]
    assert (document.all, page.width, page.height) == (2, 400, 600)
    assert len(page.data) >= page.stride * page.height
    assert page.data[:3] == b"\xff\xff\xff"


def test_only_the_first_pages_are_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_pages, "MOST_PAGES", 2)
    document = pdf_pages.drawn("材料.pdf", _pdf(3), 100)
    assert (len(document.pages), document.all) == (2, 3)


def test_a_huge_page_is_drawn_small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_pages, "MOST_PIXELS", 10_000)
    page = pdf_pages.drawn("图纸.pdf", _pdf(1, 10_000, 10_000), 5_000).pages[0]
    assert page.width * page.height <= 11_000


def test_what_is_no_pdf_is_refused() -> None:
    with pytest.raises(Refused) as no:
        pdf_pages.drawn("假.pdf", b"%PDF-1.7 nothing", 100)
    assert no.value.code == "file_unreadable"
