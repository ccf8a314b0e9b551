"""The slip that lists computers or accounts as the portal knows them, and takes a step with one."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QListWidgetItem, QWidget

from ui.host import Host
from ui.presenters.desks import Entry
from ui.widgets.buttons import ActionButton
from ui.widgets.fields import IconLine
from ui.widgets.lists import WordList
from ui.widgets.overlay import SlipDialog
from ui.widgets.panels import label

TALL = 54
"""Pixels of a line of the list, which has two lines of words."""


class SeekSlip(SlipDialog):
    """`sought(text)` when something is to be looked for, `taken(step, row)` for a step with a line of the list.

    `name` begins the names of its words; `steps` are the kinds of its buttons by step. A single step has the key."""

    sought = Signal(str)
    taken = Signal(str, int)

    def __init__(self, host: Host, name: str, icon: str, steps: Mapping[str, str], *, seeks: bool = True) -> None:
        words, look = host.words, host.look
        title = words(f"settings.{name}_title")
        super().__init__(host.window_widget, look, title, icon, width=760, close=words("shell.close"))
        self._words, self._none, self._entries = words, words(f"settings.{name}_none") if seeks else "", list[Entry]()
        self.body.addWidget(label(words(f"settings.{name}_text"), wrap=True))
        self._line = IconLine(look, "magnify", words(f"settings.{name}_find") if seeks else "")
        self._line.returnPressed.connect(self.seek)
        self._line.setVisible(seeks)
        self.body.addWidget(self._line)
        self._list = WordList(look, title, pages=True)
        self._list.setMinimumHeight(look.px(260))
        self._list.currentRowChanged.connect(self._on_row)
        self.body.addWidget(self._list)
        back = ActionButton(look, words("shell.step_back"), "quiet", key="Esc")
        back.clicked.connect(self.step_back)
        self.add_button(back)
        key = words("shell.confirm_key") if len(steps) == 1 else ""
        self._steps = {
            step: ActionButton(look, words(f"settings.{name}_{step}"), kind, key=key) for step, kind in steps.items()
        }
        for step, button in self._steps.items():
            self.primary = button if key else None
            button.clicked.connect(lambda _=False, step=step: self.taken.emit(step, self._list.currentRow()))
            self.add_button(button)
        self._on_row(-1)

    def seek(self) -> None:
        """Asks for what the line says, or for all."""
        self.sought.emit(self._line.text().strip())

    def put(self, entries: Sequence[Entry]) -> None:
        """Shows what was found."""
        at = max(self._list.currentRow(), 0)
        self._list.clear()
        self._entries = list(entries)
        for one in self._entries:
            line = QListWidgetItem(one.text)
            line.setSizeHint(QSize(0, self._look.px(TALL)))
            self._list.addItem(line)
        self._list.setCurrentRow(min(at, len(self._entries) - 1))
        self._on_row(self._list.currentRow())
        if not self._entries:
            self.missing.setText(self._none)

    def first_focus(self) -> QWidget:
        return self._list if self._line.isHidden() else self._line

    def _on_row(self, at: int) -> None:
        chosen = self._entries[at] if 0 <= at < len(self._entries) else None
        self.missing.setText(self._words.sentences(*dict.fromkeys(chosen.steps.values() if chosen else ())))
        for step, button in self._steps.items():
            button.setVisible(chosen is None or step in chosen.steps)
            button.setEnabled(chosen is not None and not chosen.steps.get(step))
