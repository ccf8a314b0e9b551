"""One matter in a window of its own: pane and inspector, the same session."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QSplitter, QWidget

from desktop.actions import Keys
from ui.counting import Counting
from ui.courier import Courier
from ui.host import About, Command, Host, MatterView
from ui.notices import Notices
from ui.presenters.kinds import pane_for
from ui.reminding import Reminding
from ui.session import Session
from ui.settings import Settings
from ui.style.look import Look
from ui.text import Words
from ui.views.panes import open_pane
from ui.widgets.panels import column, ground


class MatterWindow(QWidget):
    """A Host of its own for one pane; what leads elsewhere goes to the main window."""

    def __init__(self, main: Host, session: Session, id: str) -> None:
        super().__init__()
        self.look: Look = main.look
        self.words: Words = main.words
        self.notices: Notices = main.notices
        self.settings: Settings = main.settings
        self.courier: Courier = main.courier
        self.counting: Counting = main.counting
        self.reminding: Reminding = main.reminding
        self.about: About = main.about
        self._main, self._session, self._id = main, session, id
        ground(self, "surface")
        self._view: MatterView = open_pane(pane_for(session.desk.seen(id)), session, self)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setHandleWidth(1)
        split.addWidget(self._view)
        if self._view.inspector is not None:
            split.addWidget(self._view.inspector)
            split.setSizes([self.look.px(760), self.look.px(300)])
        column(self).addWidget(split)
        self._keys = Keys(self)
        self._view.show_matter(id)
        self.keys_changed()
        session.changed.connect(self._on_changed)
        self.resize(self.look.px(1060), self.look.px(640))

    @property
    def window_widget(self) -> QWidget:
        return self

    def go(self, screen: str, **what: str) -> None:
        self._main.go(screen, **what)

    def open_matter(self, kind: str, id: str, *, pane: str = "", own_window: bool = False) -> None:
        self._main.open_matter(kind, id, pane=pane, own_window=own_window)

    def run(self, id: str) -> None:
        self._main.run(id)

    def relanguage(self) -> None:
        self._main.relanguage()

    def keys_changed(self) -> None:
        close = Command("escape", "everywhere", ("Ctrl+W",), self._shut)
        self._keys.bind([*self._view.commands(), close])
        title = str(self._session.desk.seen(self._id).matter.fields.get("title", ""))
        self.setWindowTitle(self.words("shell.window_title", screen=title or self.words("items.untitled")))

    def back(self) -> None:
        self.close()

    def _shut(self) -> None:
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._view.leave():
            event.ignore()
            return
        super().closeEvent(event)

    def _on_changed(self, ids: list[str]) -> None:
        if not ids or self._id in ids:
            self._view.show_matter(self._id)
