"""The field where people write: a QTextEdit that knows only meanings, and takes nothing from outside unasked."""

from typing import Any

from PySide6.QtCore import QMimeData, QRect, Qt, QUrl, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextTable,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from ui.editor import commands, pasting, shape
from ui.editor.pictures import Album
from ui.editor.reading import insert_nodes, read_into
from ui.editor.shape import Measure
from ui.editor.writing import Ledger
from ui.style.look import Look

CHARACTERS = 38
"""The most characters in a line; a longer one is hard to follow with the eye."""


def measure_of(look: Look) -> Measure:
    """The sizes of the reading text at the look in force."""
    return Measure(look.px(16), look.line("reading"), look.px(6))


class TextEdit(QTextEdit):
    """`files_offered` carries local paths, `image_offered` a QImage, `rich_offered` the HTML of a clipboard."""

    files_offered = Signal(list)
    image_offered = Signal(object)
    rich_offered = Signal(str, str)
    menu_wanted = Signal(object)
    double_clicked = Signal(object)

    def __init__(self, look: Look, album: Album, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._album = look, album
        self.measure = measure_of(look)
        self.setAcceptRichText(True)
        self.setTabChangesFocus(False)
        self.setProperty("bare", True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUndoRedoEnabled(True)
        self.document().setDocumentMargin(0)
        self.ledger = Ledger(self.document())
        self._dress()
        read_into(self.document(), "", self.measure)
        look.changed.connect(self._on_look_changed)

    def put(self, html: str) -> None:
        """Shows another text; its undo history starts anew."""
        read_into(self.document(), html, self.measure)
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def insert_html(self, html: str, cursor: QTextCursor | None = None) -> None:
        """Inserts canonical HTML at the cursor as one undo step."""
        at = cursor or self.textCursor()
        insert_nodes(at, pasting.nodes(html), self.measure)
        self.setTextCursor(at)
        self.ensureCursorVisible()

    def paste_words(self) -> None:
        """Pastes the clipboard's words without any of their looks."""
        text = pasting.clipboard_text()
        if text:
            self.insert_html(pasting.as_html(text))

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """Only blobs are shown. The base class is never asked: it would open `file://` addresses of pasted text."""
        if kind != QTextDocument.ResourceType.ImageResource.value and kind != QTextDocument.ResourceType.ImageResource:
            return None
        address = name.toString() if isinstance(name, QUrl) else name
        return self._album.image(address, self.measure.column)

    def createMimeDataFromSelection(self) -> QMimeData:
        return pasting.mime_of(self.textCursor())

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasUrls() or source.hasImage() or source.hasHtml() or source.hasText()

    def insertFromMimeData(self, source: QMimeData) -> None:
        offered = pasting.offered(source)
        if isinstance(offered, pasting.Files):
            self.files_offered.emit(list(offered.paths))
        elif isinstance(offered, pasting.Image):
            self.image_offered.emit(offered.image)
        elif isinstance(offered, pasting.Rich):
            self.rich_offered.emit(offered.html, offered.text)
        elif offered.text:
            self.insert_html(pasting.as_html(offered.text))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        act = _KEYS.get((Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier))
        if act and not self.isReadOnly() and act(self):
            event.accept()
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_wanted.emit(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        self.double_clicked.emit(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._centre()
        super().resizeEvent(event)

    def _centre(self) -> None:
        """Keeps the column at most 38 characters wide and in the middle."""
        room = self.width() - 2 * self.frameWidth()
        side = max(self._look.px(20), (room - self.measure.column) // 2)
        top = self._look.px(12)
        if self.viewportMargins().left() != side:
            self.setViewportMargins(side, top, max(side - self._look.px(10), self._look.px(10)), top)

    def _dress(self) -> None:
        # the application's sheet sets the letters of inputs to 14 px; only a sheet of its own stands above it
        self.setStyleSheet(f"QTextEdit {{ font-size: {self.measure.em}px; padding: 0; border: 0; }}")
        self.document().setDefaultFont(self._look.font("reading"))

    def _on_look_changed(self) -> None:
        """Another text size sets the text anew; a new theme needs nothing, for colours are not in the text."""
        wanted = measure_of(self._look)
        if wanted == self.measure:
            return
        place = self.textCursor().position()
        html = self.ledger.snapshot().html
        self.measure = wanted
        self._dress()
        read_into(self.document(), html, wanted)
        cursor = self.textCursor()
        cursor.setPosition(min(place, self.document().characterCount() - 1))
        self.setTextCursor(cursor)
        self._centre()

    def reveal(self, cursor: QTextCursor) -> None:
        """Selects a place and scrolls so that it stands in the upper half, clear of the edges."""
        self.setTextCursor(cursor)
        place: QRect = self.cursorRect()
        room = self.viewport().height()
        if not room // 8 <= place.top() <= room * 3 // 4:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + place.top() - room // 3)


def _end_paragraph(edit: TextEdit) -> bool:
    """Enter behind a heading goes on with a paragraph; in an empty entry it ends the list."""
    cursor = edit.textCursor()
    block = cursor.block()
    if block.textList() is not None and not block.text():
        commands.set_kind(cursor, "p", edit.measure)
        return True
    if block.blockFormat().headingLevel() and cursor.atBlockEnd() and not cursor.hasSelection():
        cursor.insertBlock(shape.line_format(edit.measure, "p"), QTextCharFormat())
        edit.setTextCursor(cursor)
        return True
    return False


def _unwrap(edit: TextEdit) -> bool:
    """Backspace at the start of a list entry or heading makes it a paragraph before it joins the line above."""
    cursor = edit.textCursor()
    block = cursor.block()
    special = block.textList() is not None or block.blockFormat().headingLevel()
    if cursor.hasSelection() or not cursor.atBlockStart() or not special:
        return False
    commands.set_kind(cursor, "p", edit.measure)
    return True


def _next_cell(edit: TextEdit) -> bool:
    return _move_cell(edit, QTextCursor.MoveOperation.NextCell)


def _previous_cell(edit: TextEdit) -> bool:
    return _move_cell(edit, QTextCursor.MoveOperation.PreviousCell)


def _move_cell(edit: TextEdit, where: QTextCursor.MoveOperation) -> bool:
    """Tab goes through the cells of a table, and elsewhere to the next field: nobody is caught in the text."""
    cursor = edit.textCursor()
    table: QTextTable | None = cursor.currentTable()
    if table is None:
        edit.setTabChangesFocus(True)  # else Qt refuses to let go of the keyboard
        edit.focusNextPrevChild(where == QTextCursor.MoveOperation.NextCell)
        edit.setTabChangesFocus(False)
        return True
    if not cursor.movePosition(where) and where == QTextCursor.MoveOperation.NextCell:
        table.appendRows(1)
        cursor.movePosition(where)
    edit.setTextCursor(cursor)
    return True


_NONE, _SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
_KEYS = {
    (Qt.Key.Key_Return, _NONE): _end_paragraph,
    (Qt.Key.Key_Enter, _NONE): _end_paragraph,
    (Qt.Key.Key_Backspace, _NONE): _unwrap,
    (Qt.Key.Key_Tab, _NONE): _next_cell,
    (Qt.Key.Key_Backtab, _SHIFT): _previous_cell,
}
