"""The figures of a month: a table of all units, the last year of the one chosen as a chart, and the spreadsheet."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from models.late import load
from ui import work
from ui.host import Host
from ui.notices import Notice
from ui.presenters import docket_list
from ui.presenters import figures as present
from ui.presenters.figures import FigureRow, Lines
from ui.session import Session
from ui.views.docket.figures_table import FiguresTable
from ui.widgets.bars import BarChart
from ui.widgets.buttons import ActionButton
from ui.widgets.fields import Choice
from ui.widgets.overlay import scrolled
from ui.widgets.panels import EmptyState, column, ground, label, row, rule

TABLE, CHART = 190, 180
"""The least height of the table, and of the chart, at 100 %."""


class FiguresPage(QWidget):
    """Counted off the main thread, anew when it is looked at again or something changed meanwhile."""

    def __init__(self, session: Session, host: Host) -> None:
        super().__init__()
        self._session, self._host = session, host
        self._look, self._words = host.look, session.words
        self._lines: Lines = {}
        self._chosen: FigureRow | None = None
        self._turn = 0
        ground(self, "surface")
        self._build()

    def _build(self) -> None:
        words, look = self._words, self._look
        outer = column(self)
        head = row((20, 10, 20, 10), 8)
        self.month = Choice(look, words("figures.month"), height=28)
        self.kind = Choice(look, words("figures.kind"), height=28)
        for choice in (self.month, self.kind):
            choice.setMaximumWidth(look.px(200))
            head.addWidget(choice)
            choice.currentIndexChanged.connect(self.count)
        self.month.put(present.month_options(self._session.now().date(), words))
        self.kind.put(docket_list.kind_options(words))
        self._busy = label("", "meta")
        head.addWidget(self._busy)
        head.addStretch()
        self.export_button = ActionButton(look, words("figures.export"), icon="file-table-outline", height=28)
        self.export_button.clicked.connect(self._ask_file)
        head.addWidget(self.export_button)
        outer.addLayout(head)
        outer.addWidget(rule())
        self._stack = QStackedWidget()
        outer.addWidget(self._stack, 1)
        self._stack.addWidget(scrolled(self._filled()))
        nothing = EmptyState(look, "chart-bar", words("figures.nothing"), words("figures.nothing_text"))
        self._stack.addWidget(nothing)

    def _filled(self) -> QWidget:
        made = QWidget()
        lines = column(made)
        self.table = FiguresTable(self._look, self._words)
        self.table.picked.connect(self._on_picked)
        self.chart = BarChart(self._look)
        below = QWidget()
        chart = column(below, (20, 10, 20, 8), 6)
        chart.addWidget(self.chart, 1)
        chart.addWidget(label(self._words("figures.note"), "caption", wrap=True))
        lines.addWidget(self.table, 3)
        lines.addWidget(rule())
        lines.addWidget(below, 2)
        self._look.follow(self._measure)
        return made

    def _measure(self) -> None:
        """Where letters are large and the window is low, table and chart keep their height and the page scrolls."""
        self.table.setMinimumHeight(self._look.px(TABLE))
        self.chart.setMinimumHeight(self._look.px(CHART))

    def count(self) -> None:
        """Counts from all dockets at hand."""
        desk, today = self._session.desk, self._session.now().date()
        month, kind = present.month_from(self.month.value()), self.kind.value()
        self._turn += 1
        turn = self._turn
        self._busy.setText(self._words("figures.counting"))

        def show(found: Lines) -> None:
            if turn == self._turn:
                self._show(found)

        work.run(lambda: present.counted(desk.dockets(), month, today, kind), show, owner=self)

    def _show(self, found: Lines) -> None:
        self._lines = found
        self._busy.clear()
        face = present.present(found, self._month, self._session.desk.rules.directory, self._words)
        self._stack.setCurrentIndex(0 if len(face.rows) > 1 else 1)
        self.export_button.setEnabled(len(face.rows) > 1)
        self.table.put(face, self._chosen)

    @property
    def _month(self) -> tuple[int, int]:
        return present.month_from(self.month.value())

    def _on_picked(self, chosen: FigureRow | None) -> None:
        if chosen is None:
            return
        self._chosen = chosen
        directory = self._session.desk.rules.directory
        self.chart.put(present.chart(self._lines, chosen.unit, self._month, directory, self._words, whole=chosen.total))

    def focus(self) -> None:
        """The keyboard is in the table."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    # The spreadsheet.

    def _ask_file(self) -> None:
        name = f"{present.export_name(self._month, self._words)}.xlsx"
        chosen, _ = QFileDialog.getSaveFileName(self, "", str(Path.home() / name), "*.xlsx")
        if chosen:
            self.export(Path(chosen))

    def export(self, file: Path) -> None:
        """Writes the table of the month as an .xlsx file, off the main thread."""
        table = present.exported(self._lines, self._month, self._session.desk.rules.directory, self._words)
        work.run(
            lambda: load("ui.views.items.spreadsheet").write(file, table),
            lambda _none: self._host.notices.toast(self._words("figures.export_done", file=file.name)),
            self._on_export_failed,
            owner=self,
        )

    def _on_export_failed(self, problem: Exception) -> None:
        if not isinstance(problem, OSError):
            raise problem
        self._host.notices.banner(Notice("act", self._words("figures.export_failed"), details=str(problem)))
