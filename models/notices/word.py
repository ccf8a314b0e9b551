"""Writes a kept notice as a Word document by GB/T 9704 (loaded late: python-docx)."""

from datetime import datetime
from io import BytesIO
from typing import Any

import docx as office
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from models.content import read
from models.content.shapes import STRONG, Paragraph
from models.notices.page import is_addressee

PAGE = {"page_width": Mm(210), "page_height": Mm(297)}
MARGINS = {"top_margin": Mm(37), "bottom_margin": Mm(35), "left_margin": Mm(28), "right_margin": Mm(26)}
PITCH = Pt(28)
TITLE, TEXT, FOOT = ("方正小标宋简体", Pt(22)), ("仿宋", Pt(16)), ("宋体", Pt(14))
LATIN = "Times New Roman"
ALIGN = {"center": WD_ALIGN_PARAGRAPH.CENTER, "right": WD_ALIGN_PARAGRAPH.RIGHT, "": WD_ALIGN_PARAGRAPH.JUSTIFY}
# Every document made here carries the same moment in its properties: they shall tell nothing of who made it or when.
NEVER = datetime(2000, 1, 1)


def docx(text: str) -> bytes:
    """The .docx of a notice in canonical HTML; its properties name no person and no program."""
    book = office.Document()
    _set_page(book.sections[0])
    before = None
    for node in read(text):
        if isinstance(node, Paragraph):
            _paragraph(book, node, addressed=is_addressee(node, before))
        before = node
    _page_number(book.sections[0].footer.paragraphs[0])
    _forget_maker(book.core_properties)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _set_page(section: Any) -> None:
    for name, length in {**PAGE, **MARGINS}.items():
        setattr(section, name, length)


def _paragraph(book: Any, node: Paragraph, *, addressed: bool) -> None:
    line = book.add_paragraph()
    how = line.paragraph_format
    how.space_before = how.space_after = Pt(0)
    how.line_spacing_rule, how.line_spacing = WD_LINE_SPACING.EXACTLY, PITCH
    headed = node.kind != "p"
    line.alignment = ALIGN["center" if headed else node.align]
    face = TITLE if headed else TEXT
    if not (headed or node.align or addressed):
        how.first_line_indent = 2 * TEXT[1]
    if node.align == "right":
        how.right_indent = 2 * TEXT[1]
    for run in node.runs:
        _dressed(line.add_run(run.text), face, bold=bool(run.marks & STRONG))


def _dressed(run: Any, face: tuple[str, Any], *, bold: bool = False) -> None:
    """Chinese letters have a font of their own (eastAsia), without which Word takes its default one."""
    run.font.name, run.font.size, run.font.bold = LATIN, face[1], bold
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), face[0])


def _page_number(line: Any) -> None:
    """`— 1 —` in the middle of the foot."""
    line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _dressed(line.add_run("— "), FOOT)
    field = line.add_run()
    _dressed(field, FOOT)
    for kind, words in (("begin", ""), ("", "PAGE"), ("end", "")):
        mark = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            mark.set(qn("w:fldCharType"), kind)
        mark.text = words or None
        field._element.append(mark)
    _dressed(line.add_run(" —"), FOOT)


def _forget_maker(told: Any) -> None:
    for name in ("author", "comments", "keywords", "last_modified_by", "subject", "title", "category"):
        setattr(told, name, "")
    told.created = told.modified = NEVER
    told.revision = 1
