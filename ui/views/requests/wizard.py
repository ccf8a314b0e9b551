"""拟定结果: outcome at the left, its demands in the middle, at the right the notice that writes itself (Art. 15)."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from models.intents import Expect
from models.outcomes import answer, outcomes
from models.problems import Refused
from models.records import digest_of
from models.requests import WRITTEN
from ui.glances import Glances
from ui.host import Host
from ui.presenters import clock_strip
from ui.presenters import outcome as present
from ui.presenters.outcome import OutcomePane
from ui.session import Session
from ui.views.requests.cards import ResultList, Stepper
from ui.views.requests.demands import Demands
from ui.views.requests.last_look import LastLook
from ui.views.requests.paper import PaperView
from ui.views.requests.taking_files import TakingFiles
from ui.widgets.buttons import ActionButton
from ui.widgets.marks import Lamp
from ui.widgets.overlay import SlipDialog, scrolled
from ui.widgets.panels import EmptyState, column, ground, label, row, rule

WIDTH, HEIGHT = 1178, 650
LEFT, RIGHT = 364, 372
ROOMY = 1180
"""Logical pixels of width from which on all three columns stand side by side."""
REST_MS = 500
CHOOSE, FILL, NOTICE = range(3)


class OutcomeSheet(SlipDialog):
    """Everything that is written is a draft on this desk half a second later; `decided(id)` when it went for review."""

    decided = Signal(str)

    def __init__(self, session: Session, host: Host, id: str, earlier: str = "") -> None:
        words, seen = host.words, session.desk.seen(id)
        title = words("requests.outcome.title", title=seen.matter.fields.get("title", ""))
        super().__init__(
            host.window_widget, host.look, title, "scale-balance", width=WIDTH, height=HEIGHT,
            close=words("requests.outcome.close"),
        )  # fmt: skip
        self._session, self._host, self._id, self._matter = session, host, id, seen.matter
        self.fields: dict[str, Any] = {name: value for name, value in seen.matter.fields.items() if name in WRITTEN}
        self.fields |= dict(seen.draft.fields) if seen.draft else {}
        self._page, self._asked, self._saved, self._earlier = CHOOSE, False, "", earlier
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.flush)
        self._taking = TakingFiles(session, host, self)
        self._build()
        self._wire()
        self._go(FILL if answer(self.fields).get("code") else CHOOSE)

    # How it is put together.

    def _build(self) -> None:
        words, look = self._host.words, self._host.look
        self._head_clock()
        self.body.setContentsMargins(0, 0, 0, 0)
        across = row(spacing=0)
        across.addWidget(self._left())
        across.addWidget(rule("v"))
        across.addWidget(self._centre(), 1)
        across.addWidget(rule("v"))
        across.addWidget(self._right())
        self.body.addLayout(across, 1)
        self.back = ActionButton(look, words("requests.outcome.back"), "plain", icon="arrow-left")
        self.go = ActionButton(look, "", "primary", key="Ctrl Enter")
        for button in (self.back, self.go):
            self.add_button(button)

    def _head_clock(self) -> None:
        desk, words = self._session.desk, self._host.words
        face = clock_strip.strip(self._matter, desk.rules.directory, words, self._session.now().date())
        if face is None:
            return
        at = self.head.count() - 1
        self.head.insertWidget(at, label(face.last))
        self.head.insertWidget(at, Lamp(self._host.look, face.lamp, face.lamp_word))

    def _left(self) -> QWidget:
        words, look = self._host.words, self._host.look
        side = self._choices = ground(QWidget(), "sunken")
        side.setFixedWidth(look.px(LEFT))
        down = column(side, (16, 16, 16, 12), 8)
        down.addWidget(label(words("requests.outcome.five"), "strong"))
        self.results = ResultList(look)
        down.addWidget(self.results)
        down.addWidget(label(words("requests.outcome.petition"), "caption", wrap=True))
        down.addStretch()
        return side

    def _centre(self) -> QWidget:
        words, look = self._host.words, self._host.look
        side = ground(QWidget(), "surface")
        down = column(side, (20, 10, 16, 8), 8)
        names = [words(f"requests.outcome.step_{name}") for name in ("choose", "fill", "notice")]
        self.stepper = Stepper(look, names)
        down.addWidget(self.stepper)
        self._pages = QStackedWidget()
        first = words("requests.outcome.choose_first"), words("requests.outcome.choose_first_text")
        self.demands, self.last = Demands(self._host), LastLook(self._host)
        for page in (EmptyState(look, "scale-balance", *first), scrolled(self.demands), self.last):
            self._pages.addWidget(page)
        down.addWidget(self._pages, 1)
        return side

    def _right(self) -> QWidget:
        look = self._host.look
        side = self._notice = ground(QWidget(), "canvas")
        side.setFixedWidth(look.px(RIGHT))
        down = QVBoxLayout(side)
        down.setContentsMargins(16, 14, 16, 16)
        down.setSpacing(10)
        self._heading = label("", "meta", wrap=True)
        self.paper = PaperView(look, self._host.words("requests.outcome.step_notice"))
        down.addWidget(self._heading)
        down.addWidget(self.paper, 1)
        return side

    def _wire(self) -> None:
        self.results.chosen.connect(self._on_result)
        self.demands.case_chosen.connect(self._on_case)
        self.demands.written.connect(lambda name, text: self._say({name: text}))
        Glances(self._session, self.demands.files, self.demands.files)
        self.demands.files.add_asked.connect(self._taking.add)
        self.demands.files.cover_asked.connect(self._taking.cover)
        self.demands.files.opened.connect(self._on_opened)
        self.demands.files.removed.connect(lambda sha: self._put(present.without_file(self.fields, sha)))
        self._taking.added.connect(lambda file: self._put(present.with_file(self.fields, file)))
        self._taking.covered.connect(
            lambda file, what, count: self._put(present.with_redaction(self.fields, file, what, count))
        )
        self.last.word_asked.connect(lambda: self._taking.save_word(str(self.fields.get("notice") or "")))
        self.last.print_asked.connect(lambda: self._taking.print_out(str(self.fields.get("notice") or "")))
        self.back.clicked.connect(lambda: self._go(self._page - 1))
        self.go.clicked.connect(self._on_go)

    # What happens.

    def first_focus(self) -> QWidget | None:
        chosen = next((card for card in self.results.cards if card.isChecked()), None)
        return chosen or self.results.cards[0]

    def step_back(self) -> None:
        """Esc: from the notice to the grounds, else away; what was written stays as a draft."""
        if self._page == NOTICE:
            self._go(FILL)
            return
        self.flush()
        self.dismiss(False)

    def flush(self) -> None:
        """What was written is kept on this desk before this returns."""
        self._timer.stop()
        changed = {name: value for name, value in self.fields.items() if self._matter.fields.get(name) != value}
        self._session.desk.save_draft(self._id, changed, self._started(changed))
        self._saved = self._host.words.clock(self._session.now()) if changed else ""
        self._tell()

    def _started(self, changed: Mapping[str, Any]) -> dict[str, Any]:
        """The text that the person began with, of the fields that are others now."""
        return {name: self._matter.fields[name] for name in changed if name in self._matter.fields}

    def _on_result(self, result: str) -> None:
        known = outcomes(self._session.desk.rules.directory)
        chosen = present.choose(self.fields.get("outcome") or {}, result, known)
        self._asked = False
        self._put({**self.fields, "outcome": present.proposed(chosen, self._earlier, known)})
        self._go(FILL)

    def _on_case(self, code: str) -> None:
        known = outcomes(self._session.desk.rules.directory)
        chosen = {**(self.fields.get("outcome") or {}), "code": code}
        self._put({**self.fields, "outcome": present.proposed(chosen, self._earlier, known)})

    def _say(self, said: Mapping[str, str]) -> None:
        self._put({**self.fields, "outcome": {**(self.fields.get("outcome") or {}), **said}})

    def _put(self, fields: Mapping[str, Any]) -> None:
        self.fields = dict(fields)
        self._timer.start(REST_MS)
        self._show()

    def _show(self) -> None:
        desk = self._session.desk
        self.pane: OutcomePane = present.present(
            self._matter, self.fields, desk.rules.directory.units[self._matter.unit], desk.rules.directory,
            self._host.words, self._session.now().date(), self._asked,
        )  # fmt: skip
        pane = self.pane
        if pane.notice:
            self.fields["notice"] = pane.notice
        self.results.put(pane.results)
        self.demands.put(pane.cases, pane.case, pane.ground, pane.demands, pane.files)
        self._heading.setText(pane.heading)
        self.paper.put(pane.paper)
        self.last.put(pane)
        self._tell()

    def _tell(self) -> None:
        words = self._host.words
        open_ = words("requests.outcome.saving" if self._timer.isActive() else "requests.outcome.begun")
        kept = words("requests.outcome.saved", time=self._saved) if self._saved else open_
        self.missing.setText(words.joined([kept, self.pane.foot] if self._page != CHOOSE else [kept]))

    def _go(self, page: int) -> None:
        self._page = page
        self._show()
        words = self._host.words
        self.stepper.put(page)
        self._pages.setCurrentIndex(page)
        self.back.setVisible(page > CHOOSE)
        names = {
            CHOOSE: ("to_fill", "arrow-right"),
            FILL: ("to_notice", "arrow-right"),
            NOTICE: ("decide", "send-outline"),
        }
        name, icon = names[page]
        self.go.set_face(words(f"requests.outcome.{name}"), icon=icon)
        self._fit()

    def place(self, area: QRect) -> QRect:
        """Where there is no room for three columns, each stands there when its turn comes."""
        logical = area.width() * 100 // self._host.look.size
        self._choices.setVisible(logical >= ROOMY or self._page == CHOOSE)
        self._notice.setVisible(logical >= ROOMY or self._page == NOTICE)
        return super().place(area)

    def _on_go(self) -> None:
        if self._page == CHOOSE and self.pane.case:
            self._go(FILL)
        elif self._page == FILL:
            self._to_notice()
        elif self._page == NOTICE:
            self._decide()

    def _to_notice(self) -> None:
        """On to the notice, or to the first thing that is still missing."""
        self._asked = True
        self._show()
        if not self.pane.lacking:
            self._go(NOTICE)
            return
        field = next(
            (each for face in self.pane.demands if face.error and (each := self.demands.field(face.name))), None
        )
        if field is not None:
            field.inner.setFocus(Qt.FocusReason.OtherFocusReason)

    def _decide(self) -> None:
        """The words as they lie here go for review, bound by their fingerprint."""
        self.flush()
        session = self._session
        try:
            session.desk.keep(self._id)
            matter = session.desk.seen(self._id).matter
            session.do("request.decide", self._id, {}, Expect(matter.state, digest_of(matter)))
        except Refused as problem:
            self.missing.setText(self._host.words.refusal(problem).replace("\n", ""))
            return
        self._host.notices.toast(self._host.words("requests.outcome.done"))
        self.dismiss(True)
        self.decided.emit(self._id)

    def _on_opened(self, sha: str) -> None:
        self._taking.open(sha, self.fields.get("information") or ())
