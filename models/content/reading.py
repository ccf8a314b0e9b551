"""Answers questions about a canonical body without building its shapes, fast enough to be asked at every key."""

import re
from dataclasses import dataclass, field
from html import unescape

from models.content.shapes import BREAK, PICTURE, Block, BlockKind, Heading, ImageAt, LinkAt

TAG = re.compile(r"<([^>]*)>")
ATTRIBUTE = re.compile(r'([a-z]+)="([^"]*)"')
LEAVES: dict[str, BlockKind] = {"h2": "h2", "h3": "h3", "h4": "h4", "li": "li", "td": "cell", "th": "cell"}
# As office suites count: every wide character (Han, kana, full-width marks) is one, every unbroken run of others too.
WIDE = (
    "\u2e80-\u2fff\u3001-\u4dbf\u4e00-\ua4cf\uac00-\ud7af\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff"
)
MARKS = "\u2014\u2018\u201c\u201d\u2026\u00b7"
WORD = re.compile(rf"[{WIDE}{MARKS}]|\u2019(?![A-Za-z])|(?:[^\s{WIDE}{MARKS}\u2019\ufffc]|\u2019(?=[A-Za-z]))+")


@dataclass(slots=True)
class _Leaf:
    kind: BlockKind
    parts: list[str] = field(default_factory=list)
    length: int = 0
    paragraphs: int = 0

    def add(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)


class _Scan:
    """One pass over canonical HTML: leaf blocks, and where images and links stand in them."""

    def __init__(self, html: str) -> None:
        self.blocks: list[Block] = []
        self.images: list[ImageAt] = []
        self.links: list[LinkAt] = []
        self._leaf: _Leaf | None = None
        self._quoted = False
        self._link: tuple[int, str] | None = None
        self._run(html)

    def _run(self, html: str) -> None:
        parts = TAG.split(html)
        for i in range(0, len(parts), 2):
            text = parts[i]
            if text and self._leaf is not None:
                self._leaf.add(unescape(text) if "&" in text else text)
            if i + 1 < len(parts):
                self._tag(parts[i + 1])
        self._close()

    def _tag(self, tag: str) -> None:
        if tag == "p" or tag.startswith("p "):
            self._paragraph()
        elif tag.startswith("/"):
            self._end(tag[1:])
        elif tag == "blockquote":
            self._quoted = True
        elif (name := tag.split(" ", 1)[0]) in LEAVES:
            self._close()
            self._leaf = _Leaf(LEAVES[name])
        elif self._leaf is not None:
            self._inline(name, tag, self._leaf)

    def _paragraph(self) -> None:
        leaf = self._leaf
        if leaf is None:
            self._leaf = _Leaf("quote" if self._quoted else "p")
            return
        if leaf.paragraphs:
            leaf.add(BREAK)
        leaf.paragraphs += 1

    def _inline(self, name: str, tag: str, leaf: _Leaf) -> None:
        if name == "br":
            leaf.add(BREAK)
        elif name == "img":
            facts = {key: unescape(value) for key, value in ATTRIBUTE.findall(tag)}
            width = int(facts["width"]) if facts.get("width", "").isdecimal() else 0
            self.images.append(
                ImageAt(len(self.blocks), leaf.length, facts.get("src", ""), facts.get("alt", ""), width)
            )
            leaf.add(PICTURE)
        elif name == "a":
            found = ATTRIBUTE.search(tag)
            self._link = (leaf.length, unescape(found[2]) if found else "")

    def _end(self, name: str) -> None:
        leaf = self._leaf
        if leaf is None:
            self._quoted = self._quoted and name != "blockquote"
        elif name == "a" and self._link is not None:
            start, href = self._link
            text = "".join(leaf.parts)[start:]
            self.links.append(LinkAt(len(self.blocks), start, leaf.length, href, text))
            self._link = None
        elif LEAVES.get(name) == leaf.kind or (name == "p" and leaf.kind in ("p", "quote")):
            self._close()

    def _close(self) -> None:
        if self._leaf is not None:
            self.blocks.append(Block(self._leaf.kind, "".join(self._leaf.parts)))
            self._leaf = None


def blocks(html: str) -> tuple[Block, ...]:
    """The leaf blocks of a canonical body in document order, table cells row by row."""
    return tuple(_Scan(html).blocks)


def plain(html: str) -> str:
    """The blocks' texts, one a line."""
    return "\n".join(block.text for block in blocks(html))


def images(html: str) -> tuple[ImageAt, ...]:
    """The images of a canonical body in document order."""
    return tuple(_Scan(html).images) if "<img" in html else ()


def links(html: str) -> tuple[LinkAt, ...]:
    """The links of a canonical body in document order."""
    return tuple(_Scan(html).links) if "<a " in html else ()


def toc(html: str) -> tuple[Heading, ...]:
    """The headings of a canonical body: its table of contents."""
    heads = ((i, block) for i, block in enumerate(blocks(html)) if block.kind in ("h2", "h3", "h4"))
    return tuple(Heading(int(block.kind[1]), block.text.replace(BREAK, " "), i) for i, block in heads)


def word_count(html: str) -> int:
    """What office suites show as 字数: each Han character and full-width mark, each Latin word, each number."""
    return len(WORD.findall(plain(html)))
