"""The table of stations: with whom a matter lay, in which stage, from when to when, how many days of it late."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from ui.presenters.docket_pane import StationRow
from ui.text import Words
from ui.widgets.panels import label, rule

HEADS = ("where", "state", "who", "span", "calendar", "working", "over")
NUMBERS = frozenset({"calendar", "working", "over"})
FIRST_LINE = 2


class StationTable(QWidget):
    """Obeys a sequence of rows; figures stand at the right of their columns."""

    def __init__(self, words: Words, rows: Sequence[StationRow]) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(16, 10, 16, 12)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(8)
        for at, head in enumerate(HEADS):
            self._put(0, at, label(words(f"docket.station_{head}"), "meta"), head)
        self._grid.addWidget(rule(), 1, 0, 1, len(HEADS))
        for line, row in enumerate(rows, FIRST_LINE):
            self._line(line, row)
        self._grid.setColumnStretch(0, 1)
        self.setAccessibleName(words("docket.stations"))
        self.setAccessibleDescription("; ".join(row.spoken for row in rows))

    def _line(self, line: int, row: StationRow) -> None:
        cells = (row.where, row.state, row.who, row.span, row.calendar, row.working, row.over)
        for at, (head, text) in enumerate(zip(HEADS, cells, strict=True)):
            late = row.late and head == "over"
            role = "strong" if late else "medium" if row.now and at < FIRST_LINE else ""
            self._put(line, at, label(text, role, "red" if late else "", wrap=at == 0), head)

    def _put(self, line: int, at: int, made: QLabel, head: str) -> None:
        side = Qt.AlignmentFlag.AlignRight if head in NUMBERS else Qt.AlignmentFlag.AlignLeft
        made.setAlignment(side | Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(made, line, at)
