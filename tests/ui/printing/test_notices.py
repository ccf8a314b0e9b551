"""A notice on paper: read again, the PDF says what was signed, on A4 with a page number."""

from pathlib import Path

import pytest
from pypdf import PdfReader

from models.content import plain
from models.notices.drawing import answer_notice
from models.notices.page import html
from tests.models.notices.request import DIRECTORY, TODAY, UNIT, full, request
from ui.printing import measures, notices, paging

pytestmark = pytest.mark.usefixtures("qapp")


def _kept(**more: str) -> str:
    notice = answer_notice(request(full("partial", **more)), UNIT, TODAY, DIRECTORY)
    assert notice
    return html(notice)


def test_read_again_the_pdf_says_what_was_kept(tmp_path: Path) -> None:
    file = tmp_path / "告知书.pdf"
    paging.write_pdf(notices.pages(_kept()), file, "部分公开告知书")
    reader = PdfReader(file)
    text = "".join("".join(page.extract_text().split()) for page in reader.pages)
    for line in plain(_kept()).splitlines():
        assert "".join(line.split()) in text
    assert round(float(reader.pages[0].mediabox.width)) == 595


def test_a_long_reason_goes_on_to_further_pages() -> None:
    assert len(notices.pages(_kept())) == 1
    pages = notices.pages(_kept(reason="理由" * 900))
    assert len(pages) > 2
    assert all(page.filled <= measures.HEIGHT + 1 for page in pages)
