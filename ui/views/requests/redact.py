"""遮盖: what to cover is written or marked, seen covered at once, and the new file is attacked (条例 37)."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QStackedWidget, QWidget

from models.content import plain
from models.late import load
from models.problems import Refused
from models.redaction.plan import Bar, Covered, Plan
from models.redaction.words import covered
from ui import work
from ui.host import Host
from ui.views.requests.pages import PageStack
from ui.widgets.buttons import ActionButton
from ui.widgets.fields import Field
from ui.widgets.overlay import SlipDialog, scrolled
from ui.widgets.panels import column, label, row, rule

WIDTH, HEIGHT, LEFT = 1040, 630, 340
REST_MS = 250
COVERING = "models.redaction.covering"


class RedactSheet(SlipDialog):
    """`covered(Covered, what)` with the new file once the attack on it found nothing. The old file is never changed,
    and never leaves this computer."""

    covered = Signal(object, str)

    def __init__(self, host: Host, name: str, data: bytes) -> None:
        words = host.words
        super().__init__(
            host.window_widget, host.look, words("requests.redact.title", name=name), "eye-off-outline",
            width=WIDTH, height=HEIGHT, close=words("requests.redact.close"),
        )  # fmt: skip
        self._host, self._name, self._data = host, name, data
        self._kind, self._text = "", ""
        self.found = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._look_for)
        self._build()

    def _build(self) -> None:
        words, look = self._host.words, self._host.look
        self.words, self.what = QPlainTextEdit(), QLineEdit()
        self.words.setTabChangesFocus(True)
        self.words.setFixedHeight(look.px(150))
        self.what.setPlaceholderText(words("requests.redact.what_hint"))
        self._words_field = Field(look, words("requests.redact.words"), self.words, words("requests.redact.words_hint"))
        self._what_field = Field(look, words("requests.redact.what"), self.what)
        left = QWidget()
        left.setFixedWidth(look.px(LEFT))
        down = column(left, (0, 0, 16, 0), 12)
        self._areas = label(words("requests.redact.areas"), "caption", wrap=True)
        for piece in (self._words_field, self._what_field, self._areas):
            down.addWidget(piece)
        down.addWidget(label(words("requests.redact.how"), "caption", wrap=True))
        down.addStretch()
        self.text, self.pages = QPlainTextEdit(), PageStack(look)
        self.text.setReadOnly(True)
        self.text.setAccessibleName(words("requests.redact.text"))
        self._right = QStackedWidget()
        waiting = label(words("requests.redact.reading"), "meta")
        waiting.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for page in (waiting, self.text, scrolled(self.pages)):
            self._right.addWidget(page)
        across = row(spacing=16)
        across.addWidget(left)
        across.addWidget(rule("v"))
        across.addWidget(self._right, 1)
        self.body.addLayout(across, 1)
        back = ActionButton(look, words("requests.redact.back"), "quiet", key="Esc")
        back.clicked.connect(self.step_back)
        self.add_button(back)
        self.go = ActionButton(look, words("requests.redact.go"), "primary", key="Ctrl Enter")
        self.go.clicked.connect(self._on_go)
        self.add_button(self.go)
        self.words.textChanged.connect(lambda: self._timer.start(REST_MS))
        self.pages.changed.connect(self._say_found)

    def start(self) -> None:
        """Opens the sheet and reads the file behind it."""
        self.open()
        name, data = self._name, self._data

        def read() -> tuple[str, Any]:
            covering = load(COVERING)
            kind = covering.kind_of(name, data)
            shown = covering.pages_of(name, data) if kind in ("pdf", "picture") else covering.text_of(name, data)
            return kind, shown

        work.run(read, self._on_read, self._on_failed, owner=self)

    def plan(self) -> Plan:
        """What is to be covered as it is written and marked now."""
        written = tuple(line.strip() for line in self.words.toPlainText().splitlines() if line.strip())
        return Plan(written, self.pages.drawn)

    def _on_read(self, found: tuple[str, Any]) -> None:
        self._kind, shown = found
        paged = self._kind in ("pdf", "picture")
        if paged:
            names = [self._host.words("requests.redact.page", n=at) for at in range(1, len(shown) + 1)]
            self.pages.open(shown, names)
        else:
            self._text = plain(shown) if self._kind == "docx" else shown
        self._right.setCurrentIndex(2 if paged else 1)
        self._areas.setVisible(paged)
        self._words_field.setVisible(self._kind != "picture")
        self._look_for()

    def _look_for(self) -> None:
        """Shows the words covered wherever they stand."""
        words, name, data = self.plan().words, self._name, self._data
        if self._kind == "pdf":
            work.run(lambda: load(COVERING).areas_of(name, data, words), self._show_areas, self._on_failed, owner=self)
        elif self._kind in ("docx", "text"):
            shown, self.found = covered(self._text, words)
            self.text.setPlainText(shown)
            self._say_found()

    def _show_areas(self, bars: Sequence[Bar]) -> None:
        self.found = len(bars)
        self.pages.put(bars)
        self._say_found()

    def _say_found(self) -> None:
        self.missing.setText(self._host.words("requests.redact.found", n=self.found + len(self.pages.drawn)))

    def _on_go(self) -> None:
        words, plan = self._host.words, self.plan()
        what = self.what.text().strip()
        nothing = not plan.words and not plan.bars
        self._words_field.say(words("requests.redact.nothing") if nothing else "")
        self._what_field.say("" if what else words("requests.redact.what_missing"))
        if nothing or not what or not self._kind:
            self.missing.setText(words("requests.redact.nothing") if nothing else "")
            return
        name, data = self._name, self._data
        self.go.set_busy(words("requests.redact.working"))
        work.run(lambda: load(COVERING).cover(name, data, plan), self._on_covered, self._on_failed, owner=self)

    def _on_covered(self, made: Covered) -> None:
        words, what = self._host.words, self.what.text().strip()
        told = words("requests.redact.done", n=made.count)
        left = words.listed([words(f"requests.redact.left_{code}") for code in made.left_out])
        self._host.notices.toast(words.joined([told, words("requests.redact.left", what=left) if left else ""]))
        self.dismiss(True)
        self.covered.emit(made, what)

    def _on_failed(self, problem: Exception) -> None:
        if not isinstance(problem, Refused):
            raise problem
        self.go.set_busy("")
        self.missing.setText(self._host.words.refusal(problem).replace("\n", ""))
