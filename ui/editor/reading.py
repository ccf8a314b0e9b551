"""Canonical HTML → QTextDocument: meanings become formats, nothing is guessed and nothing is fetched."""

from collections.abc import Iterable, Sequence

from PySide6.QtGui import QTextBlockFormat, QTextCharFormat, QTextCursor, QTextDocument, QTextTable

from models.content import read
from models.content.shapes import Cell, ListNode, Node, Paragraph, QuoteNode, Run, TableNode
from ui.editor import shape
from ui.editor.shape import Measure


def read_into(document: QTextDocument, html: str, measure: Measure) -> None:
    """Replaces the whole of `document` by a canonical text; the document's undo history starts anew."""
    document.setUndoRedoEnabled(False)
    document.clear()
    insert_nodes(QTextCursor(document), read(html), measure)
    document.setUndoRedoEnabled(True)
    document.setModified(False)


def insert_nodes(cursor: QTextCursor, nodes: Sequence[Node], measure: Measure) -> None:
    """Inserts a text at the cursor as one undo step; a lone paragraph flows into the line where the cursor stands."""
    cursor.beginEditBlock()
    cursor.removeSelectedText()
    _Filler(cursor, measure).fill(nodes)
    cursor.endEditBlock()


class _Filler:
    """Writes nodes one after the other; `fresh` says that the block at the cursor is empty and may be used."""

    def __init__(self, cursor: QTextCursor, measure: Measure) -> None:
        self.cursor, self.measure = cursor, measure
        self.fresh = not cursor.block().text()
        self.quotes = 0

    def fill(self, nodes: Sequence[Node]) -> None:
        if len(nodes) == 1 and isinstance(nodes[0], Paragraph) and nodes[0].kind == "p" and self._inside_text():
            self._runs(nodes[0].runs)
            return
        if not nodes and self.cursor.document().isEmpty():
            self.cursor.setBlockFormat(shape.line_format(self.measure, "p"))
        tail = self._cut_tail()
        for node in nodes:
            self._node(node)
        if tail:
            self.cursor.insertBlock(shape.line_format(self.measure, "p"), QTextCharFormat())

    def _inside_text(self) -> bool:
        return bool(self.cursor.block().text()) or self.cursor.currentTable() is not None

    def _cut_tail(self) -> bool:
        """Whether text stands behind the cursor in its block, which then needs a block of its own afterwards."""
        return not self.fresh and not self.cursor.atBlockEnd()

    def _node(self, node: Node) -> None:
        if isinstance(node, Paragraph):
            self._line(node, shape.line_format(self.measure, node.kind, node.align))
        elif isinstance(node, ListNode):
            self._listing(node)
        elif isinstance(node, QuoteNode):
            self._quote(node)
        else:
            self._grid(node)

    def _block(self, form: QTextBlockFormat) -> None:
        """Opens a block of the given format, using the empty one at the cursor if there is one."""
        if self.fresh:
            self.cursor.setBlockFormat(form)
            self.cursor.setBlockCharFormat(QTextCharFormat())
            self.cursor.setCharFormat(QTextCharFormat())
        else:
            self.cursor.insertBlock(form, QTextCharFormat())
        self.fresh = False

    def _line(self, line: Paragraph, form: QTextBlockFormat) -> None:
        self._block(form)
        self._runs(line.runs, heavy=line.kind != "p")

    def _runs(self, runs: Iterable[Run], heavy: bool = False) -> None:
        for run in runs:
            if run.picture:
                self.cursor.insertImage(shape.image_format(run.picture, run, self.measure))
            else:
                self.cursor.insertText(run.text.replace("\n", shape.BREAK), shape.char_format(run, heavy))

    def _quote(self, quote: QuoteNode) -> None:
        self.quotes += 1
        for line in quote.paragraphs:
            self._line(line, shape.quote_format(self.measure, self.quotes, line.align))

    def _listing(self, listing: ListNode) -> None:
        made = None
        for lines in listing.items:
            first, *further = lines or (Paragraph("p", ()),)
            self._block(shape.entry_format(self.measure))
            if made is None:
                made = self.cursor.createList(shape.list_format(listing.ordered))
            else:
                made.add(self.cursor.block())
            self._runs(first.runs)
            for line in further:
                self._line(line, shape.further_format(self.measure))

    def _grid(self, grid: TableNode) -> None:
        places, columns = placed(grid)
        if not places:
            return
        if not self.fresh and self.cursor.atBlockStart():
            self.cursor.insertBlock()
        table = self.cursor.insertTable(len(grid.rows), columns, shape.table_format(columns))
        for row, column, cell in places:
            if cell.rowspan > 1 or cell.colspan > 1:
                table.mergeCells(row, column, cell.rowspan, cell.colspan)
            self._cell(table, row, column, cell)
        self.cursor.setPosition(table.lastCursorPosition().position() + 1)
        self.fresh = not self.cursor.block().text()
        if self.fresh:
            self.cursor.setBlockFormat(shape.line_format(self.measure, "p"))

    def _cell(self, table: QTextTable, row: int, column: int, cell: Cell) -> None:
        place = table.cellAt(row, column)
        if cell.header:
            place.setFormat(shape.cell_format(header=True))
        inside = place.firstCursorPosition()
        for number, line in enumerate(cell.paragraphs or (Paragraph("p", ()),)):
            form = shape.cell_line_format(self.measure, line.align)
            if number:
                inside.insertBlock(form, QTextCharFormat())
            else:
                inside.setBlockFormat(form)
            _Filler(inside, self.measure)._runs(line.runs, heavy=cell.header)


def placed(grid: TableNode) -> tuple[list[tuple[int, int, Cell]], int]:
    """Where each cell stands once the spans above and before it are counted, and how many columns that makes."""
    taken: set[tuple[int, int]] = set()
    places = []
    for row, cells in enumerate(grid.rows):
        column = 0
        for given in cells:
            while (row, column) in taken:
                column += 1
            tall = min(given.rowspan, len(grid.rows) - row)
            cell = Cell(given.paragraphs, given.header, given.colspan, tall)
            taken |= {(row + down, column + right) for down in range(tall) for right in range(cell.colspan)}
            places.append((row, column, cell))
            column += cell.colspan
    return places, 1 + max((column for _row, column in taken), default=-1)
