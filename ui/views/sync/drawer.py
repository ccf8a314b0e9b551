"""The drawer that the sync indicator opens."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from models.problems import Refused
from ui.courier import Courier, SyncState
from ui.host import Host
from ui.presenters.syncing import SyncPane, pane
from ui.session import Session
from ui.views.sync.by_hand import ByHandSection
from ui.views.sync.panel import SyncPanel
from ui.widgets.buttons import ActionButton, IconButton
from ui.widgets.overlay import Drawer, scrolled
from ui.widgets.panels import column, label, row, rule


def read(session: Session, state: SyncState) -> SyncPane:
    """The panel's data as of now."""
    desk = session.desk
    return pane(
        state,
        desk.outbox(),
        desk.undelivered(),
        lambda id: title_of(session, id),
        desk.rules,
        session.words,
        session.now(),
        desk.withheld(),
        {one.sha256 for one in desk.travelling() if one.state == "local"},
    )


def title_of(session: Session, id: str) -> str:
    """A matter's title as seen on this desk."""
    try:
        title = str(session.desk.seen(id).matter.fields.get("title", ""))
    except Refused:  # a text that a computer left at the portal, of something that was never sent
        return ""
    return title or session.words("items.untitled")


class SyncDrawer(Drawer):
    """Over the right side; F5 tries now."""

    def __init__(self, session: Session, host: Host, courier: Courier) -> None:
        super().__init__(host.window_widget, host.look)
        self._session, self._courier = session, courier
        words, look = session.words, host.look
        self.setAccessibleName(words("sync.title"))
        outer = column(self.panel)
        head = QWidget()
        head.setFixedHeight(look.px(48))
        line = row((20, 0, 12, 0), 8, head)
        line.addWidget(label(words("sync.title"), "heading"))
        line.addStretch()
        line.addWidget(label(words("sync.close_hint"), "meta"))
        cross = IconButton(look, "close", words("shell.close"), "Esc")
        cross.clicked.connect(self.step_back)
        line.addWidget(cross)
        outer.addWidget(head)
        outer.addWidget(rule())
        self._host = host
        self._panel = SyncPanel(session, host, lambda: self.dismiss(), leads=False)
        outer.addWidget(scrolled(self._panel), 1)
        outer.addWidget(ByHandSection(session, host, lambda: self.dismiss()))
        outer.addWidget(rule())
        foot = QWidget()
        foot.setFixedHeight(look.px(60))
        line = row((16, 0, 16, 0), 8, foot)
        self._next = label("", "meta")
        line.addWidget(self._next, 1)
        self._retry = ActionButton(look, words("sync.retry"), icon="refresh", key="F5")
        self._retry.clicked.connect(courier.now)
        self._door = ActionButton(look, words("sync.sign_in_step"), "primary")
        self._door.clicked.connect(self._on_door)
        for button in (self._retry, self._door):
            line.addWidget(button)
        outer.addWidget(foot)
        courier.moved.connect(self._show)
        session.changed.connect(self._on_changed)
        self._show(courier.state)

    def first_focus(self) -> QWidget | None:
        return self._door if self._door.isVisibleTo(self) else self._retry

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F5:
            self._courier.now()
            return
        super().keyPressEvent(event)

    def _on_door(self) -> None:
        self.dismiss()
        self._host.run("sign_out")

    def _on_changed(self, _ids: object) -> None:
        self._show(self._courier.state)

    def _show(self, state: SyncState) -> None:
        shown = read(self._session, state)
        to_door = bool(shown.state.command)
        self._next.setText("" if to_door else shown.next_try)
        self._retry.set_face(self._session.words("sync.retry"), kind="plain" if shown.refused else "primary")
        self._retry.setVisible(not to_door)
        self._door.setVisible(to_door)
        self._panel.put(shown)
