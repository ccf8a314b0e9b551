"""未送达 over the whole page."""

from ui.host import Host, ScreenView
from ui.session import Session
from ui.views.sync.by_hand import ByHandSection
from ui.views.sync.drawer import read
from ui.views.sync.panel import SyncPanel
from ui.widgets.buttons import ActionButton
from ui.widgets.overlay import scrolled
from ui.widgets.panels import column, ground, label, row, rule


class UndeliveredScreen(ScreenView):
    """The list of the drawer at full size."""

    def __init__(self, session: Session, host: Host) -> None:
        super().__init__()
        self._session, self._host = session, host
        words, look = session.words, host.look
        ground(self, "surface")
        outer = column(self)
        head = row((20, 14, 20, 12), 12)
        head.addWidget(label(words("sync.page_title"), "title"))
        head.addStretch()
        self._retry = ActionButton(look, words("sync.retry"), icon="refresh", key="F5")
        self._retry.clicked.connect(session.sync_now)
        head.addWidget(self._retry)
        outer.addLayout(head)
        outer.addWidget(rule())
        self._panel = SyncPanel(session, host, lambda: None)
        outer.addWidget(scrolled(self._panel), 1)
        outer.addWidget(ByHandSection(session, host, lambda: None))
        session.changed.connect(self._on_moved)
        host.courier.moved.connect(self._on_moved)

    def enter(self, **what: str) -> None:
        self._show()
        self._retry.setFocus()

    def _on_moved(self, _what: object) -> None:
        if self.isVisible():
            self._show()

    def _show(self) -> None:
        self._panel.put(read(self._session, self._host.courier.state))
