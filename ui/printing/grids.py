"""Tables on paper: columns as wide as their words need, rows never torn, the head repeated on every page."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from models.content.shapes import Cell, TableNode
from ui.editor.reading import placed
from ui.printing import measures
from ui.printing.boxes import Block, Box, paragraph

_PAD = 45.0
_PITCH = measures.TINY * 1.55
_ALIGN = {"": Qt.AlignmentFlag.AlignLeft, "center": Qt.AlignmentFlag.AlignHCenter, "right": Qt.AlignmentFlag.AlignRight}


@dataclass(frozen=True, slots=True)
class _Set:
    """A cell with its lines and its place in the grid."""

    row: int
    column: int
    cell: Cell
    lines: tuple[Box, ...]

    @property
    def height(self) -> float:
        return sum(line.height for line in self.lines) + 2 * _PAD


def table(
    node: TableNode, width: float = measures.WIDTH, shares: Sequence[float] | None = None
) -> tuple[list[Box], Box | None]:
    """The rows as boxes, rows joined by a span being one, and the head to repeat, if the first row is one."""
    places, count = placed(node)
    if not count:
        return [], None
    edges = _edges(node, places, count, width, shares)
    cells = [_set(row, column, cell, edges) for row, column, cell in places]
    heights = _heights(cells, len(node.rows))
    groups = _groups(cells, len(node.rows))
    boxes = [_box(first, last, cells, heights, edges) for first, last in groups]
    head = boxes[0] if node.rows[0] and all(cell.header for cell in node.rows[0]) and len(boxes) > 1 else None
    return boxes, head


def _edges(
    node: TableNode, places: Sequence[tuple[int, int, Cell]], count: int, width: float, shares: Sequence[float] | None
) -> list[float]:
    """The columns' borders from the left: shares that are given, else by the longest words within bounds."""
    if shares is None:
        metrics = QFontMetricsF(measures.font("song", measures.TINY))
        needs = [measures.TINY * 2] * count
        for _row, column, cell in places:
            longest = max((metrics.horizontalAdvance(line.text) for line in cell.paragraphs), default=0.0)
            if cell.colspan == 1:
                needs[column] = max(needs[column], min(longest, measures.TINY * 16))
        shares = [need + 2 * _PAD for need in needs]
    total = sum(shares)
    edges = [0.0]
    for share in shares:
        edges.append(edges[-1] + share / total * width)
    return edges


def _set(row: int, column: int, cell: Cell, edges: Sequence[float]) -> _Set:
    width = edges[min(column + cell.colspan, len(edges) - 1)] - edges[column] - 2 * _PAD
    lines: list[Box] = []
    for line in cell.paragraphs:
        align = Qt.AlignmentFlag.AlignHCenter if cell.header and not line.align else _ALIGN[line.align]
        how = Block(measures.font("black" if cell.header else "song", measures.TINY), width, _PITCH, align=align)
        lines += paragraph([run for run in line.runs if run.picture is None], how)
    return _Set(row, column, cell, tuple(lines))


def _heights(cells: Sequence[_Set], rows: int) -> list[float]:
    """Row heights: single cells first, then spanning cells stretch their last row."""
    heights = [_PITCH + 2 * _PAD] * rows
    for one in sorted(cells, key=lambda each: each.cell.rowspan):
        last = one.row + one.cell.rowspan - 1
        have = sum(heights[one.row : last + 1])
        heights[last] += max(0.0, one.height - have)
    return heights


def _groups(cells: Sequence[_Set], rows: int) -> list[tuple[int, int]]:
    """Rows that spans tie together, as [first, last]."""
    groups: list[tuple[int, int]] = []
    until = -1
    for row in range(rows):
        reach = max((one.row + one.cell.rowspan - 1 for one in cells if one.row == row), default=row)
        if row <= until and groups:
            until = max(until, reach)
            groups[-1] = (groups[-1][0], until)
        else:
            until = reach
            groups.append((row, until))
    return groups


def _box(first: int, last: int, cells: Sequence[_Set], heights: Sequence[float], edges: Sequence[float]) -> Box:
    inside = [one for one in cells if first <= one.row <= last]

    def draw(painter: QPainter, left: float, top: float) -> None:
        painter.setPen(QPen(Qt.GlobalColor.black, 5))
        for one in inside:
            y = top + sum(heights[first : one.row])
            high = sum(heights[one.row : one.row + one.cell.rowspan])
            x, right = edges[one.column], edges[min(one.column + one.cell.colspan, len(edges) - 1)]
            painter.drawRect(QRectF(left + x, y, right - x, high))
            at = y + (high - one.height) / 2 + _PAD
            for line in one.lines:
                line.draw(painter, left + x + _PAD, at)
                at += line.height

    return Box(sum(heights[first : last + 1]), draw)
