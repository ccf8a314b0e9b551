"""The pane of a service case: head, last day, what is asked with its materials, the result, and the steps."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from models.intents import Expect
from models.matter import Matter
from models.problems import Conflict, Refused
from models.steps import Offer
from ui.editor.pictures import Album
from ui.host import Command, Host, MatterView
from ui.presenters import letter_replies, service_guides
from ui.presenters import services as present
from ui.presenters.faces import ChipFace
from ui.presenters.services import ServiceNote, ServicePane
from ui.presenters.steps import StepFace
from ui.session import Session
from ui.views.editor.action_bar import ActionBar
from ui.views.editor.attaching import show_file
from ui.views.handling.inspector import HandlingInspector
from ui.views.letter.templates import TemplateSheet
from ui.views.services.arrived import ArrivedSheet
from ui.views.services.asked import Asked
from ui.views.services.drafting import Drafting
from ui.views.services.result import ResultBox
from ui.views.steps import ask_step
from ui.views.why import open_why
from ui.widgets.clock_strip import ClockStrip
from ui.widgets.company import CompanyLine
from ui.widgets.marks import Chip
from ui.widgets.overlay import scrolled
from ui.widgets.panels import Banner, column, ground, label, row

ASKED, RESULT = 110, 250
"""The least height of what is asked, and of its result, at 100 %."""


def create(session: Session, host: Host) -> MatterView:
    """The pane of a service case."""
    return ServiceView(session, host)


class ServiceView(MatterView):
    """Obeys a ServicePane; what is being written is left alone while the case changes around it."""

    def __init__(self, session: Session, host: Host) -> None:
        super().__init__()
        self._session, self._host, self._id = session, host, ""
        self._pane: ServicePane | None = None
        self._matter: Matter | None = None
        self._missed = False
        look, words = host.look, host.words
        ground(self, "surface")
        self._title, self._meta = label("", "title", wrap=True), label("", "meta", wrap=True)
        self._chip, self.strip = Chip(look, ChipFace("")), ClockStrip(look)
        self.asked, self.result = Asked(host), ResultBox(look, words, Album(session.desk.blob))
        self.bar = ActionBar(look, words, self._on_step)
        self.side = HandlingInspector(session, host)
        self.inspector = self.side
        self.company = CompanyLine(session, look, words, self)
        self.drafting = Drafting(session, host, self.result)
        self._compose()
        self._wire()
        self._begins: Mapping[str, Callable[[Matter, Offer], None]] = {
            "ask_materials": self._ask_materials,
            "materials_arrived": self._enter_materials,
        }

    def _compose(self) -> None:
        outer = column(self)
        head = QFrame()
        head.setProperty("edge", "bottom")
        down = column(head, (20, 10, 20, 8), 2)
        line = row(spacing=10)
        line.addWidget(self._title, 1)
        line.addWidget(self._chip)
        down.addLayout(line)
        down.addWidget(self._meta)
        notes = QWidget()
        self._notes: QVBoxLayout = column(notes)
        for piece in (self.company, head, self.strip, notes):
            outer.addWidget(piece)
        middle = QWidget()
        lines = column(middle)
        lines.addWidget(self.asked, 2)
        self._below = QWidget()
        column(self._below, (20, 0, 20, 12)).addWidget(self.result)
        lines.addWidget(self._below, 3)
        outer.addWidget(scrolled(middle), 1)
        outer.addWidget(self.bar)
        self._host.look.follow(self._measure)

    def _measure(self) -> None:
        """Where letters are large and the window is low, both parts keep their height and the page scrolls."""
        self.asked.setMinimumHeight(self._host.look.px(ASKED))
        self.result.setMinimumHeight(self._host.look.px(RESULT))

    def _wire(self) -> None:
        self.strip.asked.connect(self._why)
        self.asked.file_wanted.connect(self._open_file)
        self.asked.guide_wanted.connect(lambda id: self._host.go("services", part="guides", id=id))
        self.side.note_asked.connect(lambda: self._take_verb("note"))
        self.drafting.saved.connect(self._on_saved)
        self.result.template_wanted.connect(self.insert_template)

    # What the window asks.

    def show_matter(self, id: str) -> None:
        fresh = self._id != id
        if not fresh and self.drafting.dirty:
            self._missed = True
            return
        self._missed, self._id = False, id
        desk, words = self._session.desk, self._host.words
        seen = desk.seen(id)
        fields = {**seen.matter.fields, **(seen.draft.fields if seen.draft else {})}
        waiting = [intent.op for intent in seen.waiting]
        guide = service_guides.title_of(desk, str(fields.get("guide") or ""))
        pane = present.present(seen.matter, fields, seen.offers, waiting, guide, desk.rules, words, self._session.now())
        self._matter = seen.matter
        self.side.put(id, pane.trail, notable=pane.notable)
        self.company.put(id)
        self._put(pane)
        self.drafting.begin(seen.matter, pane, fresh=fresh)

    def _put(self, pane: ServicePane) -> None:
        before, self._pane = self._pane, pane
        if pane == before:
            return
        self._title.setText(pane.title)
        self._meta.setText(pane.meta)
        self._chip.set_face(pane.state)
        self.strip.put(pane.strip)
        self._put_notes(pane.notes)
        self.asked.put(pane)
        self.result.put(pane)
        self._below.setVisible(pane.shows_result)
        self.bar.put(pane.steps)
        self.bar.say(pane.next)

    def _put_notes(self, notes: tuple[ServiceNote, ...]) -> None:
        while self._notes.count():
            taken = self._notes.takeAt(0)
            gone = taken.widget() if taken else None
            if gone is not None:
                gone.hide()
                gone.deleteLater()
        for note in notes:
            banner = Banner(self._host.look, note.level, note.title, note.text, edged=False)
            if note.step:
                banner.offer(self._host.words("services.answer"), partial(self._take_verb, note.step))
            self._notes.addWidget(banner)

    def leave(self) -> bool:
        """Saves and queues before another matter takes the place; the draft stays when the rules refuse it."""
        self.side.writer.conceal()
        try:
            self.drafting.commit()
        except Refused as problem:
            self._host.notices.problem(problem)
        return True

    def flush(self) -> None:
        self.drafting.saving.flush()

    def commands(self) -> tuple[Command, ...]:
        return (
            Command("primary", "matter", ("Ctrl+Return", "Ctrl+Enter"), lambda: self._by_style("primary")),
            Command("return", "matter", ("Ctrl+Backspace",), lambda: self._by_style("danger")),
            Command("why", "matter", ("Ctrl+D",), self._why, "calendar-question-outline"),
            Command("note", "matter", ("Ctrl+M",), lambda: self._take_verb("note"), "message-text-outline"),
            Command("template", "text", ("Ctrl+J",), self.insert_template, "text-box-plus-outline"),
            Command("save_now", "text", ("Ctrl+S",), self.drafting.saving.now, "content-save-outline"),
            Command("paste_words", "text", ("Ctrl+Shift+V",), self.result.edit.paste_words),
        )

    def inspector_word(self) -> str:
        return self._host.words("services.side")

    # What happens.

    def insert_template(self) -> None:
        """Ctrl J: words for the reply, put in where the cursor is."""
        if self._matter is None or self._pane is None or not self._pane.writable:
            return
        directory, today = self._session.desk.rules.directory, self._session.now().date()
        offers = letter_replies.offers(self._matter, directory, self._host.words, today)
        TemplateSheet(self._host, offers, self._insert).open()

    def _insert(self, html: str) -> None:
        self.result.edit.insert_html(html)
        self.result.edit.setFocus()

    def _on_step(self, step: StepFace) -> None:
        self._take_verb(step.verb)

    def _take_verb(self, verb: str) -> None:
        """Takes a step where it is offered: what was written goes up first, so that it is part of what is judged."""
        shown = self._matter
        try:
            self.drafting.commit()
        except (Conflict, Refused) as problem:
            self._host.notices.problem(problem)
            return
        seen = self._session.desk.seen(self._id)
        offer = next((one for one in seen.offers if one.verb == verb), None)
        if offer is None or shown is None:
            return
        matter = seen.matter if self._pane is not None and self._pane.writable else shown
        self._begins.get(verb, self._ask)(matter, offer)

    def _ask(self, matter: Matter, offer: Offer) -> None:
        ask_step(self._session, self._host, matter, offer)

    def _ask_materials(self, matter: Matter, offer: Offer) -> None:
        """What was not given stands in the sheet from the start."""
        ask_step(self._session, self._host, matter, offer, begun={"missing": "\n".join(present.lacking(matter))})

    def _enter_materials(self, matter: Matter, offer: Offer) -> None:
        def take(args: Mapping[str, Any]) -> None:
            self._session.do("service.materials_arrived", matter.id, args, Expect(matter.state))
            self._host.notices.toast(self._host.words("services.arrived_done"))

        ArrivedSheet(self._host, present.materials(matter), take).open()

    def _by_style(self, style: str) -> None:
        step = next((one for one in self._pane.steps if one.style == style), None) if self._pane else None
        if step is not None:
            self._on_step(step)

    def _why(self) -> None:
        if self._id:
            open_why(self._session, self._host, self._id)

    def _open_file(self, sha: str) -> None:
        if self._pane is not None:
            show_file(self._session, self._host, [dict(file) for file in self._pane.files], sha)

    def _on_saved(self) -> None:
        if self._missed and not self.drafting.dirty:
            self.show_matter(self._id)
