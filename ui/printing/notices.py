"""A kept notice (告知书) on paper, word for word as it was signed: organ, title, number, addressee, text, signature."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase

from models.content import read
from models.content.shapes import Node, Paragraph
from models.notices.page import is_addressee
from ui.printing import measures
from ui.printing.boxes import Block, Box, paragraph, space
from ui.printing.paging import Page, Piece, merged, paged


def pages(text: str) -> list[Page]:
    """The pages of a notice in canonical HTML, 22 lines of 28 characters each."""
    pieces: list[Piece] = []
    before: Node | None = None
    for node in read(text):
        if isinstance(node, Paragraph):
            pieces.append(Piece(_boxes(node, before)))
        before = node
    return paged(merged(pieces))


def _boxes(node: Paragraph, before: Node | None) -> list[Box]:
    boxes = paragraph(node.runs, _set(node, addressed=is_addressee(node, before)), keep=node.kind != "p")
    if isinstance(before, Paragraph) and node.align == "right" != before.align:
        return [space(measures.PITCH), *boxes]
    return [*boxes, space(measures.PITCH)] if node.kind == "p" and node.align == "center" else boxes


def _set(node: Paragraph, *, addressed: bool) -> Block:
    if node.kind != "p":
        face = measures.font("title", measures.TITLE, bold=not measures.has_family("title", QFontDatabase.families()))
        return Block(face, pitch=measures.TITLE_PITCH, align=Qt.AlignmentFlag.AlignHCenter)
    how = Block(measures.font("text", measures.EM), first=0 if addressed or node.align else 2 * measures.EM)
    if node.align == "center":
        return replace(how, align=Qt.AlignmentFlag.AlignHCenter)
    if node.align == "right":
        return replace(how, right=2 * measures.EM, align=Qt.AlignmentFlag.AlignRight)
    return how
