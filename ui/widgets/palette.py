"""Ctrl K: one line that jumps to a page, runs an action, or finds an item."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidgetItem, QWidget

from ui.style.look import Look
from ui.text import Words
from ui.widgets.fields import IconLine
from ui.widgets.lists import WordList
from ui.widgets.overlay import Overlay
from ui.widgets.panels import column, label

REST_MS = 120
MOST = 12


@dataclass(frozen=True, slots=True)
class Hit:
    """One answer: where it belongs (jump, run, found), its words, its icon, and what Enter does."""

    group: str
    words: str
    detail: str
    icon: str
    do: Callable[[], None]


class Palette(Overlay):
    """`find(text)` gives the answers, `late(text)` says why they may not be all; pages and actions match by any part of
    their words."""

    def __init__(
        self, window: QWidget, look: Look, words: Words, known: list[Hit], find: Callable[[str], list[Hit]],
        late: Callable[[str], str],
    ) -> None:  # fmt: skip
        super().__init__(window, look)
        self._words, self._known, self._find, self._late = words, known, find, late
        self._hits: list[Hit] = []
        self._line = IconLine(look, "magnify", words("shell.search_hint"))
        self._line.textChanged.connect(self._on_typed)
        self._list = WordList(look, words("shell.search"))
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.itemClicked.connect(self._on_clicked)
        self._hint = label(words("shell.search_start"), "caption", wrap=True)
        layout = column(self.panel, (8, 8, 8, 8), 8)
        layout.addWidget(self._line)
        layout.addWidget(self._list, 1)
        layout.addWidget(self._hint)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._look_up)
        self._look_up()

    def first_focus(self) -> QWidget | None:
        return self._line

    def type(self, text: str) -> None:
        """As if typed, and looked up at once."""
        self._line.setText(text)
        self._look_up()

    def place(self, area: QRect) -> QRect:
        look = self._look
        width = min(look.px(560), area.width() - 24)
        height = min(look.px(460), area.height() - 24)
        return QRect(min(look.px(260), area.width() - width - 12), look.px(4), width, height)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        key = Qt.Key(event.key())
        if key in steps and self._hits:
            self._list.setCurrentRow((self._list.currentRow() + steps[key]) % len(self._hits))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._run(self._list.currentRow())
        else:
            super().keyPressEvent(event)

    def _on_typed(self) -> None:
        self._timer.start(REST_MS)

    def _look_up(self) -> None:
        text = self._line.text().strip()
        known = [hit for hit in self._known if text.casefold() in f"{hit.words} {hit.detail}".casefold()]
        found = self._find(text) if len(text) >= 2 else []
        self._hits = [*known[: 6 if found else MOST], *found[:MOST]]
        self._list.clear()
        for hit in self._hits:
            group = self._words(f"shell.search_{hit.group}")
            tail = self._words.joined([hit.detail, group])
            entry = QListWidgetItem(self._look.icon(hit.icon), f"{hit.words}    {tail}")
            entry.setSizeHint(QSize(0, self._look.px(34)))
            self._list.addItem(entry)
        self._list.setCurrentRow(0)
        told = self._words("shell.search_start" if self._hits else "shell.search_empty")
        self._hint.setText(self._late(text) or told)

    def _on_clicked(self, entry: QListWidgetItem) -> None:
        self._run(self._list.row(entry))

    def _run(self, at: int) -> None:
        if 0 <= at < len(self._hits):
            do = self._hits[at].do
            self.dismiss(True)
            do()
