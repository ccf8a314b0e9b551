"""Reads every word of a .docx: also those that revisions, comments, hidden text and properties keep from the eye."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from models.checks.finding import Piece
from models.content.packages import Package

PARTS = (
    (r"word/document\.xml", "body"),
    (r"word/header\d*\.xml", "header"),
    (r"word/footer\d*\.xml", "footer"),
    (r"word/(?:foot|end)notes\.xml", "body"),
    (r"word/comments\w*\.xml", "comment"),
)
PROPERTIES = r"docProps/(?:core|app|custom)\.xml"
# Of the properties only those that people fill in are words; the others are counts and names of programs.
TOLD = frozenset(
    (
        "title",
        "subject",
        "creator",
        "keywords",
        "description",
        "lastModifiedBy",
        "category",
        "Company",
        "Manager",
        "lpwstr",
    )
)
OFF = ("0", "false", "off")


@dataclass(slots=True)
class _Paragraph:
    seen: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)


class _Reader:
    """Follows the tags of one part: paragraphs can stand inside paragraphs (text boxes), cells around both."""

    def __init__(self, where: str) -> None:
        self._where = where
        self._open: list[_Paragraph] = []
        self._hidden = False
        self._cells = 0

    def start(self, name: str) -> None:
        if name == "p":
            self._open.append(_Paragraph())
        elif name == "r":
            self._hidden = False
        elif name == "tc":
            self._cells += 1

    def end(self, name: str, element: Element) -> Iterator[Piece]:
        if name == "vanish":
            self._hidden = not any(value in OFF for value in element.attrib.values())
        elif name == "tc":
            self._cells -= 1
        elif name == "p" and self._open:
            yield from _pieces(self._open.pop(), "table" if self._cells and self._where == "body" else self._where)
        elif self._open:
            _word(name, element.text or "", self._open[-1], self._hidden)


def read_word(package: Package) -> tuple[Piece, ...]:
    """All words of a .docx, one piece a paragraph."""
    pieces: list[Piece] = []
    for pattern, where in PARTS:
        for part in package.parts(pattern):
            pieces.extend(_paragraphs(package, part, where))
    return (*pieces, *properties(package))


def properties(package: Package) -> Iterator[Piece]:
    """What people wrote into the properties of an office file."""
    for part in package.parts(PROPERTIES):
        for event, name, element in package.events(part):
            if event == "end" and name in TOLD and element.text and element.text.strip():
                yield Piece("property", element.text.strip(), name)


def _paragraphs(package: Package, part: str, where: str) -> Iterator[Piece]:
    reader = _Reader(where)
    for event, name, element in package.events(part):
        if event == "start":
            reader.start(name)
        else:
            yield from reader.end(name, element)


def _word(name: str, text: str, paragraph: _Paragraph, hidden: bool) -> None:
    if name == "t":
        (paragraph.hidden if hidden else paragraph.seen).append(text)
    elif name == "delText":
        paragraph.deleted.append(text)
    elif name in ("tab", "br", "cr"):
        paragraph.seen.append(" ")


def _pieces(paragraph: _Paragraph, where: str) -> Iterator[Piece]:
    for words, place in ((paragraph.seen, where), (paragraph.hidden, "hidden"), (paragraph.deleted, "deleted")):
        text = "".join(words).strip()
        if text:
            yield Piece(place, text)
