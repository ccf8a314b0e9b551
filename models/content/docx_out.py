"""Writes paragraphs of a body as a Word document of the official page (GB/T 9704), telling nothing of its maker.

Only modules that are loaded late themselves import this one: python-docx costs 80 ms."""

from datetime import datetime
from io import BytesIO
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from models.content.shapes import STRONG, Paragraph

PAGE = {"page_width": Mm(210), "page_height": Mm(297)}
MARGINS = {"top_margin": Mm(37), "bottom_margin": Mm(35), "left_margin": Mm(28), "right_margin": Mm(26)}
PITCH = Pt(28)
TITLE, TEXT, FOOT = ("方正小标宋简体", Pt(22)), ("仿宋", Pt(16)), ("宋体", Pt(14))
LATIN = "Times New Roman"
ALIGN = {"center": WD_ALIGN_PARAGRAPH.CENTER, "right": WD_ALIGN_PARAGRAPH.RIGHT, "": WD_ALIGN_PARAGRAPH.JUSTIFY}
# Every document made here carries the same moment in its properties: they shall tell nothing of who made it or when.
NEVER = datetime(2000, 1, 1)


def new_book() -> Any:
    """An empty document of the official page."""
    book = docx.Document()
    for name, length in {**PAGE, **MARGINS}.items():
        setattr(book.sections[0], name, length)
    return book


def saved(book: Any) -> bytes:
    """The document's bytes; its properties tell nothing of who made it."""
    _forget_maker(book.core_properties)
    relations = book.part.package.rels
    for key in [key for key, relation in relations.items() if relation.reltype.endswith("/thumbnail")]:
        del relations[key]
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def paragraph(line: Any, node: Paragraph, *, indented: bool) -> None:
    """Writes a paragraph into an empty one of the document: headings in the middle, signatures at the right."""
    how = line.paragraph_format
    how.space_before = how.space_after = Pt(0)
    how.line_spacing_rule, how.line_spacing = WD_LINE_SPACING.EXACTLY, PITCH
    headed = node.kind != "p"
    line.alignment = ALIGN["center" if headed else node.align]
    face = TITLE if headed else TEXT
    if indented and not (headed or node.align):
        how.first_line_indent = 2 * TEXT[1]
    if node.align == "right":
        how.right_indent = 2 * TEXT[1]
    for run in node.runs:
        dressed(line.add_run(run.text), face, bold=bool(run.marks & STRONG))


def dressed(run: Any, face: tuple[str, Any], *, bold: bool = False) -> None:
    """Chinese letters have a font of their own (eastAsia), without which Word takes its default one."""
    run.font.name, run.font.size, run.font.bold = LATIN, face[1], bold
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), face[0])


def _forget_maker(told: Any) -> None:
    for name in ("author", "comments", "keywords", "last_modified_by", "subject", "title", "category"):
        setattr(told, name, "")
    told.created = told.modified = NEVER
    told.revision = 1
