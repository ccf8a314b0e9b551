"""The few shapes that the body of a matter is made of; the editor, the checks and the portal share them."""

from dataclasses import dataclass
from typing import Literal

BlockKind = Literal["p", "h2", "h3", "h4", "li", "cell", "quote"]
ParaKind = Literal["p", "h2", "h3", "h4"]
Align = Literal["", "center", "right"]

STRONG, EM, U, SUP, SUB = 1, 2, 4, 8, 16
BREAK, PICTURE = "\n", "\ufffc"


@dataclass(frozen=True, slots=True)
class Picture:
    """An image kept as a blob: `src` is "blob:<sha256>", `width` in pixels or 0 for its own."""

    src: str
    alt: str = ""
    width: int = 0


@dataclass(frozen=True, slots=True)
class Run:
    """Text of one look: `marks` adds STRONG, EM, U, SUP, SUB; a break is "\\n", a picture "\\ufffc" with `picture`."""

    text: str
    marks: int = 0
    href: str = ""
    picture: Picture | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    kind: ParaKind
    runs: tuple[Run, ...]
    align: Align = ""

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class ListNode:
    """A flat list; an item is one or more paragraphs of kind "p"."""

    ordered: bool
    items: tuple[tuple[Paragraph, ...], ...]


@dataclass(frozen=True, slots=True)
class Cell:
    paragraphs: tuple[Paragraph, ...]
    header: bool = False
    colspan: int = 1
    rowspan: int = 1


@dataclass(frozen=True, slots=True)
class TableNode:
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class QuoteNode:
    paragraphs: tuple[Paragraph, ...]


Node = Paragraph | ListNode | TableNode | QuoteNode
Document = tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """One leaf block: a paragraph, heading, whole list item, whole cell, or paragraph of a quote; its paragraphs and
    breaks are joined by "\\n", a picture is "\\ufffc". An empty cell is a block with empty text.
    """

    kind: BlockKind
    text: str


@dataclass(frozen=True, slots=True)
class ImageAt:
    """An image in the body: `block` indexes blocks(html), `offset` is its place in that block's text."""

    block: int
    offset: int
    src: str
    alt: str
    width: int

    @property
    def sha256(self) -> str:
        return self.src.removeprefix("blob:")


@dataclass(frozen=True, slots=True)
class LinkAt:
    """A link in the body: the words [start, end) of block `block` lead to `href`."""

    block: int
    start: int
    end: int
    href: str
    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    """One line of the table of contents; `level` 2..4, `block` indexes blocks(html)."""

    level: int
    text: str
    block: int


@dataclass(frozen=True, slots=True)
class PastedImage:
    """An image that came inside pasted HTML: stands in the HTML as `src="blob:<sha256>"` already."""

    sha256: str
    data: bytes
    mime: str


@dataclass(frozen=True, slots=True)
class Pasted:
    """Clean HTML and the images it names that the caller must store as blobs before showing it."""

    html: str
    images: tuple[PastedImage, ...] = ()
