"""What is painted over the text without being in it: findings, search hits, links."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from ui.style.look import Look

MOST = 400
"""More marks than a person can look at would only slow the painting."""
_UNDERLINES = {
    "block": QTextCharFormat.UnderlineStyle.SingleUnderline,
    "warn": QTextCharFormat.UnderlineStyle.DashUnderline,
    "hint": QTextCharFormat.UnderlineStyle.DotLine,
    "link": QTextCharFormat.UnderlineStyle.SingleUnderline,
    "ins": QTextCharFormat.UnderlineStyle.SingleUnderline,
}
_INKS = {
    "block": "red_lamp",
    "warn": "amber_lamp",
    "hint": "primary",
    "link": "primary",
    "ins": "ins",
    "dele": "dele",
}
_FILLS = {
    "block": "red_soft",
    "warn": "amber_soft",
    "hit": "mark",
    "ins": "ins_soft",
    "dele": "dele_soft",
}
_LETTERS = {"link": "primary", "ins": "ins", "dele": "dele", "quiet": "text3"}


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the document and what it is: block, warn, hint, link, hit, ins, dele, or quiet: not in question."""

    kind: str
    cursor: QTextCursor


class Marks(QObject):
    """Layers of marks over one editor, which they end with; a new theme or new marks repaint them all."""

    LAYERS = ("blocks", "links", "differences", "findings", "hits")

    def __init__(self, edit: QTextEdit, look: Look) -> None:
        super().__init__(edit)
        self._edit, self._look = edit, look
        self._layers: dict[str, tuple[Mark, ...]] = {}
        look.changed.connect(self._paint)

    def put(self, layer: str, marks: Iterable[Mark]) -> None:
        """Replaces one layer."""
        self._layers[layer] = tuple(marks)[:MOST]
        self._paint()

    def on(self, layer: str) -> Sequence[Mark]:
        """The marks of a layer; their cursors have moved with the text."""
        return self._layers.get(layer, ())

    def _paint(self) -> None:
        forms = {kind: self._form(kind) for kind in {**_UNDERLINES, **_FILLS, **_LETTERS}}
        self._edit.setExtraSelections([_selection(mark, forms) for layer in self.LAYERS for mark in self.on(layer)])

    def _form(self, kind: str) -> QTextCharFormat:
        form = QTextCharFormat()
        if kind in _FILLS:
            form.setBackground(self._look.colour(_FILLS[kind]))
        if kind in _LETTERS:
            form.setForeground(self._look.colour(_LETTERS[kind]))
        if kind in _UNDERLINES:
            form.setUnderlineStyle(_UNDERLINES[kind])
            form.setUnderlineColor(self._look.colour(_INKS[kind]))
        if kind == "dele":
            form.setFontStrikeOut(True)
        return form


def _selection(mark: Mark, forms: Mapping[str, QTextCharFormat]) -> QTextEdit.ExtraSelection:
    made = QTextEdit.ExtraSelection()
    made.cursor = mark.cursor
    made.format = forms[mark.kind]
    return made
