"""Covers words in the shapes of a body, also where they run over marks, breaks, cells and paragraphs."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from models.content.shapes import Cell, Document, ListNode, Node, Paragraph, QuoteNode, Run, TableNode
from models.redaction.words import MARK, spans

Change = Callable[[Paragraph], Paragraph]


def covered(document: Document, words: Sequence[str]) -> tuple[Document, int]:
    """The document with a mark for each passage, how many there were; pictures and links are left out."""
    plain = tuple(_changed(node, _bare) for node in document)
    lines = [line for node in plain for line in paragraphs(node)]
    found = spans("\n".join(line.text for line in lines), words)
    starts, at = [], 0
    for line in lines:
        starts.append(at)
        at += len(line.text) + 1
    turn = iter(zip(lines, starts, strict=True))
    return tuple(_changed(node, lambda _line: _cut(*next(turn), found)) for node in plain), len(found)


def paragraphs(node: Node) -> Iterator[Paragraph]:
    """The paragraphs of a node in the order in which `covered` walks them."""
    if isinstance(node, Paragraph):
        yield node
    elif isinstance(node, ListNode):
        yield from (line for item in node.items for line in item)
    elif isinstance(node, TableNode):
        yield from (line for row in node.rows for cell in row for line in cell.paragraphs)
    else:
        yield from node.paragraphs


def _changed(node: Node, change: Change) -> Node:
    if isinstance(node, Paragraph):
        return change(node)
    if isinstance(node, ListNode):
        return replace(node, items=tuple(tuple(change(line) for line in item) for item in node.items))
    if isinstance(node, TableNode):
        return replace(node, rows=tuple(tuple(_cell(cell, change) for cell in row) for row in node.rows))
    return QuoteNode(tuple(change(line) for line in node.paragraphs))


def _cell(cell: Cell, change: Change) -> Cell:
    return replace(cell, paragraphs=tuple(change(line) for line in cell.paragraphs))


def _bare(line: Paragraph) -> Paragraph:
    """A picture may show, and a link may name, what the words no longer say."""
    return replace(line, runs=tuple(replace(run, href="") for run in line.runs if run.picture is None))


def _cut(line: Paragraph, start: int, found: Sequence[tuple[int, int]]) -> Paragraph:
    """The line without the stretches found in it; the mark stands where a passage begins."""
    runs: list[Run] = []
    at = start
    for run in line.runs:
        runs.append(replace(run, text=_left(run.text, at, found)))
        at += len(run.text)
    return replace(line, runs=tuple(run for run in runs if run.text))


def _left(text: str, at: int, found: Sequence[tuple[int, int]]) -> str:
    out: list[str] = []
    here = at
    for begin, end in found:
        if end <= at or begin >= at + len(text):
            continue
        out.append(text[here - at : max(begin - at, here - at)])
        if begin >= at:
            out.append(MARK)
        here = min(max(end, here), at + len(text))
    return "".join(out) + text[here - at :]
