"""Boxes → pages → any device: breaks where it must, keeps headings with their text, numbers the pages."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from PySide6.QtCore import QMarginsF, QRectF, Qt
from PySide6.QtGui import QPagedPaintDevice, QPageLayout, QPageSize, QPainter, QPdfWriter

from models.problems import Refused
from ui.printing import measures
from ui.printing.boxes import Box


@dataclass(slots=True)
class Page:
    """The boxes of one page with their tops below the type area's upper edge."""

    boxes: list[tuple[float, Box]] = field(default_factory=list)
    filled: float = 0.0

    def add(self, box: Box) -> None:
        """Puts a box below the others."""
        self.boxes.append((self.filled, box))
        self.filled += box.height


@dataclass(frozen=True, slots=True)
class Piece:
    """Boxes that belong together; `head` is drawn again where they go on to another page."""

    boxes: Sequence[Box]
    head: Box | None = None


def paged(pieces: Sequence[Piece], height: float = measures.HEIGHT) -> list[Page]:
    """The pages. A box that is taller than a page stands on one of its own."""
    pages = [Page()]
    for piece in pieces:
        for number, box in enumerate(piece.boxes):
            needed = box.height + _kept(piece.boxes, number)
            if pages[-1].boxes and pages[-1].filled + needed > height + 1:
                pages.append(Page())
                if piece.head is not None and number:
                    pages[-1].add(piece.head)
            pages[-1].add(box)
    return pages


def _kept(boxes: Sequence[Box], number: int) -> float:
    """The height of what must stand on the same page as the box: those it is kept with, and one line more."""
    height = 0.0
    while number < len(boxes) and boxes[number].keep:
        number += 1
        height += boxes[number].height if number < len(boxes) else measures.PITCH
    return height


def merged(pieces: Sequence[Piece]) -> list[Piece]:
    """Pieces without a head flow as one, so that a heading at a piece's end stays with the next."""
    flowing: list[Piece] = []
    for piece in pieces:
        if flowing and piece.head is None and flowing[-1].head is None:
            flowing[-1] = replace(flowing[-1], boxes=[*flowing[-1].boxes, *piece.boxes])
        else:
            flowing.append(piece)
    return flowing


Foot = Callable[[QPainter, int, int], None]


def page_number(painter: QPainter, number: int, _of: int) -> None:
    """`— 1 —` below the type area: at the right on odd pages, at the left on even ones, one character in."""
    painter.setFont(measures.font("song", measures.SMALL))
    painter.setPen(Qt.GlobalColor.black)
    top = measures.TOP + measures.HEIGHT + measures.mm(7) - measures.SMALL
    area = QRectF(measures.LEFT + measures.SMALL, top, measures.WIDTH - 2 * measures.SMALL, measures.SMALL * 1.4)
    side = Qt.AlignmentFlag.AlignRight if number % 2 else Qt.AlignmentFlag.AlignLeft
    painter.drawText(area, side, f"— {number} —")


def render(
    pages: Sequence[Page], device: QPagedPaintDevice, foot: Foot = page_number, top: float = measures.TOP
) -> None:
    """Draws the pages on a PDF or printer that has no margins of its own."""
    painter = QPainter()
    if not painter.begin(device):
        raise Refused("print_failed")
    scale = device.logicalDpiX() / measures.RESOLUTION
    painter.scale(scale, scale)
    for number, page in enumerate(pages, 1):
        if number > 1:
            device.newPage()
        for below, box in page.boxes:
            box.draw(painter, measures.LEFT, top + below)
        foot(painter, number, len(pages))
    painter.end()


def set_page(device: QPagedPaintDevice) -> None:
    """A4 upright, no margins: the measures are ours."""
    device.setPageLayout(
        QPageLayout(QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0))
    )


def write_pdf(
    pages: Sequence[Page], file: Path, title: str, foot: Foot = page_number, top: float = measures.TOP
) -> None:
    """Writes a PDF beside the old one and puts it in its place; Refused when the file cannot be written."""
    fresh = file.with_name(file.name + ".part")
    writer = QPdfWriter(str(fresh))
    writer.setResolution(measures.RESOLUTION)
    writer.setTitle(title)
    writer.setCreator("")
    set_page(writer)
    try:
        render(pages, writer, foot, top)
        del writer
        fresh.replace(file)
    except (OSError, Refused) as fault:
        fresh.unlink(missing_ok=True)
        raise Refused("file_not_written", name=file.name) from fault
