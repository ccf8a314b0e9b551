"""QTextDocument → canonical HTML, incrementally: only blocks that changed since the last time are read again."""

from collections.abc import Iterator
from dataclasses import dataclass
from time import perf_counter

from PySide6.QtGui import QTextBlock, QTextDocument, QTextList, QTextListFormat, QTextTable, QTextTableCell

from models.content import blocks, clean, write
from models.content.shapes import Cell, ListNode, Node, Paragraph, ParaKind, Picture, QuoteNode, Run, TableNode
from ui.editor import shape

_CHANGED = -1
_TABLE = 0
"""Stands before the numbers of a table's blocks, so that a table of one cell is not taken for its paragraph."""


@dataclass(frozen=True, slots=True)
class _Known:
    """What one block holds. `group` tells what it belongs to: ("p",), ("list", its number, ordered), ("quote", number);
    `further` marks a second paragraph of the entry above."""

    id: int
    line: Paragraph
    group: tuple[object, ...]
    further: bool = False


@dataclass(frozen=True, slots=True)
class _Part:
    """One node as written: its HTML and, for each leaf block in it, the ids of the document's blocks it came from."""

    html: str
    leaves: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The text at one moment: canonical HTML, and for each of its leaf blocks the ids of the document's blocks."""

    html: str
    leaves: tuple[tuple[int, ...], ...]


class Ledger:
    """Keeps what each block of a document was last written as.

    A block's user state carries the number under which it is known; a change takes the number away. Nothing is read
    while a key is pressed."""

    def __init__(self, document: QTextDocument) -> None:
        self._document = document
        document.documentLayout()  # without a layout a document tells nobody of its changes
        self._known: dict[int, _Known] = {}
        self._parts: dict[tuple[int, ...], _Part] = {}
        self._next = 0
        document.contentsChange.connect(self._on_changed)

    def _on_changed(self, position: int, removed: int, added: int) -> None:
        block = self._document.findBlock(position)
        end = position + added
        while block.isValid() and block.position() <= end:
            block.setUserState(_CHANGED)
            block = block.next()

    def reread(self, block: QTextBlock) -> None:
        """Has a block read again although its text is the same: its cell became a header, its image got words."""
        block.setUserState(_CHANGED)

    def read_on(self, milliseconds: float) -> bool:
        """Reads changed blocks for at most about that long; True when none is left."""
        until = perf_counter() + milliseconds / 1000
        block = self._document.begin()
        while block.isValid():
            if block.userState() == _CHANGED:
                self._read(block)
                if perf_counter() > until:
                    return False
            block = block.next()
        return True

    def snapshot(self) -> Snapshot:
        """The whole text as canonical HTML, accepted unchanged by `models.content.clean`."""
        self.read_on(60_000)
        used: dict[tuple[int, ...], _Part] = {}
        for numbers, table in self._stretches():
            used[numbers] = self._parts.get(numbers) or self._written(numbers, table)
        self._parts = used
        self._known = {number: self._known[number] for numbers in used for number in numbers if number != _TABLE}
        html = "\n".join(part.html for part in used.values() if part.html)
        return Snapshot(html, tuple(leaf for part in used.values() for leaf in part.leaves))

    def places(self) -> dict[int, QTextBlock]:
        """Every block that has not changed since it was read, by its number."""
        found = {}
        block = self._document.begin()
        while block.isValid():
            found[block.userState()] = block
            block = block.next()
        found.pop(_CHANGED, None)
        return found

    def _read(self, block: QTextBlock) -> None:
        """Reads a block, and writes it too where it is a node by itself, as most are: a snapshot then only joins."""
        self._next += 1
        known = self._known[self._next] = _known(self._next, block)
        block.setUserState(self._next)
        if known.group[0] == "p" and not known.further:
            self._parts[(self._next,)] = self._written((self._next,), None)

    def _stretches(self) -> Iterator[tuple[tuple[int, ...], QTextTable | None]]:
        """The numbers of the blocks that make one node together, and the table if it is one."""
        tables = [frame for frame in self._document.rootFrame().childFrames() if isinstance(frame, QTextTable)]
        starts = {self._document.findBlock(table.firstPosition()).userState(): table for table in tables}
        run: list[int] = []
        block = self._document.begin()
        while block.isValid():
            number = block.userState()
            table = starts.get(number)
            if run and (table or not _together(self._known[run[0]], self._known[number])):
                yield tuple(run), None
                run = []
            if table:
                numbers, block = _inside(table, block)
                yield numbers, table
            else:
                run.append(number)
                block = block.next()
        if run:
            yield tuple(run), None

    def _written(self, numbers: tuple[int, ...], table: QTextTable | None) -> _Part:
        """Has the rules of the text write one node, so that what stands here is canonical to the letter."""
        lines = [] if table else [self._known[number] for number in numbers]
        sources = _cells(table) if table else _sources(lines)
        node = self._grid(table) if table else _node(lines)
        html = clean(write((node,)))
        return _Part(html, _leaves(html, sources, self._known) if html else ())

    def _grid(self, table: QTextTable) -> TableNode:
        rows = []
        for row in range(table.rows()):
            cells = [table.cellAt(row, column) for column in range(table.columns())]
            own = [cell for column, cell in enumerate(cells) if (cell.row(), cell.column()) == (row, column)]
            rows.append(tuple(self._cell(cell) for cell in own))
        return TableNode(tuple(rows))

    def _cell(self, cell: QTextTableCell) -> Cell:
        lines = tuple(self._known[number].line for number in _numbers(cell))
        return Cell(lines, cell.format().boolProperty(shape.HEADER), cell.columnSpan(), cell.rowSpan())


