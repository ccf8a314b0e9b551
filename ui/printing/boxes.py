"""Pieces of a page: each knows its height and draws itself; text becomes one box a line, so pages break anywhere."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QImage, QPainter, QTextCharFormat, QTextLayout, QTextOption

from models.content.shapes import EM as ITALIC
from models.content.shapes import STRONG, SUB, SUP, Run, U
from ui.printing import measures

Draw = Callable[[QPainter, float, float], None]


@dataclass(frozen=True, slots=True)
class Box:
    """A stretch of the page: height in units, `draw(painter, left, top)`, and whether it stays with what follows."""

    height: float
    draw: Draw
    keep: bool = False


def space(height: float) -> Box:
    """An empty stretch."""
    return Box(height, lambda _painter, _left, _top: None)


@dataclass(frozen=True, slots=True)
class Block:
    """How a paragraph is set: its letters, the width it has, indents in units, and its side."""

    font: QFont
    width: float = measures.WIDTH
    pitch: float = measures.PITCH
    first: float = 0.0
    left: float = 0.0
    right: float = 0.0
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignJustify


def paragraph(runs: Sequence[Run], how: Block, *, keep: bool = False) -> list[Box]:
    """The lines of a paragraph; images are drawn by their own boxes and are not in `runs`."""
    text = "".join(run.text.replace("\n", "\u2028") for run in runs)
    layout = QTextLayout(text, how.font)
    option = QTextOption(how.align)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.setFormats(_formats(runs))
    return [_line(layout, index, how, keep=keep) for index in range(_broken(layout, how))]


def words(text: str, how: Block, *, keep: bool = False) -> list[Box]:
    """The lines of plain words."""
    return paragraph((Run(text),), how, keep=keep)


def _broken(layout: QTextLayout, how: Block) -> int:
    """Breaks the text into lines and gives their number."""
    layout.beginLayout()
    count = 0
    while True:
        line = layout.createLine()
        if not line.isValid():
            break
        indent = how.left + (how.first if count == 0 else 0)
        line.setLineWidth(how.width - indent - how.right)
        line.setPosition(QPointF(indent, 0))
        count += 1
    layout.endLayout()
    return count


def _line(layout: QTextLayout, index: int, how: Block, *, keep: bool) -> Box:
    def draw(painter: QPainter, left: float, top: float) -> None:
        line = layout.lineAt(index)
        line.draw(painter, QPointF(left, top + (how.pitch - line.height()) / 2))

    return Box(how.pitch, draw, keep)


def _formats(runs: Sequence[Run]) -> list[QTextLayout.FormatRange]:
    ranges = []
    at = 0
    for run in runs:
        length = len(run.text.encode("utf-16-le")) // 2
        made = QTextLayout.FormatRange()
        made.start, made.length = at, length
        made.format = _char_format(run)
        ranges.append(made)
        at += length
    return ranges


def _char_format(run: Run) -> QTextCharFormat:
    made = QTextCharFormat()
    if run.marks & STRONG:
        made.setFontWeight(QFont.Weight.Bold)
    made.setFontItalic(bool(run.marks & ITALIC))
    made.setFontUnderline(bool(run.marks & U))
    vertical = QTextCharFormat.VerticalAlignment
    if run.marks & SUP:
        made.setVerticalAlignment(vertical.AlignSuperScript)
    elif run.marks & SUB:
        made.setVerticalAlignment(vertical.AlignSubScript)
    return made


def picture(image: QImage, width: int) -> Box:
    """An image in the middle, at most as wide as the text and half a page high; as many whole lines as it needs."""
    natural = (width or image.width()) * measures.RESOLUTION / 96
    scale = min(1.0, measures.WIDTH / natural)
    wide = natural * scale
    high = wide * image.height() / max(image.width(), 1)
    if high > measures.HEIGHT / 2:
        wide, high = wide * measures.HEIGHT / 2 / high, measures.HEIGHT / 2
    lines = int(high // measures.PITCH) + 1

    def draw(painter: QPainter, left: float, top: float) -> None:
        x, y = left + (measures.WIDTH - wide) / 2, top + (lines * measures.PITCH - high) / 2
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(QRectF(x, y, wide, high), image)

    return Box(lines * measures.PITCH, draw)
