"""The screen on which a text is signed off: what changed in the middle, how it came here at the right."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtWidgets import QFrame

from models.checks.finding import Finding
from models.intents import Expect
from models.matter import Matter
from models.problems import Refused
from ui.editor.pictures import Album
from ui.editor.places import Spot
from ui.glances import Glances
from ui.host import Command, Host, MatterView
from ui.notices import Question
from ui.presenters import findings, reviewing
from ui.presenters.faces import ChipFace
from ui.presenters.reviewing import ReviewPane
from ui.presenters.steps import StepFace
from ui.session import Session
from ui.travelling import Travelling
from ui.views.editor.action_bar import ActionBar
from ui.views.editor.attaching import show_file
from ui.views.editor.cards import ChecksTab
from ui.views.editor.dialogs import ask_reason, ask_withdrawal, tell_missing
from ui.views.editor.objects import Objects
from ui.views.review.sides import Sides
from ui.views.review.situation import SituationPane
from ui.widgets.company import CompanyLine
from ui.widgets.marks import Chip
from ui.widgets.panels import column, ground, label, row


class ReviewView(MatterView):
    """What is signed is the text that was seen: its fingerprint goes with the step."""

    list_width = 264
    inspector_width = 272

    def __init__(self, session: Session, host: Host) -> None:
        super().__init__()
        self._session, self._host = session, host
        self._pane: ReviewPane | None = None
        self._opened: set[str] = set()
        self._findings: tuple[Finding, ...] = ()
        look, words = host.look, host.words
        ground(self, "surface")
        self._title, self._meta = label("", "title", wrap=True), label("", "meta", wrap=True)
        self._chip = Chip(look, ChipFace("", "draw-pen", "blue"))
        self.checks = ChecksTab(look, words)
        self.sides = Sides(look, words, Album(session.desk.blob), self.checks)
        self.side = SituationPane(look, words)
        self.inspector = self.side
        self.objects = [Objects(host, one.edit, session.desk.blob) for one in (self.sides.new, self.sides.old)]
        self.bar = ActionBar(look, words, self._on_step)
        outer = column(self)
        self.company = CompanyLine(session, look, words, self)
        outer.addWidget(self.company)
        outer.addWidget(self._head())
        outer.addWidget(self.sides, 1)
        outer.addWidget(self.bar)
        Glances(session, self.side, self.side)
        self._coming = Travelling(session, self.side)
        self._coming.told.connect(self.side.tell)
        self.side.opened.connect(self._on_opened)
        self.checks.gone_to.connect(self._go_to)
        self.side.fold.clicked.connect(lambda: host.run("inspector"))
        self._takes: Mapping[str, Callable[[StepFace, ReviewPane], None]] = {
            "sign_off": self._sign_off,
            "return": self._return,
            "countersign": lambda step, pane: self._do(step, pane, {"agree": True}),
            "object": self._object,
            "decline": self._decline,
            "withdraw": self._withdraw,
        }

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

    def show_matter(self, id: str) -> None:
        """Shows an item beside its last edition."""
        desk, words = self._session.desk, self._host.words
        seen = desk.seen(id)
        matter = seen.matter
        revised = matter.system.get("revises")
        published = desk.seen(revised).matter if revised else None
        before = reviewing.earlier(matter, desk.versions(id), published)
        pane = reviewing.present(
            matter, seen.offers, before, self._session.actor, desk.rules, words, self._session.now()
        )
        if self._pane is None or self._pane.id != id:
            self._opened = set()
        if self._pane != pane:
            self._put(pane)
        self.company.put(id)
        self._check(matter)

    def _put(self, pane: ReviewPane) -> None:
        self._pane = pane
        self._title.setText(pane.title)
        self._meta.setText(pane.meta)
        self._chip.set_face(pane.state)
        self.sides.put(pane.old, pane.new, pane.pairs)
        self.side.put(pane)
        self._coming.again()
        self.bar.put(pane.steps)
        self.bar.say(pane.next)

    def _check(self, matter: Matter) -> None:
        """The findings of the text as it lies here: for a first edition they stand where the old text would."""
        self._findings = tuple(self._session.desk.rules.inspect(matter.unit, matter.fields))
        kept: Mapping[str, str] = (matter.system.get("self_review") or {}).get("kept", {})
        shown = findings.read_only(findings.cards(self._findings, kept, self._host.words))
        count, words = findings.counts(self._findings, kept), self._host.words
        self.checks.put(shown, count, findings.summary(count, matter.fields, self._findings, words))

    def _go_to(self, key: str) -> None:
        found = next((one for one in self._findings if one.key == key), None)
        if found is not None and found.place.part == "body":
            self.sides.new.go_to(Spot(found.place.block, found.place.start, found.place.end))

    def commands(self) -> tuple[Command, ...]:
        return (
            Command("primary", "matter", ("Ctrl+Return", "Ctrl+Enter"), lambda: self._by_style("primary")),
            Command("return", "matter", ("Ctrl+Backspace",), lambda: self._by_style("danger")),
            Command("next_finding", "text", ("F8",), lambda: self.sides.step(1)),
            Command("previous_finding", "text", ("F7",), lambda: self.sides.step(-1)),
            Command("look", "text", ("Ctrl+Alt+V",), self.objects[0].look),
            Command("history", "matter", ("Ctrl+H",), self._show_history, "history"),
        )

    def inspector_word(self) -> str:
        return self._host.words("review.situation")

    def narrow(self, is_narrow: bool) -> None:
        self.sides.narrow(is_narrow)

    def _show_history(self) -> None:
        if self._pane:
            self._host.open_matter("item", self._pane.id, pane="history")

    def _by_style(self, style: str) -> None:
        step = next((one for one in self._pane.steps if one.style == style), None) if self._pane else None
        if step is not None:
            self._on_step(step)

    def _on_opened(self, sha: str) -> None:
        self._opened.add(sha)
        if self._pane is not None:
            show_file(self._session, self._host, self._pane.situation.attachments, sha)

    def _on_step(self, step: StepFace) -> None:
        pane = self._pane
        if pane is None:
            return
        missing = (
            *step.missing,
            *(reviewing.unopened(pane, self._opened, self._host.words) if step.style == "primary" else ()),
        )
        if missing:
            words = self._host.words
            tell_missing(
                self._host,
                words("editor.missing.title", step=step.label, n=len(missing)),
                missing,
                words("review.look_again"),
            )
            return
        take = self._takes.get(step.verb)
        if take is None:
            self._do(step, pane, {})
        else:
            take(step, pane)

    def _do(self, step: StepFace, pane: ReviewPane, args: Mapping[str, Any]) -> None:
        matter = self._session.desk.seen(pane.id).matter
        try:
            self._session.do(step.kind, pane.id, args, Expect(matter.state, pane.content))
        except Refused as problem:
            self._host.notices.problem(problem)
            return
        words, key = self._host.words, f"review.done_{step.verb}"
        keys = [key for key in (f"{key}_{pane.situation.effect}", key) if words.has(key)]
        self._host.notices.toast(words(keys[0]) if keys else words("editor.done.any", step=step.label))

    def _sign_off(self, step: StepFace, pane: ReviewPane) -> None:
        """Others are told by this step, so its effect is said before it is taken."""
        words = self._host.words
        name = self.side.responsible.text().strip() or pane.situation.responsible
        args: dict[str, Any] = {"responsible": name}
        if self.side.met is not None:
            args["met"] = self.side.met
        text = words(f"review.confirm_{pane.situation.effect}", name=name, title=pane.title)
        self._host.notices.ask(Question(step.label, text, step.label, lambda: self._do(step, pane, args)))

    def _return(self, step: StepFace, pane: ReviewPane) -> None:
        words, spot = self._host.words, self.sides.new.chosen()
        place = {"part": "body", "block": spot.block, "start": spot.start, "end": spot.end} if spot else None
        hint = words("review.place_marked", n=spot.block + 1) if spot else words("review.no_place")

        def send(reason: str) -> None:
            self._do(step, pane, {"reason": reason, **({"place": place} if place else {})})

        ask_reason(self._host, step.label, step.label, hint, send)

    def _object(self, step: StepFace, pane: ReviewPane) -> None:
        hint = self._host.words("review.object_hint")
        ask_reason(
            self._host,
            step.label,
            step.label,
            hint,
            lambda reason: self._do(step, pane, {"agree": False, "reason": reason}),
        )

    def _decline(self, step: StepFace, pane: ReviewPane) -> None:
        hint = self._host.words("editor.dialogs.reason_hint")
        ask_reason(self._host, step.label, step.label, hint, lambda reason: self._do(step, pane, {"reason": reason}))

    def _withdraw(self, step: StepFace, pane: ReviewPane) -> None:
        ask_withdrawal(self._host, step.label, lambda said: self._do(step, pane, said))
