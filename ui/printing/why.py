"""The slip of a last day on one A4 page: heading, calendar, sentences, and when it was printed."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QPainter, QPen

from models.content.shapes import Cell as TableCell
from models.content.shapes import Paragraph, Run, TableNode
from ui.presenters.why import Cell, WhyPane
from ui.printing import measures
from ui.printing.boxes import Block, Box, space, words
from ui.printing.grids import table
from ui.printing.paging import Page, Piece, paged

_COLUMNS = 7
_HEAD = 150.0
_WEEK = 330.0
_GREY, _BLACK = QColor(120, 120, 120), Qt.GlobalColor.black
_ROOM = measures.HEIGHT * 0.3
"""How much of the page the calendar may take: more weeks are drawn lower, so that one page holds all."""


def pages(pane: WhyPane, heading: str, stamp: str) -> list[Page]:
    """The slip's pages; one, unless a clock ran for a very long time."""
    left = Qt.AlignmentFlag.AlignLeft
    head = Block(
        measures.font("title", measures.TITLE, bold=True),
        pitch=measures.TITLE_PITCH,
        align=Qt.AlignmentFlag.AlignHCenter,
    )
    small = Block(measures.font("song", measures.TINY), pitch=measures.TINY * 1.7, align=left)
    rows = [
        (_cell(str(at)), _cell(line.title), _cell(line.text), _cell(line.source))
        for at, line in enumerate(pane.lines, 1)
    ]
    told, _none = table(TableNode(tuple(rows)), shares=(1, 6, 12, 4))
    about = f"{heading}   {pane.subject}"
    top = [*words(pane.title, head), *words(about, small), space(measures.TINY)]
    below = [box for text in (*pane.around, stamp) for box in words(text, small)]
    gap = space(measures.TINY / 2)
    pieces = [Piece([*top, _calendar(pane), gap]), Piece(told), Piece([gap, *below])]
    return paged(pieces, measures.HEIGHT + measures.mm(5))


def _cell(text: str) -> TableCell:
    return TableCell(tuple(Paragraph("p", (Run(line),)) for line in text.split("\n")))


def _calendar(pane: WhyPane) -> Box:
    high = min(_WEEK, (_ROOM - _HEAD) / len(pane.weeks))
    wide = measures.WIDTH / _COLUMNS

    def draw(painter: QPainter, left: float, top: float) -> None:
        painter.setPen(_BLACK)
        painter.setFont(measures.font("black", measures.TINY))
        for at, name in enumerate(pane.weekdays):
            painter.drawText(QRectF(left + at * wide, top, wide, _HEAD), Qt.AlignmentFlag.AlignCenter, name)
        for week, cells in enumerate(pane.weeks):
            for at, cell in enumerate(cells):
                _day(painter, QRectF(left + at * wide, top + _HEAD + week * high, wide, high), cell)

    return Box(_HEAD + len(pane.weeks) * high, draw)


def _day(painter: QPainter, rect: QRectF, cell: Cell) -> None:
    """Without colour: rest hatched, the last day black, limits in a thick frame, receipt dashed, today underlined."""
    last, shade = cell.frame == "last", cell.ground in ("rest", "pause")
    painter.setPen(QPen(_GREY, 5))
    painter.setBrush(QBrush(_GREY, Qt.BrushStyle.BDiagPattern) if shade else Qt.BrushStyle.NoBrush)
    if last:
        painter.setBrush(QBrush(_BLACK))
    if cell.ground != "outside":
        painter.drawRect(rect)
    if cell.frame in ("legal", "suggested", "received"):
        painter.setBrush(Qt.BrushStyle.NoBrush)
        dashed = Qt.PenStyle.DashLine if cell.frame == "received" else Qt.PenStyle.SolidLine
        painter.setPen(QPen(_BLACK, 20, dashed))
        painter.drawRect(rect.adjusted(12, 12, -12, -12))
    inner = rect.adjusted(30, 18, -30, -18)
    painter.setPen(Qt.GlobalColor.white if last else _BLACK if cell.ground == "counted" else _GREY)
    painter.setFont(measures.font("song", measures.TINY))
    painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, cell.head)
    bottom = Qt.AlignmentFlag.AlignBottom
    painter.drawText(
        inner, bottom | (Qt.AlignmentFlag.AlignLeft if cell.foot else Qt.AlignmentFlag.AlignRight), cell.tag
    )
    font = QFont(measures.font("black", measures.TINY))
    font.setUnderline(cell.today)
    painter.setFont(font)
    painter.drawText(inner, bottom | Qt.AlignmentFlag.AlignRight, cell.foot)
