"""The pane of a disclosure request: its clock, what was asked, what is decided, and the steps (Art. 15-17)."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtWidgets import QFrame, QWidget

from models.late import load
from models.matter import Matter
from sync.client.desk import Query
from ui import work
from ui.glances import Glances
from ui.host import Command, Host, MatterView
from ui.presenters import requests as present
from ui.presenters.faces import ChipFace
from ui.presenters.request_notes import earlier_answer, same_applicant
from ui.presenters.request_papers import papers
from ui.presenters.requests import RequestPane
from ui.presenters.steps import StepFace
from ui.session import Session
from ui.views.editor.action_bar import ActionBar
from ui.views.editor.attaching import show_file
from ui.views.editor.dialogs import tell_missing
from ui.views.handling.inspector import HandlingInspector
from ui.views.requests.papers import PapersSheet
from ui.views.requests.sections import Answered, Asked, Kept, Notes
from ui.views.requests.wizard import OutcomeSheet
from ui.views.steps import ask_step
from ui.widgets.clock_strip import ClockStrip
from ui.widgets.company import CompanyLine
from ui.widgets.marks import Chip
from ui.widgets.overlay import scrolled
from ui.widgets.panels import column, ground, label, row

FILES = ("attachments", "information")
LOOKED_THROUGH = 120
"""How many requests are asked whether they are the same applicant's."""


