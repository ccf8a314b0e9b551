"""Makes a covered Word document anew from what a reader sees of the old one; never edits it in place."""

import zipfile
from io import BytesIO
from typing import Any
from xml.etree import ElementTree

from models.content import read
from models.content.docx_out import new_book, paragraph, saved
from models.content.packages import Package
from models.content.shapes import Document, ListNode, Node, Paragraph, QuoteNode, TableNode
from models.late import load
from models.redaction.plan import Covered, Plan
from models.redaction.shapes import covered

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
OFF = ("0", "false", "off")


def body(name: str, data: bytes) -> tuple[Document, tuple[str, ...]]:
    """What a reader sees of a .docx, and codes of what the new file will not carry. Refused for what is none."""
    read_docx = load("models.content.docx_in").read_docx
    came = read_docx(data, name)  # under guard: what would burst, or is no .docx, stops here
    seen = _without_hidden(Package(name, data))
    html = read_docx(seen, name).html if seen else came.html
    notes = tuple(note.partition(":")[0] for note in came.notes)
    more = (("links", "<a " in html), ("pictures", "<img" in html), ("hidden", bool(seen)))
    return read(html), tuple(dict.fromkeys((*notes, *(code for code, there in more if there))))


def cover_docx(name: str, data: bytes, plan: Plan) -> Covered:
    """The covered document, made anew: text, lists and tables, nothing else of the old file."""
    document, left_out = body(name, data)
    shown, count = covered(document, plan.words)
    return Covered(name, written(shown), count, left_out)


def _without_hidden(package: Package) -> bytes:
    """The file without runs that Word shows nobody, which an importer would bring to light; b"" where it has none."""
    root = ElementTree.fromstring(package.read("word/document.xml"))
    gone = [(parent, run) for parent in root.iter() for run in parent.findall(f"{WORD}r") if _vanishes(run)]
    for parent, run in gone:
        parent.remove(run)
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as fresh:
        for part in dict.fromkeys(package.names):
            fresh.writestr(part, ElementTree.tostring(root) if part == "word/document.xml" else package.read(part))
    return out.getvalue() if gone else b""


def _vanishes(run: ElementTree.Element) -> bool:
    mark = run.find(f"{WORD}rPr/{WORD}vanish")
    return mark is not None and not any(value in OFF for value in mark.attrib.values())


def written(document: Document) -> bytes:
    """A plain .docx of the shapes."""
    book = new_book()
    for node in document:
        _node(book, node)
    return saved(book)


def _node(book: Any, node: Node) -> None:
    if isinstance(node, Paragraph):
        paragraph(book.add_paragraph(), node, indented=True)
    elif isinstance(node, ListNode):
        for number, item in enumerate(node.items, 1):
            for at, line in enumerate(item):
                added = book.add_paragraph(f"{number}. " if node.ordered and not at else "")
                paragraph(added, line, indented=True)
    elif isinstance(node, QuoteNode):
        for line in node.paragraphs:
            paragraph(book.add_paragraph(), line, indented=True)
    else:
        _table(book, node)


def _table(book: Any, node: TableNode) -> None:
    """Cells side by side; one that spanned several is written once, where it began."""
    across = max((sum(cell.colspan for cell in row) for row in node.rows), default=0)
    grid = book.add_table(len(node.rows), across, style="Table Grid")
    taken: set[tuple[int, int]] = set()
    for down, row in enumerate(node.rows):
        free = (at for at in range(across) if (down, at) not in taken)
        for cell, at in zip(row, free, strict=False):
            spot = grid.cell(down, at)
            last = grid.cell(min(down + cell.rowspan, len(node.rows)) - 1, min(at + cell.colspan, across) - 1)
            spot = spot.merge(last) if last is not spot else spot
            spanned = ((y, x) for y in range(down, down + cell.rowspan) for x in range(at, at + cell.colspan))
            taken.update(spanned)
            for number, line in enumerate(cell.paragraphs):
                paragraph(spot.paragraphs[0] if number == 0 else spot.add_paragraph(), line, indented=False)
