"""What the tools and keys of the text do: one table from tool to act, one from act to key."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtGui import QTextCursor

from models.content import blocks
from models.content.shapes import EM, STRONG, SUB, SUP, U
from ui.editor import commands
from ui.editor.find_bar import FindBar
from ui.editor.places import Locator, Spot
from ui.editor.text_edit import TextEdit
from ui.editor.toolbar import Toolbar
from ui.host import Command, Host
from ui.views.editor.dialogs import ask_link
from ui.views.editor.incoming import Incoming
from ui.views.editor.objects import Objects

Act = Callable[[], None]


class Acts(QObject):
    """Everything here acts on the editor's own cursor and leaves the keyboard in the text."""

    def __init__(
        self, host: Host, edit: TextEdit, find_bar: FindBar, incoming: Incoming, objects: Objects, show_history: Act
    ) -> None:
        super().__init__(edit)
        self._host, self._edit, self._find_bar, self._incoming = host, edit, find_bar, incoming
        self._objects, self._show_history = objects, show_history
        self.words_counted = 0

    def tools(self) -> Mapping[str, Act]:
        """What each tool does, by its id."""
        edit = self._edit
        return {
            "undo": edit.undo,
            "redo": edit.redo,
            "heading": lambda: self._on_text(lambda at: commands.toggle_kind(at, "h2", edit.measure)),
            "heading3": lambda: self._on_text(lambda at: commands.toggle_kind(at, "h3", edit.measure)),
            "heading4": lambda: self._on_text(lambda at: commands.toggle_kind(at, "h4", edit.measure)),
            "paragraph": lambda: self._on_text(lambda at: commands.set_kind(at, "p", edit.measure)),
            "bold": lambda: self._mark(STRONG),
            "italic": lambda: self._mark(EM),
            "underline": lambda: self._mark(U),
            "raised": lambda: self._mark(SUP),
            "lowered": lambda: self._mark(SUB),
            "list": lambda: self._on_text(lambda at: commands.toggle_list(at, True, edit.measure)),
            "bullets": lambda: self._on_text(lambda at: commands.toggle_list(at, False, edit.measure)),
            "quote": lambda: self._on_text(lambda at: commands.toggle_quote(at, edit.measure)),
            "centre": lambda: self._on_text(lambda at: commands.align(at, "center", edit.measure)),
            "right": lambda: self._on_text(lambda at: commands.align(at, "right", edit.measure)),
            "table": self._objects.table,
            "describe": self._objects.describe,
            "look": self._objects.look,
            "picture": self._incoming.choose_picture,
            "link": self._link,
            "attach": self._incoming.choose_files,
            "paste_words": edit.paste_words,
            "find": lambda: self._find_bar.open(replacing=False),
            "history": self._show_history,
            "import_word": self._incoming.choose_word,
            "count": self._tell_count,
        }

    def commands(self) -> tuple[Command, ...]:
        """The keys of the text; undo and redo are the editor's own."""
        acts = self.tools()
        keys = {
            "bold": "Ctrl+B",
            "italic": "Ctrl+Alt+J",
            "underline": "Ctrl+U",
            "heading": "Ctrl+Alt+2",
            "heading3": "Ctrl+Alt+3",
            "heading4": "Ctrl+Alt+4",
            "paragraph": "Ctrl+Alt+0",
            "list": "Ctrl+Alt+7",
            "bullets": "Ctrl+Alt+8",
            "quote": "Ctrl+Alt+9",
            "raised": "Ctrl+Alt+U",
            "lowered": "Ctrl+Alt+D",
            "describe": "Ctrl+Alt+W",
            "look": "Ctrl+Alt+V",
            "centre": "Ctrl+E",
            "right": "Ctrl+Alt+R",
            "table": "Ctrl+Alt+T",
            "picture": "Ctrl+Alt+I",
            "link": "Ctrl+Alt+K",
            "attach": "Ctrl+Alt+A",
            "paste_words": "Ctrl+Shift+V",
            "import_word": "Ctrl+Alt+O",
            "find": "Ctrl+F",
            "history": "Ctrl+H",
        }
        made = [
            Command(name, "matter" if name == "history" else "text", (key,), acts[name]) for name, key in keys.items()
        ]
        return (*made, Command("replace", "text", ("Ctrl+R",), lambda: self._find_bar.open(replacing=True)))

    def show_state(self, toolbar: Toolbar) -> None:
        """Shows which tools are in force where the cursor is."""
        cursor = self._edit.textCursor()
        block = cursor.block()
        toolbar.check("heading", on=block.blockFormat().headingLevel() > 0)
        toolbar.check("bold", on=bool(cursor.charFormat().fontWeight() >= 700))
        toolbar.check("list", on=block.textList() is not None)

    def go_to(self, place: Mapping[str, Any]) -> None:
        """Goes to a place in the text that somebody marked, as far as it is still there."""
        snapshot = self._edit.ledger.snapshot()
        locator = Locator(self._edit.document(), snapshot, blocks(snapshot.html), self._edit.ledger.places())
        spot = Spot(int(place.get("block", 0)), int(place.get("start", 0)), int(place.get("end", 0)))
        cursor = locator.cursor(spot) or locator.cursor(Spot(spot.block, 0, 0))
        self._edit.setFocus()
        if cursor is not None:
            self._edit.reveal(cursor)

    def _on_text(self, act: Callable[[QTextCursor], None]) -> None:
        if not self._edit.isReadOnly():
            act(self._edit.textCursor())
            self._edit.setFocus()

    def _mark(self, mark: int) -> None:
        if self._edit.isReadOnly():
            return
        cursor = self._edit.textCursor()
        form = commands.toggle_mark(cursor, mark)
        self._edit.mergeCurrentCharFormat(form)
        self._edit.setFocus()

    def _link(self) -> None:
        if self._edit.isReadOnly():
            return
        cursor = self._edit.textCursor()
        href = cursor.charFormat().anchorHref() if cursor.charFormat().isAnchor() else ""

        def set_link(target: str, words: str) -> None:
            commands.set_link(cursor, target, words)

        ask_link(self._host, href, cursor.selectedText(), set_link)

    def _tell_count(self) -> None:
        self._host.notices.toast(self._host.words("editor.counted", n=self.words_counted))
