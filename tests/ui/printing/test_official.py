"""The measures of GB/T 9704: A4, 22 lines of 28 characters, numbered pages, tables that repeat their head."""

from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtGui import QImage

from models.problems import Refused
from ui.printing import measures, official, paging
from ui.printing.official import Official

pytestmark = pytest.mark.usefixtures("qapp")
LINE = "为进一步加强全区农村危房改造工作确保农村住房安全根据上级"


def _pages(body: str, title: str = "公示", files: tuple[str, ...] = ()) -> list[paging.Page]:
    return official.pages(Official((), title, body, files), lambda _address: QImage())


def _lines(page: paging.Page) -> int:
    return round(page.filled / measures.PITCH)


def test_a_full_page_holds_22_lines_of_28_characters() -> None:
    assert len(LINE) == 28
    body = "\n".join(f"<p>{LINE * 3}</p>" for _ in range(40))
    full = _pages(body)[1]
    assert _lines(full) == measures.LINES
    boxes = official.paragraph((official.Run(LINE * 3),), official.Block(measures.font("text", measures.EM)))
    assert len(boxes) == 3


def test_the_pdf_is_a4_with_numbered_pages(tmp_path: Path) -> None:
    pages = _pages("\n".join(f"<p>{LINE * 5}</p>" for _ in range(20)))
    file = tmp_path / "公示.pdf"
    paging.write_pdf(pages, file, "公示")
    reader = PdfReader(file)
    assert len(reader.pages) == len(pages) > 2
    box = reader.pages[0].mediabox
    assert (round(float(box.width)), round(float(box.height))) == (595, 842)
    assert reader.pages[1].extract_text().split()[-3:] == ["—", "2", "—"]
    assert not list(tmp_path.glob("*.part"))


def test_a_heading_never_ends_a_page() -> None:
    for lines in range(1, 24):
        body = "\n".join([f"<p>{LINE[:20]}</p>"] * lines + ["<h2>一、标题</h2>"] + ["<p>正文</p>"] * 3)
        for page in _pages(body):
            assert not page.boxes[-1][1].keep


def test_a_table_goes_on_under_its_head() -> None:
    rows = "\n".join(f"<tr><td>{n}</td><td>张**</td></tr>" for n in range(60))
    pages = _pages(f"<table>\n<tr><th>序号</th><th>户主</th></tr>\n{rows}\n</table>")
    assert len(pages) > 1
    assert pages[1].boxes[0][1] is pages[0].boxes[2][1]


def test_attachments_are_named_before_the_signature() -> None:
    document = Official((), "公示", '<p>正文</p>\n<p class="right">王台镇人民政府</p>', ("名单", "说明"))
    assert official._before_signature(document.body) == 3


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(Refused) as told:
        paging.write_pdf(_pages("<p>一</p>"), tmp_path / "no" / "a.pdf", "公示")
    assert told.value.code in ("file_not_written", "print_failed")
