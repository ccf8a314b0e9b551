"""A text as an official document: head table, title, body, list of attachments, signature as it was written."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from math import ceil

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase, QFontMetricsF, QImage

from models.content import read
from models.content.shapes import Cell, ListNode, Node, Paragraph, QuoteNode, Run, TableNode
from ui.printing import measures
from ui.printing.boxes import Block, Box, paragraph, picture, space, words
from ui.printing.grids import table
from ui.printing.paging import Page, Piece, merged, paged

Images = Callable[[str], QImage]


@dataclass(frozen=True, slots=True)
class Official:
    """What is printed: rows of the head as two (name, value) pairs, the title, the body, the attachments' names."""

    head: tuple[tuple[str, str, str, str], ...]
    title: str
    body: str
    attachments: tuple[str, ...]
    attachment_word: str = "附件："


def pages(document: Official, images: Images) -> list[Page]:
    """The document's pages, 22 lines of 28 characters each."""
    text = [_node(node, images) for node in read(document.body)]
    pieces = [_head(document.head), Piece(_title(document.title)), *text]
    if document.attachments:
        pieces.insert(_before_signature(document.body), Piece(_attachments(document)))
    return paged(merged(pieces))


def _before_signature(body: str) -> int:
    """The list of attachments stands between the text and the signature, which are the last lines at the right."""
    nodes = read(body)
    end = len(nodes)
    while end and isinstance(last := nodes[end - 1], Paragraph) and last.align == "right":
        end -= 1
    return end + 2


def _head(rows: Sequence[tuple[str, str, str, str]]) -> Piece:
    if not rows:
        return Piece(())
    node = TableNode(tuple((_name(one), _value(two), _name(three), _value(four)) for one, two, three, four in rows))
    boxes, _head_row = table(node, shares=(3, 8, 3, 6))
    return Piece([*boxes, space(measures.PITCH)])


def _name(text: str) -> Cell:
    return Cell((Paragraph("p", (Run(text),)),), header=True)


def _value(text: str) -> Cell:
    return Cell((Paragraph("p", (Run(text),)),))


def _title(text: str) -> list[Box]:
    """Size 2, centred, lines of about one length; where the true face is missing its stand-in is bold."""
    face = measures.font("title", measures.TITLE, bold=not measures.has_family("title", QFontDatabase.families()))
    widest = measures.WIDTH - 2 * measures.EM
    whole = QFontMetricsF(face).horizontalAdvance(text)
    lines = max(1, ceil(whole / widest))
    side = (measures.WIDTH - min(widest, whole / lines + 1.5 * measures.TITLE)) / 2
    how = Block(face, pitch=measures.TITLE_PITCH, left=side, right=side, align=Qt.AlignmentFlag.AlignHCenter)
    return [*words(text, how, keep=True), space(measures.PITCH)]


def _node(node: Node, images: Images) -> Piece:
    if isinstance(node, Paragraph):
        return Piece(_line(node, images))
    if isinstance(node, ListNode):
        return Piece([box for number, item in enumerate(node.items, 1) for box in _entry(node.ordered, number, item)])
    if isinstance(node, QuoteNode):
        kai = Block(
            measures.font("kai", measures.EM), first=2 * measures.EM, left=2 * measures.EM, right=2 * measures.EM
        )
        return Piece([box for line in node.paragraphs for box in paragraph(line.runs, kai)])
    boxes, head = table(node)
    return Piece([*boxes, space(measures.PITCH / 2)], head)


def _line(line: Paragraph, images: Images) -> list[Box]:
    pictures = [
        picture(image, run.picture.width)
        for run in line.runs
        if run.picture and not (image := images(run.picture.src)).isNull()
    ]
    runs = [run for run in line.runs if run.picture is None]
    return [*(paragraph(runs, _set(line), keep=line.kind != "p") if runs else ()), *pictures]


def _set(line: Paragraph) -> Block:
    """Headings in 黑体, 楷体 and bold 仿宋; paragraphs indented by two characters, signatures by two from the right."""
    faces = {"p": ("text", False), "h2": ("black", False), "h3": ("kai", False), "h4": ("text", True)}
    face, bold = faces[line.kind]
    how = Block(measures.font(face, measures.EM, bold=bold), first=2 * measures.EM)
    if line.align == "center":
        return replace(how, first=0, align=Qt.AlignmentFlag.AlignHCenter)
    if line.align == "right":
        return replace(how, first=0, right=2 * measures.EM, align=Qt.AlignmentFlag.AlignRight)
    return how


def _entry(ordered: bool, number: int, lines: Sequence[Paragraph]) -> list[Box]:
    mark = f"{number}. " if ordered else "· "
    how = Block(measures.font("text", measures.EM), first=2 * measures.EM)
    boxes: list[Box] = []
    for index, line in enumerate(lines):
        runs = [run for run in line.runs if run.picture is None]
        boxes += paragraph([Run(mark), *runs] if index == 0 else runs, how)
    return boxes


def _attachments(document: Official) -> list[Box]:
    """`附件：1. …`, one line below the text, further ones under the first name."""
    how = Block(measures.font("text", measures.EM), first=2 * measures.EM, align=Qt.AlignmentFlag.AlignLeft)
    below = Block(measures.font("text", measures.EM), left=5 * measures.EM, align=Qt.AlignmentFlag.AlignLeft)
    boxes = [space(measures.PITCH)]
    single = len(document.attachments) == 1
    for number, name in enumerate(document.attachments, 1):
        text = name if single else f"{number}. {name}"
        boxes += words(document.attachment_word + text, how) if number == 1 else words(text, below)
    return [*boxes, space(measures.PITCH)]
