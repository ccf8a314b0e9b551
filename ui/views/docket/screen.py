"""The screen of those who watch: the dockets, and the figures of a month."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.host import Command, Host, ScreenView
from ui.presenters.docket_list import Watch
from ui.presenters.shell import Arrangement
from ui.session import Session
from ui.views.docket.figures import FiguresPage
from ui.views.docket.watching import WatchPage
from ui.widgets.panels import column, ground, label, row, rule
from ui.widgets.tabs import SegmentedTabs

PARTS = ("list", "figures")


class DocketScreen(ScreenView):
    """Two parts under one head; the figures are counted when they are first looked at."""

    def __init__(self, session: Session, host: Host) -> None:
        super().__init__()
        self._session, self._host = session, host
        words = session.words
        ground(self, "surface")
        outer = column(self)
        head = row((16, 10, 16, 10), 16)
        head.addWidget(label(words("docket.title"), "heading"))
        self.parts = SegmentedTabs(host.look, words("docket.parts"))
        self.parts.put([(each, words(f"docket.part_{each}")) for each in PARTS])
        self.parts.chosen.connect(self.show_part)
        head.addWidget(self.parts)
        head.addStretch()
        outer.addLayout(head)
        outer.addWidget(rule())
        self.watching = WatchPage(session, host)
        self._pages = QStackedWidget()
        self.figures = FiguresPage(session, host)
        for page in (self.watching, self.figures):
            self._pages.addWidget(page)
        outer.addWidget(self._pages, 1)
        session.changed.connect(self._on_changed)

    def enter(self, **what: str) -> None:
        if what.get("lamp") or what.get("unit") or what.get("kind"):
            self.watching.panel.put(Watch(what.get("lamp", "open"), what.get("kind", ""), what.get("unit", "")))
        self.parts.choose(what.get("part") or ("list" if what else self.parts.value()))
        if what.get("id"):
            self.watching.choose(what["id"])
        if not what or self.parts.value() == "figures":
            self.stops()[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def show_part(self, part: str) -> None:
        """The dockets, or the figures."""
        self._pages.setCurrentIndex(PARTS.index(part))
        if part == "figures":
            self.figures.count()
        self._host.keys_changed()

    def arrange(self, how: Arrangement) -> None:
        self.watching.arrange(how)

    def stops(self) -> tuple[QWidget, ...]:
        return self.watching.stops() if self.parts.value() == "list" else (self.figures.table,)

    def open_id(self) -> str:
        return self.watching.open_id if self.parts.value() == "list" else ""

    def commands(self) -> tuple[Command, ...]:
        tabs = Command("tabs", "list", ("Alt+Down",), lambda: self.parts.step(1))
        return (tabs, *(self.watching.commands() if self.parts.value() == "list" else ()))

    def _on_changed(self, ids: list[str]) -> None:
        self.watching.on_changed(ids)
        if self.figures.isVisible():
            self.figures.count()
