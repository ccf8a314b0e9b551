"""A Word document made here is a plain page that tells nothing of its maker."""

import zipfile
from io import BytesIO

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt

from models.content.docx_out import new_book, paragraph, saved
from models.content.shapes import STRONG, Paragraph, Run


def _lines(*nodes: Paragraph) -> list:
    book = new_book()
    for node in nodes:
        paragraph(book.add_paragraph(), node, indented=True)
    return docx.Document(BytesIO(saved(book))).paragraphs


def test_headings_stand_in_the_middle_and_text_is_indented() -> None:
    heading, text, signed = _lines(
        Paragraph("h2", (Run("标题"),)), Paragraph("p", (Run("正文"),)), Paragraph("p", (Run("署名"),), "right")
    )
    assert heading.alignment == WD_ALIGN_PARAGRAPH.CENTER
    assert text.paragraph_format.first_line_indent == Pt(32)
    assert signed.paragraph_format.first_line_indent is None
    assert signed.alignment == WD_ALIGN_PARAGRAPH.RIGHT


def test_strong_words_are_bold() -> None:
    line = _lines(Paragraph("p", (Run("甲"), Run("乙", STRONG))))[0]
    assert [run.bold for run in line.runs] == [False, True]


def test_the_library_leaves_no_thumbnail_and_no_name() -> None:
    with zipfile.ZipFile(BytesIO(saved(new_book()))) as package:
        assert "docProps/thumbnail.jpeg" not in package.namelist()
        assert b"python-docx" not in b"".join(package.read(name) for name in package.namelist())
