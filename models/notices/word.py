"""Writes a kept notice as a Word document by GB/T 9704 (loaded late: python-docx)."""

from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from models.content import read
from models.content.docx_out import FOOT, dressed, new_book, paragraph, saved
from models.content.shapes import Paragraph
from models.notices.page import is_addressee


def docx(text: str) -> bytes:
    """The .docx of a notice in canonical HTML; its properties name no person and no program."""
    book = new_book()
    before = None
    for node in read(text):
        if isinstance(node, Paragraph):
            paragraph(book.add_paragraph(), node, indented=not is_addressee(node, before))
        before = node
    _page_number(book.sections[0].footer.paragraphs[0])
    return saved(book)


def _page_number(line: Any) -> None:
    """`— 1 —` in the middle of the foot."""
    line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    dressed(line.add_run("— "), FOOT)
    field = line.add_run()
    dressed(field, FOOT)
    for kind, words in (("begin", ""), ("", "PAGE"), ("end", "")):
        mark = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            mark.set(qn("w:fldCharType"), kind)
        mark.text = words or None
        field._element.append(mark)
    dressed(line.add_run(" —"), FOOT)