def _inside(table: QTextTable, block: QTextBlock) -> tuple[tuple[int, ...], QTextBlock]:
    """The numbers of a table's blocks, and the first block behind it."""
    last = table.lastPosition()
    numbers = []
    while block.isValid() and block.position() <= last:
        numbers.append(block.userState())
        block = block.next()
    return (_TABLE, *numbers), block


def _numbers(cell: QTextTableCell) -> tuple[int, ...]:
    block, last = cell.firstCursorPosition().block(), cell.lastPosition()
    numbers = []
    while block.isValid() and block.position() <= last:
        numbers.append(block.userState())
        block = block.next()
    return tuple(numbers)


def _cells(table: QTextTable) -> list[tuple[int, ...]]:
    """The blocks of each cell, row by row; a spanned cell once."""
    places = [(row, column) for row in range(table.rows()) for column in range(table.columns())]
    cells = [(place, table.cellAt(*place)) for place in places]
    return [_numbers(cell) for place, cell in cells if (cell.row(), cell.column()) == place]


def _together(one: _Known, other: _Known) -> bool:
    """Whether two neighbours belong to one list or one quotation."""
    return other.further or (one.group == other.group and one.group[0] != "p")


def _sources(lines: list[_Known]) -> list[tuple[int, ...]]:
    """The blocks of each leaf: an entry with its further paragraphs is one."""
    leaves: list[tuple[int, ...]] = []
    for known in lines:
        if known.further and leaves:
            leaves[-1] = (*leaves[-1], known.id)
        else:
            leaves.append((known.id,))
    return leaves


def _leaves(html: str, sources: list[tuple[int, ...]], known: dict[int, _Known]) -> tuple[tuple[int, ...], ...]:
    """The blocks behind each leaf as written: empty paragraphs were dropped, two breaks in a row made two of one."""
    count = len(blocks(html))
    if count == len(sources):
        return tuple(sources)
    filled = [source for source in sources if any(known[number].line.text.strip() for number in source)]
    spread = filled if len(filled) == count else [*filled, *[filled[-1:] or [()]][0] * count][:count]
    return tuple(spread)


def _node(lines: list[_Known]) -> Node:
    kind, *details = lines[0].group
    if kind == "list":
        entries = [[known.line for known in lines if known.id in source] for source in _sources(lines)]
        return ListNode(bool(details[1]), tuple(tuple(entry) for entry in entries))
    if kind == "quote":
        return QuoteNode(tuple(known.line for known in lines))
    return lines[0].line


def _known(number: int, block: QTextBlock) -> _Known:
    form = block.blockFormat()
    listing: QTextList | None = block.textList()  # Qt's stubs leave the None out
    level = form.headingLevel()
    kind: ParaKind = _HEADINGS.get(level, "p")
    line = Paragraph(kind, _runs(block), shape.align_of(form))
    group: tuple[object, ...] = ("p",)
    if listing is not None:
        group = ("list", listing.objectIndex(), listing.format().style() == QTextListFormat.Style.ListDecimal)
    elif form.hasProperty(shape.QUOTE):
        group = ("quote", form.intProperty(shape.QUOTE))
    return _Known(number, line, group, form.boolProperty(shape.CONTINUES))


_HEADINGS: dict[int, ParaKind] = {2: "h2", 3: "h3", 4: "h4"}


def _runs(block: QTextBlock) -> tuple[Run, ...]:
    runs: list[Run] = []
    for piece in shape.fragments(block):
        form = piece.charFormat()
        text = piece.text().replace(shape.BREAK, "\n")
        href = form.anchorHref() if form.isAnchor() else ""
        if form.isImageFormat():
            image = form.toImageFormat()
            picture = Picture(image.name(), image.stringProperty(shape.ALT), image.intProperty(shape.WIDE))
            runs.extend(Run(one, shape.marks_of(form), href, picture) for one in text)
        else:
            runs.append(Run(text, shape.marks_of(form), href))
    return tuple(runs)
