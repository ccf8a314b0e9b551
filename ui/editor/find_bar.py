"""Find and replace in the text: counts as one types, replaces all in one undo step."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QLineEdit

from ui.editor import commands
from ui.editor.marking import MOST, Mark, Marks
from ui.editor.text_edit import TextEdit
from ui.style.look import Look
from ui.text import Words
from ui.widgets.buttons import ActionButton, IconButton
from ui.widgets.panels import column, label, row


def hits(edit: TextEdit, wanted: str) -> list[tuple[int, int]]:
    """Where the words stand, as document positions [start, end); upper and lower case count alike."""
    if not wanted:
        return []
    text, sought = edit.document().toPlainText().lower(), wanted.lower()
    found, at = [], text.find(sought)
    while at >= 0:
        found.append((at, at + len(sought)))
        at = text.find(sought, at + len(sought))
    if text.isascii() or max(text) < "\U00010000":
        return found
    wide = _wide_before(text)
    return [(start + wide[start], end + wide[end]) for start, end in found]


def _wide_before(text: str) -> list[int]:
    """How many characters before each one take two places in the document."""
    counts, seen = [], 0
    for letter in text:
        counts.append(seen)
        seen += letter > "\uffff"
    return [*counts, seen]


class FindBar(QFrame):
    """Enter goes to the next hit, Shift Enter to the one before, Esc closes."""

    closed = Signal()

    def __init__(self, look: Look, words: Words, edit: TextEdit, marks: Marks) -> None:
        super().__init__()
        self._words, self._edit, self._marks = words, edit, marks
        self.setProperty("edge", "bottom")
        self.setProperty("ground", "sunken")
        outer = column(self, (20, 6, 12, 6), 6)
        self._find, self._with = QLineEdit(), QLineEdit()
        self._count = label("", "meta")
        self._first, self._second = row(spacing=8), row(spacing=8)
        outer.addLayout(self._first)
        outer.addLayout(self._second)
        self._add_find_row(look)
        self._add_replace_row(look)
        self._find.textChanged.connect(self._on_changed)
        self.hide()

    def _add_find_row(self, look: Look) -> None:
        words = self._words
        self._find.setPlaceholderText(words("editor.find.what"))
        self._find.setAccessibleName(words("editor.find.what"))
        self._first.addWidget(self._find, 1)
        self._first.addWidget(self._count)
        tools = (("chevron-up", "previous", "Shift Enter", -1), ("chevron-down", "next", "Enter", 1))
        for icon, word, key, by in tools:
            button = IconButton(look, icon, words(f"editor.find.{word}"), key)
            button.clicked.connect(lambda _on=False, by=by: self.step(by))
            self._first.addWidget(button)
        cross = IconButton(look, "close", words("editor.find.close"), "Esc")
        cross.clicked.connect(self.shut)
        self._first.addWidget(cross)

    def _add_replace_row(self, look: Look) -> None:
        words = self._words
        self._with.setPlaceholderText(words("editor.find.with"))
        self._with.setAccessibleName(words("editor.find.with"))
        self._one = ActionButton(look, words("editor.find.replace"), "plain", height=28)
        self._all = ActionButton(look, words("editor.find.replace_all"), "plain", height=28)
        self._one.clicked.connect(self.replace_one)
        self._all.clicked.connect(self.replace_all)
        self._second.addWidget(self._with, 1)
        self._second.addWidget(self._one)
        self._second.addWidget(self._all)

    def open(self, *, replacing: bool) -> None:
        """Shows the bar with the selected words in it."""
        chosen = self._edit.textCursor().selectedText()
        if chosen and "\u2029" not in chosen:
            self._find.setText(chosen)
        for widget in (self._with, self._one, self._all):
            widget.setVisible(replacing and not self._edit.isReadOnly())
        self.show()
        self._find.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._find.selectAll()
        self._on_changed()

    def shut(self) -> None:
        """Closes; the hit that was shown stays selected."""
        self._marks.put("hits", ())
        self.hide()
        self._edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit()

    def step(self, by: int) -> None:
        """Goes to the next or previous hit, around the end."""
        found = hits(self._edit, self._find.text())
        if not found:
            return
        cursor = self._edit.textCursor()
        if by > 0:
            index = next((i for i, (start, _end) in enumerate(found) if start >= cursor.selectionEnd()), 0)
        else:
            before = [i for i, (_start, end) in enumerate(found) if end <= cursor.selectionStart()]
            index = before[-1] if before else len(found) - 1
        self._edit.reveal(self._cursor(*found[index]))
        self._count.setText(self._words("editor.find.at", i=index + 1, n=len(found)))

    def replace_one(self) -> None:
        """Replaces the hit that is selected, then goes on."""
        cursor = self._edit.textCursor()
        if cursor.selectedText().lower() == self._find.text().lower() and cursor.hasSelection():
            commands.replace(cursor, self._with.text())
            self._edit.setTextCursor(cursor)
        self.step(1)
        self._mark()

    def replace_all(self) -> int:
        """Replaces every hit as one undo step; tells and gives how many there were."""
        found = hits(self._edit, self._find.text())
        whole = QTextCursor(self._edit.document())
        whole.beginEditBlock()
        for start, end in reversed(found):
            commands.replace(self._cursor(start, end), self._with.text())
        whole.endEditBlock()
        self._mark()
        self._count.setText(self._words("editor.find.replaced", n=len(found)))
        return len(found)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.shut()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.step(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        else:
            super().keyPressEvent(event)

    def _on_changed(self) -> None:
        found = self._mark()
        text = self._words("editor.find.count", n=found) if self._find.text() else ""
        self._count.setText(text)

    def _mark(self) -> int:
        found = hits(self._edit, self._find.text())
        self._marks.put("hits", [Mark("hit", self._cursor(*span)) for span in found[:MOST]])
        return len(found)

    def _cursor(self, start: int, end: int) -> QTextCursor:
        cursor = QTextCursor(self._edit.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        return cursor
