"""The list of dockets beside the pane of the one that is open, or one after the other where the window is narrow."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from ui.host import Command, Host, MatterView
from ui.presenters.shell import Arrangement
from ui.session import Session
from ui.views.docket.panel import DocketPanel
from ui.views.panes import open_pane
from ui.widgets.buttons import ActionButton
from ui.widgets.panels import EmptyState, column, ground, row, rule


class WatchPage(QWidget):
    """What is open stays open when the list changes."""

    def __init__(self, session: Session, host: Host) -> None:
        super().__init__()
        self._session, self._host = session, host
        self._single, self._width = False, 356
        self._open_id = ""
        self._view: MatterView | None = None
        self.panel = DocketPanel(session, host)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self.panel)
        self._rule = rule("v")
        across.addWidget(self._rule)
        self._middle = QWidget()
        ground(self._middle, "surface")
        lines = column(self._middle)
        self._back = ActionButton(host.look, session.words("docket.back"), "link", icon="arrow-left")
        self._back.clicked.connect(self.back_to_list)
        self._strip = QWidget()
        strip = row((16, 6, 16, 4), 8, self._strip)
        strip.addWidget(self._back)
        strip.addStretch()
        lines.addWidget(self._strip)
        self._pane = QStackedWidget()
        words = session.words
        self._nothing = EmptyState(host.look, "gavel", words("docket.pick"), words("docket.pick_text"))
        self._pane.addWidget(self._nothing)
        lines.addWidget(self._pane, 1)
        across.addWidget(self._middle, 1)
        self.panel.picked.connect(self._on_picked)
        self.panel.opened.connect(self.open)
        self._settle()

    @property
    def open_id(self) -> str:
        return self._open_id

    @property
    def view(self) -> MatterView | None:
        """The pane, once a docket was opened."""
        return self._view

    def arrange(self, how: Arrangement) -> None:
        """The window has another width."""
        self._single, self._width = how.single, how.list_width
        if self._view is not None:
            self._view.narrow(how.single)
        self._settle()

    def open(self, id: str) -> None:
        """Shows a docket beside the list."""
        if self._view is None:
            self._view = open_pane("docket", self._session, self._host)
            self._pane.addWidget(self._view)
            self._view.narrow(self._single)
        self._open_id = id
        self._view.show_matter(id)
        self._pane.setCurrentWidget(self._view)
        self._settle()
        self._host.keys_changed()

    def choose(self, id: str) -> None:
        """Opens a docket that was asked for from elsewhere, and shows its row."""
        self.open(id)
        self.panel.list.choose(id)
        self.stops()[-1].setFocus(Qt.FocusReason.OtherFocusReason)

    def back_to_list(self) -> None:
        """In a narrow window: from the docket to the list."""
        self._open_id = ""
        self._pane.setCurrentWidget(self._nothing)
        self._settle()
        self.panel.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self._host.keys_changed()

    def on_changed(self, ids: list[str]) -> None:
        """Some matters look different now."""
        self.panel.refresh()
        if self._open_id and self._view is not None and (not ids or self._open_id in ids):
            self._view.show_matter(self._open_id)
            self._host.keys_changed()

    def stops(self) -> tuple[QWidget, ...]:
        return (self.panel.list, self._view) if self._open_id and self._view is not None else (self.panel.list,)

    def commands(self) -> tuple[Command, ...]:
        mine = (
            Command("filter", "list", ("Ctrl+F",), self.panel.open_filter, "tune-variant"),
            Command("previous", "matter", ("Ctrl+PgUp",), lambda: self.panel.list.step(-1)),
            Command("next", "matter", ("Ctrl+PgDown",), lambda: self.panel.list.step(1)),
        )
        return (*mine, *(self._view.commands() if self._open_id and self._view is not None else ()))

    def _on_picked(self, id: str) -> None:
        if not self._single:
            self.open(id)

    def _settle(self) -> None:
        alone = self._single and bool(self._open_id)
        self.panel.setVisible(not alone)
        self._rule.setVisible(not self._single)
        self._middle.setVisible(not self._single or alone)
        self._strip.setVisible(alone)
        wide = self._host.look.px(self._width)
        self.panel.setMaximumWidth(16777215 if self._single else wide)
        self.panel.setMinimumWidth(0 if self._single else wide)
