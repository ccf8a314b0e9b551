"""The row of tools above the text: each with its word and key in the tooltip, and at the right when it was saved."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtWidgets import QFrame, QMenu, QWidget

from ui.style.look import Look
from ui.text import Words
from ui.widgets.buttons import IconButton
from ui.widgets.marks import Picture
from ui.widgets.panels import label, row, rule


@dataclass(frozen=True, slots=True)
class Tool:
    """One tool: its id (words `editor.tools.<id>`), icon and key; a gap before it where `apart`."""

    id: str
    icon: str
    key: str = ""
    apart: bool = False


TOOLS = (
    Tool("undo", "undo-variant", "Ctrl Z"),
    Tool("redo", "redo-variant", "Ctrl Y"),
    Tool("heading", "format-header-2", "Ctrl Alt 2", apart=True),
    Tool("bold", "format-bold", "Ctrl B"),
    Tool("list", "format-list-numbered", "Ctrl Alt 7"),
    Tool("table", "table", "Ctrl Alt T"),
    Tool("picture", "image-outline", "Ctrl Alt I", apart=True),
    Tool("link", "link-variant", "Ctrl Alt K"),
    Tool("attach", "paperclip", "Ctrl Alt A"),
    Tool("paste_words", "content-paste", "Ctrl Shift V", apart=True),
    Tool("find", "text-search", "Ctrl F"),
    Tool("history", "history", "Ctrl H"),
    Tool("more", "dots-horizontal"),
)
MORE = (
    ("heading3", "Ctrl Alt 3"),
    ("heading4", "Ctrl Alt 4"),
    ("paragraph", "Ctrl Alt 0"),
    ("bullets", "Ctrl Alt 8"),
    ("quote", "Ctrl Alt 9"),
    ("centre", "Ctrl E"),
    ("right", "Ctrl Alt R"),
    ("", ""),
    ("italic", "Ctrl Alt J"),
    ("underline", "Ctrl U"),
    ("raised", "Ctrl Alt U"),
    ("lowered", "Ctrl Alt D"),
    ("", ""),
    ("describe", "Ctrl Alt W"),
    ("look", "Ctrl Alt V"),
    ("", ""),
    ("import_word", "Ctrl Alt O"),
    ("count", ""),
)


class Toolbar(QFrame):
    """`acts` gives for each tool what it does; a tool without an act is not shown."""

    def __init__(self, look: Look, words: Words, acts: Mapping[str, Callable[[], None]]) -> None:
        super().__init__()
        self._look, self._words, self._acts = look, words, acts
        self.setProperty("edge", "bottom")
        self.setProperty("ground", "sunken")
        self.setFixedHeight(look.px(38))
        self.setAccessibleName(words("editor.tools.name"))
        line = row((14, 0, 20, 0), 4, self)
        self._buttons: dict[str, IconButton] = {}
        for tool in TOOLS:
            if tool.apart:
                line.addSpacing(look.px(3))
                line.addWidget(_divider(look))
                line.addSpacing(look.px(3))
            if tool.id in acts or tool.id == "more":
                line.addWidget(self._button(tool))
        line.addStretch()
        self._disk = Picture(look, "content-save-outline", "text3", 16)
        self._saved = label("", "caption")
        line.addWidget(self._disk)
        line.addWidget(self._saved)
        self._disk.hide()

    def say_saved(self, text: str) -> None:
        """`9:41 已存本机`, or what is the matter with saving."""
        self._saved.setText(text)
        self._saved.setAccessibleName(text)
        self._disk.setVisible(bool(text))

    def check(self, tool: str, *, on: bool) -> None:
        """Shows a tool as in force at the cursor."""
        button = self._buttons[tool]
        if button.isChecked() != on:
            button.setChecked(on)

    def fold(self, *, small: bool) -> None:
        """On a narrow pane only the most used tools stay; the menu has them all."""
        for tool in ("redo", "paste_words", "attach", "find"):
            if tool in self._buttons:
                self._buttons[tool].setVisible(not small)

    def menu(self, parent: QWidget) -> QMenu:
        """The tools that have no button."""
        menu = QMenu(parent)
        for tool, key in MORE:
            if not tool:
                menu.addSeparator()
            elif tool in self._acts:
                action = menu.addAction(self._words(f"editor.tools.{tool}") + (f"\t{key}" if key else ""))
                action.triggered.connect(lambda _on=False, act=self._acts[tool]: act())
        return menu

    def _button(self, tool: Tool) -> IconButton:
        button = IconButton(self._look, tool.icon, self._words(f"editor.tools.{tool.id}"), tool.key)
        button.setCheckable(tool.id in ("heading", "bold", "list"))
        button.clicked.connect(lambda _on=False, id=tool.id: self._on_pressed(id))
        self._buttons[tool.id] = button
        return button

    def _on_pressed(self, tool: str) -> None:
        if tool == "more":
            button = self._buttons["more"]
            self.menu(self).popup(button.mapToGlobal(button.rect().bottomLeft()))
        else:
            self._acts[tool]()


def _divider(look: Look) -> QFrame:
    made = rule("v")
    made.setFixedHeight(look.px(20))
    return made
