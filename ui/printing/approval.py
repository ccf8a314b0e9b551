"""The approval sheet 信息发布审核表 that a sign-off leaves behind, with the trail and the fingerprint (Art. 6)."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt

from models.content.shapes import Cell, Paragraph, Run, TableNode
from ui.printing import measures
from ui.printing.boxes import Block, Box, space, words
from ui.printing.grids import table
from ui.printing.paging import Page, Piece, paged


@dataclass(frozen=True, slots=True)
class Approval:
    """What the sheet says: `rows` of (name, value, name, value), `wide` of (name, value), `trail` of four columns."""

    heading: str
    rows: tuple[tuple[str, str, str, str], ...]
    wide: tuple[tuple[str, str], ...]
    trail_head: tuple[str, str, str, str]
    trail: tuple[tuple[str, str, str, str], ...]
    foot: str


def pages(sheet: Approval) -> list[Page]:
    """The sheet's pages; one, unless the trail is very long."""
    heading = Block(measures.font("title", measures.TITLE, bold=True), pitch=measures.TITLE_PITCH, align=_CENTRE)
    facts = [tuple(_pair(one, two) + _pair(three, four)) for one, two, three, four in sheet.rows]
    facts += [(_name(one), _value(two, 3)) for one, two in sheet.wide]
    form, _none = table(TableNode(tuple(facts)), shares=(3, 8, 3, 6))
    trail, head = table(_trail(sheet.trail_head, sheet.trail), shares=(3, 4, 5, 8))
    foot = Block(measures.font("song", measures.TINY), pitch=measures.TINY * 1.6, align=Qt.AlignmentFlag.AlignLeft)
    body: list[Box] = [*words(sheet.heading, heading), space(measures.PITCH / 2), *form, space(measures.PITCH / 2)]
    return paged([Piece(body), Piece(trail, head), Piece([space(measures.PITCH / 3), *words(sheet.foot, foot)])])


_CENTRE = Qt.AlignmentFlag.AlignHCenter


def _trail(head: Sequence[str], rows: Sequence[Sequence[str]]) -> TableNode:
    return TableNode((tuple(_name(text) for text in head), *(tuple(_value(text) for text in line) for line in rows)))


def _pair(name: str, value: str) -> tuple[Cell, Cell]:
    return _name(name), _value(value)


def _name(text: str) -> Cell:
    return Cell((Paragraph("p", (Run(text),)),), header=True)


def _value(text: str, wide: int = 1) -> Cell:
    lines = tuple(Paragraph("p", (Run(line),)) for line in text.split("\n"))
    return Cell(lines, colspan=wide)
