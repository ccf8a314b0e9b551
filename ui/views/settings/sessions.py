"""The slip that shows on which computers a person is signed in, and ends one."""

from collections.abc import Iterable

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QListWidgetItem, QWidget

from sync.client.care import DeskLine
from ui.host import Host
from ui.presenters.desks import kept_from, told
from ui.session import Session
from ui.widgets.buttons import ActionButton
from ui.widgets.lists import WordList
from ui.widgets.overlay import SlipDialog
from ui.widgets.panels import label

TALL = 54
"""Pixels of a line of the list, which has two lines of words."""


class SessionsSlip(SlipDialog):
    """`ended(session)` for the one that the person chose."""

    ended = Signal(str)

    def __init__(self, session: Session, host: Host, desks: Iterable[DeskLine]) -> None:
        words, look = session.words, host.look
        title = words("settings.sessions_title")
        super().__init__(host.window_widget, look, title, "monitor", width=760, close=words("shell.close"))
        self._words, self._desks = words, list(desks)
        self.body.addWidget(label(words("settings.sessions_text"), wrap=True))
        self._list = WordList(look, title, pages=True)
        for one in self._desks:
            line = QListWidgetItem(told(one, words, session.now()))
            line.setSizeHint(QSize(0, look.px(TALL)))
            self._list.addItem(line)
        self._list.setMinimumHeight(look.px(220))
        self._list.currentRowChanged.connect(self._on_row)
        self.body.addWidget(self._list)
        back = ActionButton(look, words("shell.step_back"), "quiet", key="Esc")
        back.clicked.connect(self.step_back)
        self.add_button(back)
        self._step = ActionButton(look, words("settings.sessions_end"), "danger", key=words("shell.confirm_key"))
        self._step.clicked.connect(self._on_step)
        self.add_button(self._step)
        self.primary = self._step
        self._list.setCurrentRow(0)
        self._on_row(0)

    def first_focus(self) -> QWidget:
        return self._list

    def _on_row(self, at: int) -> None:
        chosen = self._desks[at] if 0 <= at < len(self._desks) else None
        self.missing.setText(kept_from(chosen, self._words) if chosen is not None else "")
        self._step.setEnabled(chosen is not None and not self.missing.text())

    def _on_step(self) -> None:
        chosen = self._desks[self._list.currentRow()]
        self.dismiss(True)
        self.ended.emit(chosen.session)
