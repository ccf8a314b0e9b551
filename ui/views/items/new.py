"""新建: which column, then write."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QListWidgetItem, QWidget

from ui.host import Host
from ui.presenters import items as present
from ui.session import Session
from ui.style.look import Look
from ui.widgets.buttons import ActionButton
from ui.widgets.fields import IconLine
from ui.widgets.lists import WordList
from ui.widgets.overlay import SlipDialog
from ui.widgets.panels import label


class ColumnSlip(SlipDialog):
    """A sheet that asks for one column of the unit; `column_chosen(code)`."""

    column_chosen = Signal(str)

    def __init__(
        self, window: QWidget, session: Session, look: Look, title: str, step: str, hint: str = "", chosen: str = ""
    ) -> None:
        words = session.words
        super().__init__(window, look, title, "file-tree-outline", width=520, height=560, close=words("shell.close"))
        self._session = session
        units = session.actor.units("clerk") or session.actor.units()
        self.unit = units[0] if units else ""
        self._options = present.column_options(session.desk.rules.directory, self.unit, words)
        self._line = IconLine(look, "magnify", words("items.new_find"))
        self._list = WordList(look, words("items.new_column"))
        self._list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        if hint:
            self.body.addWidget(label(hint, "meta", wrap=True))
        self.body.addWidget(self._line)
        self.body.addWidget(self._list, 1)
        back = ActionButton(look, words("shell.step_back"), "quiet")
        back.clicked.connect(self.step_back)
        self.add_button(back)
        step_button = ActionButton(look, step, "primary", key="Ctrl Enter")
        step_button.clicked.connect(self._on_step)
        self.add_button(step_button)
        self._line.textChanged.connect(lambda: self._fill(self.chosen()))
        self._list.itemDoubleClicked.connect(lambda: self._on_step())
        self._fill(chosen)

    def first_focus(self) -> QWidget | None:
        return self._line

    def chosen(self) -> str:
        item = self._list.currentItem()
        return str(item.data(Qt.ItemDataRole.UserRole)) if item is not None else ""

    def _fill(self, chosen: str) -> None:
        text = self._line.text().strip().casefold()
        self._list.clear()
        for code, word in self._options:
            if text in word.casefold():
                item = QListWidgetItem(word)
                item.setData(Qt.ItemDataRole.UserRole, code)
                self._list.addItem(item)
                if code == chosen:
                    self._list.setCurrentItem(item)
        if self._list.currentRow() < 0:
            self._list.setCurrentRow(0)
        none = self._list.count() == 0
        self.missing.setText(self._session.words("items.nothing_here") if none else "")

    def _on_step(self) -> None:
        code = self.chosen()
        if code:
            self.dismiss(True)
            self.column_chosen.emit(code)


class NewSlip(ColumnSlip):
    """Asks for the column and creates the item; `created(id)`."""

    created = Signal(str)

    def __init__(self, window: QWidget, session: Session, look: Look, chosen: str = "") -> None:
        words = session.words
        super().__init__(
            window, session, look, words("items.new_title"), words("items.new_step"), words("items.new_hint"), chosen
        )
        self.column_chosen.connect(self._create)

    def _create(self, code: str) -> None:
        id = self._session.desk.new_id()
        fields = {"column": code, "title": "", "body": "", "disclosure": "proactive"}
        self._session.do("item.create", id, {"fields": fields})
        self.created.emit(id)


def begin_item(session: Session, host: Host, column: str, begun: Callable[[str], None]) -> None:
    """Asks for the column of a new item; `begun(id)` when it was created."""
    slip = NewSlip(host.window_widget, session, host.look, column)
    slip.created.connect(begun)
    slip.open()
