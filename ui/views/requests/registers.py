"""The register of reviews and suits, and the yearly report: what is kept of all requests together (Art. 17)."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QGridLayout, QWidget

from models.late import load
from models.matter import Matter
from models.problems import Refused
from models.yearly import Report, report
from sync.client.desk import Query
from ui import work
from ui.host import Host
from ui.presenters import registers as disputes
from ui.presenters import yearly
from ui.presenters.shell import unit_name
from ui.session import Session
from ui.widgets.buttons import ActionButton
from ui.widgets.fields import Choice
from ui.widgets.overlay import SlipDialog
from ui.widgets.panels import Banner, Card, column, label, row

MOST = 20_000
YEARS = 5


def all_requests(session: Session) -> list[Matter]:
    """Every request, or docket of one, that this person may see; called off the main thread."""
    desk = session.desk
    rows = desk.page(Query(kind="request", tab="all"), 0, MOST)
    return [desk.seen(one.id).matter for one in rows]


class DisputeSheet(SlipDialog):
    """The register; a line opens its request."""

    def __init__(self, session: Session, host: Host) -> None:
        words = host.words
        super().__init__(
            host.window_widget, host.look, words("requests.disputes"), "scale-balance", width=820, height=560,
            close=words("steps.close"),
        )  # fmt: skip
        self._session, self._host = session, host
        self.body.addWidget(label(words("requests.dispute.about"), "meta", wrap=True))
        self._waiting = label(words("requests.redact.reading"), "meta")
        self.body.addWidget(self._waiting)
        done = ActionButton(host.look, words("steps.close"), "primary", key="Esc")
        done.clicked.connect(self.step_back)
        self.add_button(done)

    def start(self) -> None:
        """Opens and reads behind the window."""
        self.open()
        work.run(lambda: all_requests(self._session), self._on_read, owner=self)

    def _on_read(self, requests: list[Matter]) -> None:
        words = self._host.words
        found = disputes.entries(requests, words, self._session.now().date())
        self._waiting.setVisible(not found)
        self._waiting.setText(words("requests.dispute.none"))
        for entry in found:
            self.body.addWidget(self._line(entry))
        self.body.addStretch()
        self.missing.setText(words("requests.dispute.count", n=len(found), open=sum(each.open for each in found)))

    def _line(self, entry: disputes.Entry) -> Card:
        card, inner = Card(self._host.look), QWidget()
        across = row((12, 8, 12, 8), 12, inner)
        texts = QWidget()
        down = column(texts, (0, 0, 0, 0), 2)
        down.addWidget(label(entry.title, "medium", wrap=True))
        down.addWidget(label(entry.words, "meta", wrap=True))
        down.addWidget(label(entry.result, "meta", "red" if entry.open else "", wrap=True))
        across.addWidget(texts, 1)
        link = ActionButton(self._host.look, self._host.words("requests.dispute.see"), "link")
        link.setAccessibleName(f"{link.text()} {entry.title}")
        link.clicked.connect(self._leading(entry.id))
        across.addWidget(link, 0, Qt.AlignmentFlag.AlignVCenter)
        card.add(inner)
        return card

    def _leading(self, id: str) -> Callable[[], None]:
        def go() -> None:
            self.dismiss(True)
            self._host.open_matter("request", id)

        return go


class YearSheet(SlipDialog):
    """Table 3 of the yearly report, to be read and to be taken into a spreadsheet program."""

    def __init__(self, session: Session, host: Host) -> None:
        words = host.words
        super().__init__(
            host.window_widget, host.look, words("requests.year_report"), "chart-timeline-variant", width=760,
            height=650, close=words("steps.close"),
        )  # fmt: skip
        self._session, self._host = session, host
        self._requests: list[Matter] = []
        self._report: Report | None = None
        self.year = Choice(host.look, words("requests.year.which"), height=28)
        now = session.now().year
        self.year.put([(str(year), str(year)) for year in range(now, now - YEARS, -1)], str(now))
        self.year.activated.connect(lambda _at: self._show())
        self.head.insertWidget(self.head.count() - 1, self.year)
        self._banner, self._notes = Banner(host.look, "act"), label("", "meta", wrap=True)
        self._banner.hide()
        self._table = QWidget()
        self._grid = QGridLayout(self._table)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(20)
        self._grid.setVerticalSpacing(3)
        self._grid.setColumnStretch(0, 1)
        for piece in (self._banner, self._notes, self._table):
            self.body.addWidget(piece)
        self.body.addStretch()
        self.save = ActionButton(
            host.look, words("requests.year.export"), "primary", icon="export-variant", key="Ctrl Enter"
        )
        self.save.clicked.connect(self._ask_file)
        self.add_button(self.save)

    def start(self) -> None:
        """Opens and counts behind the window."""
        self.missing.setText(self._host.words("requests.redact.reading"))
        self.open()
        work.run(lambda: all_requests(self._session), self._on_read, owner=self)

    def _on_read(self, requests: list[Matter]) -> None:
        self._requests = requests
        self.missing.setText(self._host.words("requests.year.counted", n=len(requests)))
        self._show()

    def _show(self) -> None:
        words, today = self._host.words, self._session.now().date()
        self._report = report(self._requests, int(self.year.value()), self._session.desk.rules.directory)
        face = yearly.face(self._report, words, today)
        self.set_title(face.title)
        self._banner.setVisible(bool(face.wrong))
        self._banner.put("act", face.wrong)
        self._notes.setText("　".join(face.notes) if words.language == "zh" else " ".join(face.notes))
        while self._grid.count():
            taken = self._grid.takeAt(0)
            gone = taken.widget() if taken else None
            if gone is not None:
                gone.hide()
                gone.deleteLater()
        for at, name in enumerate(face.heads):
            self._grid.addWidget(label(name, "meta"), 0, at)
        for down, line in enumerate(face.lines, 1):
            words_ = label("　" * line.depth + line.words, "strong" if line.strong else "", wrap=True)
            self._grid.addWidget(words_, down, 0)
            for at, number in enumerate(line.numbers, 1):
                shown = label(number, "strong" if line.strong else "")
                self._grid.addWidget(shown, down, at, Qt.AlignmentFlag.AlignRight)

    def export(self, file: Path) -> None:
        """Writes the table, off the main thread."""
        made, words = self._report, self._host.words
        if made is None:
            return
        table = yearly.sheet(made, words, self._session.now().date())

        def write() -> None:
            try:
                load("ui.views.items.spreadsheet").write(file, table)
            except OSError as fault:
                raise Refused("file_not_written", name=file.name) from fault

        told = words("items.export_done", n=len(table) - 1, file=file.name)
        work.run(write, lambda _none: self._host.notices.toast(told), self._host.notices.problem, owner=self)

    def _ask_file(self) -> None:
        made, words = self._report, self._host.words
        if made is None:
            return
        unit = next(iter(self._session.actor.units()), "")
        name = yearly.file_name(made, unit_name(self._session.desk.rules.directory, unit, words), words)
        chosen, _ = QFileDialog.getSaveFileName(self, words("requests.year.export"), f"{name}.xlsx", "*.xlsx")
        if chosen:
            self.export(Path(chosen))
