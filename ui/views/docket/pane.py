"""The pane of one docket: number, clock, stations, what was said of it, and the steps of those who watch (Art. 27)."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.late import load
from models.matter import Matter
from models.steps import Offer
from ui.host import Command, Host, MatterView
from ui.presenters import docket_pane as present
from ui.presenters.docket_pane import DocketPane, Note
from ui.presenters.faces import ChipFace
from ui.presenters.steps import StepFace
from ui.session import Session
from ui.views.docket.stations import StationTable
from ui.views.editor.action_bar import ActionBar
from ui.views.steps import ask_step
from ui.widgets.buttons import ActionButton
from ui.widgets.clock_strip import ClockStrip
from ui.widgets.marks import Chip
from ui.widgets.overlay import put_scrolled, scrolled
from ui.widgets.panels import Card, column, ground, label, row


def create(session: Session, host: Host) -> MatterView:
    """The pane of a docket."""
    return DocketView(session, host)


class DocketView(MatterView):
    """Shows what a docket holds; nobody here reads a word of what was written."""

    def __init__(self, session: Session, host: Host) -> None:
        super().__init__()
        self._session, self._host = session, host
        self._pane: DocketPane | None = None
        self._matter: Matter | None = None
        self._offers: Mapping[str, Offer] = {}
        look, words = host.look, host.words
        ground(self, "surface")
        outer = column(self)
        head = row((20, 14, 20, 4), 10)
        self._title, self._chip = label("", "title"), Chip(look, ChipFace(""))
        self._title.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._read = ActionButton(look, words("docket.read"), "link", icon="file-document-outline")
        self._read.clicked.connect(self._open_whole)
        head.addWidget(self._title)
        head.addWidget(self._chip)
        head.addStretch()
        head.addWidget(self._read)
        outer.addLayout(head)
        self._meta = label("", "meta", wrap=True)
        self._meta.setContentsMargins(20, 0, 20, 8)
        outer.addWidget(self._meta)
        self.strip = ClockStrip(look)
        self.strip.asked.connect(self.why)
        outer.addWidget(self.strip)
        self._area = scrolled(QWidget())
        outer.addWidget(self._area, 1)
        self.bar = ActionBar(look, words, self._on_step)
        outer.addWidget(self.bar)

    def show_matter(self, id: str) -> None:
        seen, session = self._session.desk.seen(id), self._session
        self._matter = seen.matter
        self._offers = {offer.verb: offer for offer in seen.offers}
        pane = present.present(seen.matter, seen.offers, session.desk.rules, session.words, session.now())
        if pane != self._pane:
            self._put(pane)
        self._pane = pane

    def _put(self, pane: DocketPane) -> None:
        self._title.setText(pane.title)
        self._chip.set_face(pane.state)
        self._meta.setText(pane.meta)
        self._read.setVisible(pane.may_read)
        self.strip.put(pane.strip)
        self.bar.put(pane.steps)
        self.bar.say(pane.next)
        inner = QWidget()
        lines = column(inner, (20, 14, 20, 20), 14)
        self._fill(lines, pane)
        lines.addStretch()
        put_scrolled(self._area, inner)

    def _fill(self, lines: QVBoxLayout, pane: DocketPane) -> None:
        look, words = self._host.look, self._host.words
        if pane.delay:
            lines.addWidget(label(pane.delay, "strong", "red", wrap=True))
        lines.addWidget(self._facts(pane))
        card = Card(look, words("docket.stations"))
        card.add(StationTable(words, pane.stations))
        lines.addWidget(card)
        said = Card(look, words("docket.notes"))
        for at, note in enumerate(pane.notes):
            said.add(self._note(note), divided=at > 0)
        if not pane.notes:
            nothing = label(words("docket.no_notes"), "meta", wrap=True)
            nothing.setContentsMargins(16, 10, 16, 12)
            said.add(nothing)
        lines.addWidget(said)
        lines.addWidget(label(words("docket.no_words"), "caption", wrap=True))

    def _facts(self, pane: DocketPane) -> QWidget:
        made = QWidget()
        lines = column(made, (0, 0, 0, 0), 4)
        for name, value in pane.facts:
            across = row(spacing=12)
            head = label(name, "meta")
            head.setFixedWidth(self._host.look.px(96))
            across.addWidget(head, 0, Qt.AlignmentFlag.AlignTop)
            across.addWidget(label(value, wrap=True), 1)
            lines.addLayout(across)
        return made

    def _note(self, note: Note) -> QWidget:
        made = QWidget()
        lines = column(made, (16, 10, 16, 10), 2)
        lines.addWidget(label(note.head, "medium", wrap=True))
        lines.addWidget(label(note.when, "meta", wrap=True))
        if note.text:
            lines.addWidget(label(note.text, wrap=True))
        if note.answer:
            lines.addWidget(label(note.answer, "medium", note.tone, wrap=True))
        return made

    # What can be done.

    def commands(self) -> tuple[Command, ...]:
        return (
            Command("primary", "matter", ("Ctrl+Return", "Ctrl+Enter"), lambda: self._by_style("primary")),
            Command("return", "matter", ("Ctrl+Backspace",), lambda: self._by_style("danger")),
            Command("why", "matter", ("Ctrl+D",), self.why, "calendar-question-outline"),
        )

    def why(self) -> None:
        """Ctrl D: the slip of the last day."""
        if self._pane is not None:
            load("ui.views.why").open_why(self._session, self._host, self._pane.id)

    def _by_style(self, style: str) -> None:
        step = next((one for one in self._pane.steps if one.style == style), None) if self._pane else None
        if step is not None:
            self._on_step(step)

    def _on_step(self, step: StepFace) -> None:
        offer = self._offers.get(step.verb)
        if offer is not None and self._matter is not None:
            ask_step(self._session, self._host, self._matter, offer, begun=self._begun(step.verb))

    def _begun(self, verb: str) -> Mapping[str, Any]:
        """What a step's sheet begins with: the days that were asked for."""
        pane = self._pane
        return {"days": pane.days_asked} if pane is not None and verb == "grant_extension" else {}

    def _open_whole(self) -> None:
        if self._pane is not None:
            self._host.open_matter(self._pane.kind, self._pane.id)
