"""The screen of requests: as every screen of matters, with the register and the yearly report below the list."""

from collections.abc import Callable
from types import ModuleType

from PySide6.QtWidgets import QWidget

from models.late import load
from ui.host import Host
from ui.presenters import yearly
from ui.presenters.shapes import Filter
from ui.session import Session
from ui.views.items.screen import MatterScreen
from ui.widgets.buttons import ActionButton
from ui.widgets.panels import row, rule


def _sheets() -> ModuleType:
    """The sheets are needed by nobody before somebody asks for one."""
    return load("ui.views.requests.registers")


def begin(session: Session, host: Host, column: str, begun: Callable[[str], None]) -> None:
    """Asks what a new request needs."""
    load("ui.views.requests.receive").begin_request(session, host, column, begun)


class RequestScreen(MatterScreen):
    """Its foot leads to what is kept of all requests together."""

    def __init__(self, session: Session, host: Host) -> None:
        super().__init__(session, host, "request", begin)
        foot = QWidget()
        line = row((12, 6, 12, 6), 4, foot)
        words = host.words
        self.disputes = ActionButton(host.look, words("requests.disputes"), "quiet", icon="scale-balance", height=28)
        self.year = ActionButton(
            host.look, words("requests.year_report"), "quiet", icon="chart-timeline-variant", height=28
        )
        self.disputes.clicked.connect(lambda: _sheets().DisputeSheet(session, host).start())
        self.year.clicked.connect(lambda: _sheets().YearSheet(session, host).start())
        for button in (self.disputes, self.year):
            line.addWidget(button)
        line.addStretch()
        self.panel.add_foot(rule())
        self.panel.add_foot(foot)
        self._offer_what_to_do(session, host)

    def _offer_what_to_do(self, session: Session, host: Host) -> None:
        """Where nothing is open: what may be entered, what was answered, and when the next report is due."""
        words, today = host.words, session.now().date()
        due = yearly.next_due(session.desk.rules.directory, today)
        self._nothing.put(
            self.panel.kind.icon, words("requests.nothing_open"), words("requests.nothing_open_text"),
            words("requests.year.due", day=words.day(due, today)),
        )  # fmt: skip
        answered = ActionButton(host.look, words("requests.see_answered"), "plain")
        answered.clicked.connect(lambda: self.panel.put(Filter("answered")))
        new = ActionButton(host.look, words("requests.intake.heading"), "primary", icon="plus", key="Ctrl N")
        new.clicked.connect(self.new)
        for button in (new, answered):
            button.setVisible(self.panel.may_begin)
            self._nothing.buttons.addWidget(button)
