"""The screen of services: the cases, and the guides by audience."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from models.late import load
from ui.host import Command, Host, ScreenView
from ui.presenters.shell import Arrangement
from ui.session import Session
from ui.views.items.screen import MatterScreen
from ui.views.services.guides import GuidesPage
from ui.widgets.panels import column, ground, label, row, rule
from ui.widgets.tabs import SegmentedTabs

PARTS = ("cases", "guides")


def begin(session: Session, host: Host, column: str, entered: Callable[[str], None]) -> None:
    """Asks what a new case needs; the sheet is loaded with the first one."""
    load("ui.views.services.entry").begin_case(session, host, column, entered)


class ServicesScreen(ScreenView):
    """Two parts under one head; the guides are read when they are first looked at."""

    def __init__(self, session: Session, host: Host) -> None:
        super().__init__()
        self._session, self._host = session, host
        words = session.words
        ground(self, "surface")
        outer = column(self)
        head = row((16, 8, 16, 8), 16)
        head.addWidget(label(words("services.screen"), "heading"))
        self.parts = SegmentedTabs(host.look, words("services.parts"))
        self.parts.put([(each, words(f"services.part_{each}")) for each in PARTS])
        self.parts.chosen.connect(self._show_part)
        head.addWidget(self.parts)
        head.addStretch()
        outer.addLayout(head)
        outer.addWidget(rule())
        self.cases, self.guides = MatterScreen(session, host, "service", begin), GuidesPage(session, host)
        self._pages = QStackedWidget()
        for page in (self.cases, self.guides):
            self._pages.addWidget(page)
        outer.addWidget(self._pages, 1)
        session.changed.connect(self._on_changed)

    @property
    def _shows_cases(self) -> bool:
        return self.parts.value() == "cases"

    def enter(self, **what: str) -> None:
        part = what.pop("part", "") or ("cases" if what else self.parts.value())
        self.parts.choose(part)
        if self._shows_cases:
            self.cases.enter(**what)
        elif what.get("id"):
            self.guides.open(what["id"])
            self.guides.list.choose(what["id"])
        else:
            self.guides.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> bool:
        return self.cases.leave()

    def _show_part(self, part: str) -> None:
        self.cases.leave()
        self._pages.setCurrentIndex(PARTS.index(part))
        if part == "guides":
            self.guides.read()
        self._host.keys_changed()

    def arrange(self, how: Arrangement) -> None:
        self.cases.arrange(how)
        self.guides.arrange(how)

    def stops(self) -> tuple[QWidget, ...]:
        return self.cases.stops() if self._shows_cases else (self.guides.list,)

    def subtitle(self) -> str:
        return self.cases.subtitle() if self._shows_cases else ""

    def open_id(self) -> str:
        return self.cases.open_id() if self._shows_cases else self.guides.open_id

    def commands(self) -> tuple[Command, ...]:
        return self.cases.commands() if self._shows_cases else ()

    def _on_changed(self, _ids: object) -> None:
        if self.guides.isVisible():
            self.guides.read()
