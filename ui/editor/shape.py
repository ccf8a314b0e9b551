"""How the meanings of the text look in a QTextDocument: the one place that knows formats and their marks."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextFormat,
    QTextFragment,
    QTextImageFormat,
    QTextLength,
    QTextListFormat,
    QTextTableCellFormat,
    QTextTableFormat,
)

from models.content.shapes import EM, STRONG, SUB, SUP, Align, Picture, Run, U

_OWN = int(QTextFormat.Property.UserProperty)
QUOTE = _OWN + 1
"""Block property: the paragraph belongs to a quotation, whose number it carries."""
CONTINUES = _OWN + 2
"""Block property: a further paragraph of the list entry above."""
UNDERLINED = _OWN + 3
"""Character property: underlined by the writer, not because it is a link."""
HEADER = _OWN + 4
"""Cell property: the cell is a `<th>`."""
ALT = _OWN + 5
"""Character property of an image: what it shows, in words."""
WIDE = _OWN + 6
"""Character property of an image: the width in pixels that its writer gave it."""

BREAK = "\u2028"
"""How a line break inside a block stands in a QTextDocument."""

ALIGNMENTS: Mapping[str, Qt.AlignmentFlag] = {
    "": Qt.AlignmentFlag.AlignLeft,
    "center": Qt.AlignmentFlag.AlignHCenter,
    "right": Qt.AlignmentFlag.AlignRight,
}
HEAVY = QFont.Weight.DemiBold
"""The weight of headings: below Bold, so that a `<strong>` inside one is still told apart."""
_RULE = "#7C8795"  # stored in the document, so one middle grey that keeps 3:1 on every theme's surface


@dataclass(frozen=True, slots=True)
class Measure:
    """Sizes of the reading text in pixels: one character, one line, the gap between paragraphs."""

    em: int = 16
    line: int = 28
    gap: int = 6

    @property
    def column(self) -> int:
        """The widest that the text may be: 38 characters."""
        return 38 * self.em


def line_format(measure: Measure, kind: str, align: str = "") -> QTextBlockFormat:
    """The format of a paragraph or heading. Paragraphs are indented by two characters unless they are aligned."""
    shape = QTextBlockFormat()
    shape.setLineHeight(measure.line, QTextBlockFormat.LineHeightTypes.MinimumHeight.value)
    shape.setBottomMargin(measure.gap)
    shape.setAlignment(ALIGNMENTS[align] | Qt.AlignmentFlag.AlignAbsolute if align else ALIGNMENTS[""])
    if kind == "p" and not align:
        shape.setTextIndent(2 * measure.em)
    if kind != "p":
        shape.setHeadingLevel(int(kind[1]))
        shape.setTopMargin(measure.gap)
    return shape


def quote_format(measure: Measure, number: int, align: str = "") -> QTextBlockFormat:
    """The format of a paragraph of the `number`th quotation."""
    shape = line_format(measure, "p", align)
    shape.setLeftMargin(2 * measure.em)
    shape.setRightMargin(measure.em)
    shape.setProperty(QUOTE, number)
    return shape


def entry_format(measure: Measure) -> QTextBlockFormat:
    """The format of a list entry: no indent of the first line, for the list indents the whole."""
    shape = line_format(measure, "p")
    shape.setTextIndent(0)
    shape.setBottomMargin(0)
    return shape


def further_format(measure: Measure) -> QTextBlockFormat:
    """The format of a second paragraph within an entry."""
    shape = entry_format(measure)
    shape.setProperty(CONTINUES, True)
    shape.setIndent(1)
    return shape


def cell_line_format(measure: Measure, align: str = "") -> QTextBlockFormat:
    """The format of a paragraph in a table cell."""
    shape = line_format(measure, "p", align)
    shape.setTextIndent(0)
    shape.setBottomMargin(0)
    return shape


def list_format(ordered: bool) -> QTextListFormat:
    """The format of a list."""
    shape = QTextListFormat()
    shape.setStyle(QTextListFormat.Style.ListDecimal if ordered else QTextListFormat.Style.ListDisc)
    shape.setIndent(1)
    return shape


def table_format(columns: int) -> QTextTableFormat:
    """The format of a table: as wide as the text, thin lines."""
    shape = QTextTableFormat()
    shape.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    share = QTextLength(QTextLength.Type.PercentageLength, 100 / max(columns, 1))
    shape.setColumnWidthConstraints([share] * columns)
    shape.setBorderCollapse(True)
    shape.setBorder(1)
    shape.setBorderStyle(QTextTableFormat.BorderStyle.BorderStyle_Solid)
    shape.setBorderBrush(QBrush(QColor(_RULE)))
    shape.setCellPadding(6)
    shape.setCellSpacing(0)
    shape.setTopMargin(4)
    shape.setBottomMargin(8)
    return shape


def cell_format(header: bool) -> QTextTableCellFormat:
    """The format of a cell; a header cell carries its mark and bold type."""
    shape = QTextTableCellFormat()
    if header:
        shape.setProperty(HEADER, True)
    return shape


def char_format(run: Run, heavy: bool = False) -> QTextCharFormat:
    """The format of a stretch of text; `heavy` in headings and header cells, whose weight is not the writer's.

    Links take their colour when they are painted, so that a new theme changes no text."""
    shape = QTextCharFormat()
    if run.marks & STRONG:
        shape.setFontWeight(QFont.Weight.Bold)
    elif heavy:
        shape.setFontWeight(HEAVY)
    if run.marks & EM:
        shape.setFontItalic(True)
    if run.marks & U:
        shape.setProperty(UNDERLINED, True)
        shape.setFontUnderline(True)
    vertical = QTextCharFormat.VerticalAlignment
    if run.marks & SUP:
        shape.setVerticalAlignment(vertical.AlignSuperScript)
    elif run.marks & SUB:
        shape.setVerticalAlignment(vertical.AlignSubScript)
    if run.href:
        shape.setAnchor(True)
        shape.setAnchorHref(run.href)
    return shape


def image_format(picture: Picture, run: Run, measure: Measure) -> QTextImageFormat:
    """The format of an image within the text, with its alt text beside it; it is never drawn wider than the text."""
    shape = QTextImageFormat()
    shape.merge(char_format(run))
    shape.setName(picture.src)
    shape.setProperty(ALT, picture.alt)
    if picture.width:
        shape.setProperty(WIDE, picture.width)
        shape.setWidth(min(picture.width, measure.column))
    shape.setMaximumWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    return shape


def fragments(block: QTextBlock) -> list[QTextFragment]:
    """The stretches of a block that have one format each."""
    found = []
    here: Any = block.begin()  # Qt's stubs do not know that it is an iterator
    while not here.atEnd():
        found.append(here.fragment())
        here += 1
    return found


def marks_of(shape: QTextCharFormat) -> int:
    """The inline marks that a character format stands for."""
    vertical = QTextCharFormat.VerticalAlignment
    raised = {vertical.AlignSuperScript: SUP, vertical.AlignSubScript: SUB}
    marks = raised.get(shape.verticalAlignment(), 0)
    marks |= STRONG if shape.fontWeight() >= QFont.Weight.Bold else 0
    marks |= EM if shape.fontItalic() else 0
    return marks | (U if shape.boolProperty(UNDERLINED) else 0)


def align_of(shape: QTextBlockFormat) -> Align:
    """The alignment class of a block: empty, center or right."""
    given = shape.alignment()
    if given & Qt.AlignmentFlag.AlignHCenter:
        return "center"
    return "right" if given & Qt.AlignmentFlag.AlignRight else ""
