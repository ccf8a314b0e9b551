"""The sheet on which the writer answers for the text, one tick at a time; there is no tick for all."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from models.checks.finding import Finding
from models.matter import Matter
from models.records import digest
from ui.host import Host
from ui.presenters import self_reviewing
from ui.presenters.self_reviewing import Sheet, TickLine
from ui.session import Session
from ui.widgets.buttons import ActionButton
from ui.widgets.fields import Tick
from ui.widgets.marks import Picture
from ui.widgets.overlay import SlipDialog
from ui.widgets.panels import Banner, Card, column, ground, label, row

Done = Callable[[dict[str, Any]], None]


class SelfReviewSheet(SlipDialog):
    """Obeys a Sheet; `Ctrl Enter` finishes once nothing is missing; `answered` tells of every tick."""

    answered = Signal()

    def __init__(self, host: Host, sheet: Sheet, kept: Mapping[str, str], done: Done) -> None:
        words = host.words
        super().__init__(
            host.window_widget, host.look, sheet.title, "clipboard-check-outline", width=898, height=598,
            close=words("editor.review.back"),
        )  # fmt: skip
        self._host, self._sheet, self._kept, self._done = host, sheet, kept, done
        self._ticks: dict[str, Tick] = {}
        self._looks: dict[str, Tick] = {}
        self._count = label("", "meta")
        self.head.insertWidget(self.head.count() - 1, self._count)
        self.body.setContentsMargins(0, 0, 0, 0)
        both = QWidget()
        across = row((0, 0, 0, 0), 0, both)
        across.addWidget(self._left(), 1)
        across.addWidget(self._right())
        self.body.addWidget(both, 1)
        back = ActionButton(host.look, words("editor.review.back"), "plain", key="Esc")
        back.clicked.connect(self.step_back)
        self.add_button(back)
        finish = ActionButton(
            host.look, words("editor.review.finish"), "primary", icon="clipboard-check-outline", key="Ctrl Enter"
        )
        finish.clicked.connect(self._on_finish)
        self.add_button(finish)
        self._say()

    def _left(self) -> QWidget:
        look, words, sheet = self._host.look, self._host.words, self._sheet
        made = QWidget()
        down = column(made, (20, 14, 20, 14), 4)
        down.addWidget(label(words("editor.review.article_7"), "strong"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(2)
        for index, line in enumerate(sheet.content):
            grid.addWidget(self._tick(line), index // 2, index % 2, Qt.AlignmentFlag.AlignTop)
        down.addLayout(grid)
        down.addSpacing(look.px(8))
        down.addWidget(label(words("editor.review.article_10"), "strong"))
        for line in (*sheet.secrecy, *sheet.forbidden):
            down.addWidget(self._tick(line))
        down.addStretch()
        return made

    def _tick(self, line: TickLine) -> QWidget:
        made = QWidget()
        down = column(made, (0, 2, 0, 2))
        tick = Tick(self._host.look, line.words, hint=line.hint)
        tick.toggled.connect(lambda _on: self._on_answered())
        self._ticks[line.id] = tick
        down.addWidget(tick)
        if line.hint:
            hint = label(line.hint, "meta", wrap=True)
            hint.setContentsMargins(self._host.look.px(28), 0, 0, 0)
            down.addWidget(hint)
        return made

    def _right(self) -> QWidget:
        look, words, sheet = self._host.look, self._host.words, self._sheet
        made = QFrame()
        made.setProperty("edge", "left")
        ground(made, "sunken")
        made.setFixedWidth(look.px(300))
        down = column(made, (16, 14, 16, 14), 8)
        down.addWidget(label(words("editor.review.results"), "strong"))
        down.addWidget(self._results())
        for one in sheet.unseen:
            look_at = Tick(look, words("editor.review.looked_at", name=one.name))
            look_at.toggled.connect(lambda _on: self._on_answered())
            self._looks[one.key] = look_at
            down.addWidget(look_at)
        down.addSpacing(look.px(4))
        down.addWidget(label(words("editor.review.source_head"), "strong"))
        grid = QGridLayout()
        grid.setColumnMinimumWidth(0, look.px(60))
        grid.setColumnStretch(1, 1)
        for index, (name, value) in enumerate(sheet.source):
            grid.addWidget(label(name, "meta"), index, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(label(value, "", wrap=True), index, 1)
        down.addLayout(grid)
        down.addStretch()
        down.addWidget(Banner(look, "explained", "", sheet.bound))
        return made

    def _results(self) -> QWidget:
        card = Card(self._host.look)
        inner = QWidget()
        down = column(inner, (12, 8, 12, 8), 2)
        for result in self._sheet.results:
            line = row(spacing=8)
            line.addWidget(Picture(self._host.look, result.icon, result.tone, 18))
            line.addWidget(label(result.words, "", wrap=True), 1)
            down.addLayout(line)
        card.add(inner)
        return card

    def _ticked(self) -> list[str]:
        return [name for name, tick in self._ticks.items() if tick.isChecked()]

    def _looked(self) -> list[str]:
        return [key for key, tick in self._looks.items() if tick.isChecked()]

    def put_ticks(self, ticked: Sequence[str], looked: Sequence[str]) -> None:
        """Takes up what was ticked before the person stepped back."""
        for name, tick in self._ticks.items():
            tick.setChecked(name in ticked)
        for key, tick in self._looks.items():
            tick.setChecked(key in looked)

    def answers(self) -> tuple[list[str], list[str]]:
        """What is ticked, and what was looked at."""
        return self._ticked(), self._looked()

    def _say(self) -> None:
        words = self._host.words
        self._count.setText(words("editor.review.count", n=len(self._ticked()), of=len(self._ticks)))
        self.missing.setText(self_reviewing.missing(self._sheet, self._ticked(), self._looked(), words))

    def _on_answered(self) -> None:
        self._say()
        self.answered.emit()

    def _on_finish(self) -> None:
        if not self_reviewing.missing(self._sheet, self._ticked(), self._looked(), self._host.words):
            args = self_reviewing.arguments(self._sheet, self._ticked(), self._looked(), self._kept)
            self.dismiss(True)
            self._done(args)
            return
        first = next((tick for tick in (*self._ticks.values(), *self._looks.values()) if not tick.isChecked()), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.TabFocusReason)


def open_sheet(
    session: Session, host: Host, matter: Matter, findings: Sequence[Finding], kept: Mapping[str, str], done: Done
) -> SelfReviewSheet:
    """Shows the sheet over the window, with the ticks that were made before for this same text."""
    desk, content = session.desk, digest(matter.fields)
    sheet = self_reviewing.present(matter, findings, kept, session.actor.name, host.words)
    dialog = SelfReviewSheet(host, sheet, kept, done)
    dialog.put_ticks(*self_reviewing.recalled(desk.jotted(matter.id), content))
    dialog.answered.connect(
        lambda: desk.jot(matter.id, self_reviewing.noted(desk.jotted(matter.id), content, *dialog.answers()))
    )
    dialog.open()
    return dialog
