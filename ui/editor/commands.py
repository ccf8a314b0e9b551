"""What one does to the text besides typing; each is one undo step and works on any cursor."""

from collections.abc import Callable, Iterator

from PySide6.QtGui import QFont, QTextBlock, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextListFormat

from models.content.shapes import EM, STRONG, SUP, U
from ui.editor import shape
from ui.editor.shape import Measure


def _blocks(cursor: QTextCursor) -> Iterator[QTextBlock]:
    """The blocks that the selection touches."""
    block = cursor.document().findBlock(cursor.selectionStart())
    end = cursor.selectionEnd()
    while block.isValid() and block.position() <= end:
        yield block
        block = block.next()


def _reshape(cursor: QTextCursor, form: Callable[[QTextBlock], QTextBlockFormat], weight: QFont.Weight) -> None:
    """Gives every block of the selection a new format, and its letters the weight of that kind of block."""
    cursor.beginEditBlock()
    for block in list(_blocks(cursor)):
        _leave_list(block)
        one = QTextCursor(block)
        one.setBlockFormat(form(block))
        _weigh(block, weight)
    cursor.endEditBlock()


def _leave_list(block: QTextBlock) -> None:
    listing = block.textList()
    if listing is not None:
        listing.remove(block)


def _weigh(block: QTextBlock, weight: QFont.Weight) -> None:
    """Sets the weight of what the writer did not make bold."""
    light = QTextCharFormat()
    light.setFontWeight(weight)
    pieces = [piece for piece in shape.fragments(block) if _is_plain(piece.charFormat())]
    spans = [(piece.position(), piece.length()) for piece in pieces]
    one = QTextCursor(block)
    for start, length in spans:
        one.setPosition(start)
        one.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
        one.mergeCharFormat(light)
    if not block.text():
        one.mergeBlockCharFormat(light)


def _is_plain(form: QTextCharFormat) -> bool:
    return form.fontWeight() < QFont.Weight.Bold


def in_table(cursor: QTextCursor) -> bool:
    """Whether the cursor stands in a table, where headings, lists and quotations have no place."""
    return cursor.currentTable() is not None


def set_kind(cursor: QTextCursor, kind: str, measure: Measure) -> None:
    """Makes the paragraphs of the selection `p`, `h2`, `h3` or `h4`."""
    if in_table(cursor):
        return
    weight = QFont.Weight.Normal if kind == "p" else shape.HEAVY
    _reshape(cursor, lambda _block: shape.line_format(measure, kind), weight)


def toggle_kind(cursor: QTextCursor, kind: str, measure: Measure) -> None:
    """Makes a heading of the paragraph, or a paragraph of the heading."""
    set_kind(cursor, "p" if kind_of(cursor.block()) == kind else kind, measure)


def kind_of(block: QTextBlock) -> str:
    """`p`, `h2`, `h3` or `h4`."""
    level = block.blockFormat().headingLevel()
    return f"h{level}" if level else "p"


def toggle_quote(cursor: QTextCursor, measure: Measure) -> None:
    """Makes the selected paragraphs a quotation, or plain again."""
    if in_table(cursor):
        return
    quoted = cursor.blockFormat().hasProperty(shape.QUOTE)
    number = 1 + max((b.blockFormat().intProperty(shape.QUOTE) for b in _all_blocks(cursor)), default=0)

    def form(_block: QTextBlock) -> QTextBlockFormat:
        return shape.line_format(measure, "p") if quoted else shape.quote_format(measure, number)

    _reshape(cursor, form, QFont.Weight.Normal)


def _all_blocks(cursor: QTextCursor) -> Iterator[QTextBlock]:
    block = cursor.document().begin()
    while block.isValid():
        yield block
        block = block.next()


def align(cursor: QTextCursor, where: str, measure: Measure) -> None:
    """Centres the paragraphs of the selection, moves them right, or back to the left; the same again undoes it."""
    wanted = "" if shape.align_of(cursor.blockFormat()) == where else where

    def form(block: QTextBlock) -> QTextBlockFormat:
        here = QTextCursor(block)
        if in_table(here):
            return shape.cell_line_format(measure, wanted)
        return shape.line_format(measure, kind_of(block), wanted)

    cursor.beginEditBlock()
    for block in list(_blocks(cursor)):
        if block.textList() is None:
            QTextCursor(block).setBlockFormat(form(block))
    cursor.endEditBlock()


def toggle_list(cursor: QTextCursor, ordered: bool, measure: Measure) -> None:
    """Makes a list of the selected paragraphs, changes the kind of the list, or ends it."""
    if in_table(cursor):
        return
    listing = cursor.block().textList()
    cursor.beginEditBlock()
    if listing is not None and is_ordered(listing.format()) == ordered:
        for block in list(_blocks(cursor)):
            _leave_list(block)
            QTextCursor(block).setBlockFormat(shape.line_format(measure, "p"))
    else:
        for block in list(_blocks(cursor)):
            _leave_list(block)
            QTextCursor(block).setBlockFormat(shape.entry_format(measure))
        cursor.createList(shape.list_format(ordered))
    cursor.endEditBlock()


def is_ordered(form: QTextListFormat) -> bool:
    """Whether a list is numbered."""
    return bool(form.style() == QTextListFormat.Style.ListDecimal)


def toggle_mark(cursor: QTextCursor, mark: int) -> QTextCharFormat:
    """Switches strong, em, u, sup or sub on the selection; gives the format for what is typed next."""
    on = not shape.marks_of(cursor.charFormat()) & mark
    form = QTextCharFormat()
    vertical = QTextCharFormat.VerticalAlignment
    if mark == STRONG:
        plain = shape.HEAVY if kind_of(cursor.block()) != "p" else QFont.Weight.Normal
        form.setFontWeight(QFont.Weight.Bold if on else plain)
    elif mark == EM:
        form.setFontItalic(on)
    elif mark == U:
        form.setFontUnderline(on)
        form.setProperty(shape.UNDERLINED, on)
    else:
        raised = vertical.AlignSuperScript if mark == SUP else vertical.AlignSubScript
        form.setVerticalAlignment(raised if on else vertical.AlignNormal)
    if cursor.hasSelection():
        cursor.mergeCharFormat(form)
    return form


def set_link(cursor: QTextCursor, href: str, words: str = "") -> None:
    """Links the selection to `href`, inserting `words` where nothing is selected; an empty `href` unlinks."""
    cursor.beginEditBlock()
    if not cursor.hasSelection() and words:
        start = cursor.position()
        cursor.insertText(words)
        cursor.setPosition(start)
        cursor.setPosition(start + len(words.encode("utf-16-le")) // 2, QTextCursor.MoveMode.KeepAnchor)
    form = QTextCharFormat()
    form.setAnchor(bool(href))
    form.setAnchorHref(href)
    cursor.mergeCharFormat(form)
    cursor.endEditBlock()


def replace(cursor: QTextCursor, text: str) -> None:
    """Puts `text` in the place of the selection with the look of what stood there, as one undo step."""
    start = QTextCursor(cursor.document())
    start.setPosition(min(cursor.selectionStart() + 1, cursor.selectionEnd()))
    form = start.charFormat()
    cursor.beginEditBlock()
    cursor.insertText(text.replace("\n", shape.BREAK), form)
    cursor.endEditBlock()