class RequestView(MatterView):
    """Obeys a RequestPane; a step is taken by its sheet, the outcome is decided on a sheet of its own."""

    def __init__(self, session: Session, host: Host) -> None:
        super().__init__()
        self._session, self._host, self._id = session, host, ""
        self._pane: RequestPane | None = None
        self._same: tuple[Matter, ...] = ()
        self._opened: set[str] = set()
        look, words = host.look, host.words
        ground(self, "surface")
        self._title, self._meta = label("", "title", wrap=True), label("", "meta", wrap=True)
        self._chip = Chip(look, ChipFace(""))
        self.strip, self.notes, self.bar = ClockStrip(look), Notes(host), ActionBar(look, words, self._on_step)
        self.asked, self.answered, self.kept = Asked(host), Answered(host), Kept(host)
        self.side = HandlingInspector(session, host)
        self.inspector = self.side
        self.company = CompanyLine(session, look, words, self)
        outer = column(self)
        for piece in (self.company, self._head(), self.strip, self.notes):
            outer.addWidget(piece)
        outer.addWidget(self._page(), 1)
        outer.addWidget(self.bar)
        self._wire()
        self._takes: Mapping[str, Callable[[], None]] = {"decide": self.decide}

    def _head(self) -> QFrame:
        head = QFrame()
        head.setProperty("edge", "bottom")
        down = column(head, (20, 10, 20, 8), 2)
        line = row(spacing=10)
        line.addWidget(self._title, 1)
        line.addWidget(self._chip)
        down.addLayout(line)
        down.addWidget(self._meta)
        return head

    def _page(self) -> QWidget:
        page = QWidget()
        down = column(page, (20, 14, 20, 16), 18)
        for piece in (self.asked, self.answered, self.kept):
            down.addWidget(piece)
        down.addStretch()
        return scrolled(page)

    def _wire(self) -> None:
        self.strip.asked.connect(self._why)
        self.notes.opened.connect(lambda id: self._host.open_matter("request", id))
        for files in (self.asked.files, self.answered.files):
            Glances(self._session, files, files)
        self.asked.files.opened.connect(lambda sha: self._open_file("attachments", sha))
        self.answered.files.opened.connect(lambda sha: self._open_file("information", sha))
        self.kept.papers.clicked.connect(self._show_papers)
        self.side.note_asked.connect(lambda: self._ask("note"))

    # What the window asks.

    def show_matter(self, id: str) -> None:
        """Shows a request, or the docket of one."""
        if id != self._id:
            self._same, self._opened = (), set()
            self._look_for_same(id)
            self._ask_for_files(self._session.desk.seen(id).matter)
        self._id = id
        self._show()
        self.company.put(id)

    def _show(self) -> None:
        desk = self._session.desk
        seen = desk.seen(self._id)
        waiting = {intent.op: intent for intent in seen.waiting}
        pane = present.present(
            seen.matter, seen.offers, waiting, self._same, desk.rules, self._host.words, self._session.now(),
            seen.draft is not None,
        )  # fmt: skip
        self.side.put(self._id, pane.trail, notable=pane.notable)
        if pane == self._pane:
            return
        self._pane = pane
        self._title.setText(pane.title)
        self._meta.setText(pane.meta)
        self._chip.set_face(pane.state)
        self.strip.put(pane.strip)
        self.notes.put(pane.notes)
        self.asked.put(pane)
        self.answered.put(pane.answer, [dict(file) for file in seen.matter.fields.get("information") or ()])
        self.kept.put(pane.registers, papers=bool(self._papers()))
        self.bar.put(pane.steps)
        self.bar.say(pane.next)

    def commands(self) -> tuple[Command, ...]:
        return (
            Command("primary", "matter", ("Ctrl+Return", "Ctrl+Enter"), lambda: self._by_style("primary")),
            Command("return", "matter", ("Ctrl+Backspace",), lambda: self._by_style("danger")),
            Command("why", "matter", ("Ctrl+D",), self._why, "calendar-question-outline"),
            Command("note", "matter", ("Ctrl+M",), lambda: self._ask("note"), "message-text-outline"),
            Command("print", "matter", ("Ctrl+P",), self._show_papers, "printer-outline"),
        )

    def inspector_word(self) -> str:
        return self._host.words("requests.side")

    # What happens.

    def decide(self) -> None:
        """Opens the sheet of the outcome; what was begun on it is still there."""
        sheet = OutcomeSheet(self._session, self._host, self._id, earlier_answer(self._same))
        sheet.closed.connect(lambda _done: self._show())
        sheet.open()

    def _on_step(self, step: StepFace) -> None:
        words, pane = self._host.words, self._pane
        unread = present.unopened(pane, step.verb, self._opened, words) if pane else ()
        if unread:
            title = words("steps.not_yet", step=step.label, n=len(unread))
            tell_missing(self._host, title, unread, words("review.look_again"))
            return
        self._takes.get(step.verb, lambda: self._ask(step.verb))()

    def _ask(self, verb: str) -> None:
        seen = self._session.desk.seen(self._id)
        offer = next((each for each in seen.offers if each.verb == verb), None)
        if offer is not None:
            today, directory = self._session.now().date(), self._session.desk.rules.directory
            begun = present.begun_with(seen.matter, offer.step, directory, today)
            ask_step(self._session, self._host, seen.matter, offer, begun=begun)

    def _by_style(self, style: str) -> None:
        step = next((one for one in self._pane.steps if one.style == style), None) if self._pane else None
        if step is not None:
            self._on_step(step)

    def _why(self) -> None:
        if self._id:
            load("ui.views.why").open_why(self._session, self._host, self._id)

    def _papers(self) -> tuple[Any, ...]:
        desk = self._session.desk
        matter = desk.seen(self._id).matter
        unit = desk.rules.directory.units.get(matter.unit)
        return papers(matter, unit, desk.rules.directory) if unit else ()

    def _show_papers(self) -> None:
        found = self._papers() if self._id else ()
        if found:
            PapersSheet(self._session, self._host, self._id, found).open()

    def _open_file(self, field: str, sha: str) -> None:
        files = self._session.desk.seen(self._id).matter.fields.get(field) or ()
        if self._session.desk.blob(sha) is not None:
            self._opened.add(sha)
        show_file(self._session, self._host, files, sha)

    def _ask_for_files(self, matter: Matter) -> None:
        """Files that are not here yet come with the next round, so that they open when they are wanted."""
        desk = self._session.desk
        wanted = [file["sha256"] for name in FILES for file in matter.fields.get(name) or ()]
        work.run(lambda: [desk.blob(sha) is None for sha in wanted], self._on_asked, owner=self, slow=True)

    def _on_asked(self, missing: list[bool]) -> None:
        if any(missing):
            self._session.sync_now()

    def _look_for_same(self, id: str) -> None:
        """Asks behind the window what the same applicant asked besides."""
        desk = self._session.desk

        def look() -> tuple[str, tuple[Matter, ...]]:
            asked = desk.seen(id).matter
            if not asked.system.get("same"):
                return id, ()
            rows = desk.page(Query(kind="request", tab="all"), 0, LOOKED_THROUGH)
            return id, same_applicant(asked, [desk.seen(one.id).matter for one in rows])

        work.run(look, self._on_same, owner=self, slow=True)

    def _on_same(self, found: tuple[str, tuple[Matter, ...]]) -> None:
        id, same = found
        if id == self._id and same != self._same:
            self._same = same
            self._show()
