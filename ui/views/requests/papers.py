"""The written notices of a request, to be read, numbered, printed and saved; the name only on a recorded look."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from models.intents import Expect
from models.late import load
from models.notices.drawing import Sending, masked_name
from models.notices.page import finished, plain_title
from models.problems import Refused
from models.shapes import parse_day
from ui import work
from ui.host import Host
from ui.presenters.outcome import kept
from ui.presenters.request_papers import Paper
from ui.printing import notices as sheets
from ui.session import Session
from ui.views.editor.preview import Preview
from ui.views.requests.paper import PaperView
from ui.widgets.buttons import ActionButton
from ui.widgets.fields import Choice, Field, Tick
from ui.widgets.overlay import SlipDialog
from ui.widgets.panels import column, label, row, rule

WIDTH, HEIGHT, LEFT = 940, 620, 320


class PapersSheet(SlipDialog):
    """What is printed is the notice as it is kept; only name, number and day are filled in."""

    def __init__(self, session: Session, host: Host, id: str, papers: Sequence[Paper]) -> None:
        words, look = host.words, host.look
        super().__init__(
            host.window_widget, look, words("requests.papers"), "file-document-outline", width=WIDTH, height=HEIGHT,
            close=words("requests.paper.close"),
        )  # fmt: skip
        self._session, self._host, self._id = session, host, id
        self._papers = {paper.name: paper for paper in papers}
        self._name = ""
        self.which = Choice(look, words("requests.papers"))
        self.number = QLineEdit()
        seen = session.desk.seen(id)
        looks = any(offer.verb == "look" and not offer.missing for offer in seen.offers)
        self.named = Tick(look, words("requests.paper.named"))
        self.named.setVisible(looks)
        self._left(looks)
        self.which.put([(name, words(f"requests.paper.{name}")) for name in self._papers], papers[-1].name)
        self.which.activated.connect(lambda _at: self._show())
        self.number.textChanged.connect(lambda _text: self._show())
        self.named.clicked.connect(self._on_named)
        self._show()

    def _left(self, looks: bool) -> None:
        words, look = self._host.words, self._host.look
        left = QWidget()
        left.setFixedWidth(look.px(LEFT))
        down = column(left, (0, 0, 16, 0), 12)
        down.addWidget(Field(look, words("requests.papers"), self.which))
        number = Field(look, words("requests.paper.number"), self.number, words("requests.paper.number_hint"))
        down.addWidget(number)
        down.addWidget(self.named)
        if not looks:
            down.addWidget(label(words("requests.paper.masked"), "caption", wrap=True))
        down.addStretch()
        self.paper = PaperView(look, words("requests.outcome.step_notice"))
        across = row(spacing=16)
        across.addWidget(left)
        across.addWidget(rule("v"))
        across.addWidget(self.paper, 1)
        self.body.addLayout(across, 1)
        for word, kind, icon, act in (
            ("word", "plain", "export-variant", self._ask_file),
            ("print", "primary", "printer-outline", self.print_out),
        ):
            key = "Ctrl Enter" if kind == "primary" else ""
            button = ActionButton(look, words(f"requests.paper.{word}"), kind, icon=icon, key=key)
            button.clicked.connect(act)
            self.add_button(button)

    def text(self) -> str:
        """The chosen notice as it goes out now."""
        matter, directory = self._session.desk.seen(self._id).matter, self._session.desk.rules.directory
        signed = parse_day(str((matter.system.get("sign_off") or {}).get("at", ""))[:10])
        day = signed if self.which.value() == "answer" else self._session.now().date()
        sending = Sending(self._name if self.named.isChecked() else "", self.number.text().strip(), day)
        return finished(self._papers[self.which.value()].html, masked_name(matter, directory), sending, directory)

    def print_out(self) -> None:
        """Shows the pages as they will be printed."""
        text = self.text()
        Preview(self._host, plain_title(text), {"notice": lambda: sheets.pages(text)}).open()

    def write_word(self, file: Path) -> None:
        """Writes the notice as a Word document, off the main thread."""
        text, words = self.text(), self._host.words

        def write() -> None:
            try:
                file.write_bytes(load("models.notices.word").docx(text))
            except OSError as fault:
                raise Refused("file_not_written", name=file.name) from fault

        told = words("printing.saved", name=file.name)
        work.run(write, lambda _none: self._host.notices.toast(told), self._host.notices.problem, owner=self)

    def _ask_file(self) -> None:
        words = self._host.words
        kind = f"{words('requests.outcome.word_file')} (*.docx)"
        name = f"{plain_title(self.text())}.docx"
        chosen, _ = QFileDialog.getSaveFileName(self, words("requests.paper.word"), name, kind)
        if chosen:
            self.write_word(Path(chosen))

    def _on_named(self) -> None:
        """The true name is shown only after the look is recorded (Art. 25)."""
        if self.named.isChecked() and not self._name:
            seen = self._session.desk.seen(self._id)
            try:
                reason = self._host.words(f"requests.paper.{self.which.value()}")
                self._session.do("request.look", self._id, {"reason": reason}, Expect(seen.matter.state))
            except Refused as problem:
                self.named.setChecked(False)
                self.missing.setText(self._host.words.refusal(problem).replace("\n", ""))
                return
            self._name = str(self._session.desk.writer(self._id).get("contact", {}).get("name", ""))
        self._show()

    def _show(self) -> None:
        self.paper.put(kept(self.text()))
