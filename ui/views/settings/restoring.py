"""The slip in which a person chooses the backup to go back to."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QListWidgetItem, QWidget

from models.store.backup import Backup
from ui.host import Host
from ui.presenters.backups import line
from ui.session import Session
from ui.widgets.buttons import ActionButton
from ui.widgets.lists import WordList
from ui.widgets.overlay import SlipDialog
from ui.widgets.panels import label


class RestoreSlip(SlipDialog):
    """`chosen(path)` once the person takes the step; its words say what will happen."""

    chosen = Signal(Path)

    def __init__(self, session: Session, host: Host, backups: tuple[Backup, ...]) -> None:
        words, look = session.words, host.look
        title = words("settings.restore_title")
        super().__init__(host.window_widget, look, title, "restore", width=520, close=words("shell.close"))
        self._paths = [one.path for one in backups if one.sound]
        self.body.addWidget(label(words("settings.restore_text"), wrap=True))
        self._list = WordList(look, title, pages=True)
        for one in (each for each in backups if each.sound):
            self._list.addItem(QListWidgetItem(line(one, words, session.now())))
        self._list.setCurrentRow(0)
        self._list.setMinimumHeight(look.px(220))
        self.body.addWidget(self._list)
        back = ActionButton(look, words("shell.step_back"), "quiet", key="Esc")
        back.clicked.connect(self.step_back)
        self.add_button(back)
        step = ActionButton(look, words("settings.restore_step"), "danger", key=words("shell.confirm_key"))
        step.setEnabled(bool(self._paths))
        step.clicked.connect(self._on_step)
        self.add_button(step)
        self.primary = step

    def first_focus(self) -> QWidget:
        return self._list

    def _on_step(self) -> None:
        path = self._paths[self._list.currentRow()]
        self.dismiss(True)
        self.chosen.emit(path)
