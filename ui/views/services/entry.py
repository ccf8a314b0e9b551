"""登记: a sheet for a case that came to the counter or by phone; what is begun on it is kept until it is entered."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QComboBox, QPlainTextEdit, QWidget

from models.problems import Refused
from ui.host import Host
from ui.presenters import service_entry as present
from ui.presenters import service_guides
from ui.presenters.reading import unit_of
from ui.presenters.step_sheets import Answer, FieldFace, problems
from ui.session import Session
from ui.views.steps.inputs import Read, made
from ui.widgets.buttons import ActionButton
from ui.widgets.fields import Field
from ui.widgets.overlay import SlipDialog
from ui.widgets.panels import column, label, row, rule

WIDTH, HEIGHT = 940, 640
SHORT = ("sort", "received_on", "guide")
PLACE, PAUSE = "entry.service", 1000


class EntrySheet(SlipDialog):
    """Enters the case; what is refused is said here, and everything that was written stays."""

    def __init__(self, session: Session, host: Host, entered: Callable[[str], None]) -> None:
        words, look = host.words, host.look
        super().__init__(
            host.window_widget, look, words("services.entry.title"), "briefcase-check-outline", width=WIDTH,
            height=HEIGHT, close=words("steps.close"),
        )  # fmt: skip
        self._session, self._host, self._entered = session, host, entered
        kept, today = session.desk.jotted(PLACE), session.now().date()
        guides = service_guides.options(session.desk)
        asked = present.case_fields(guides, kept, words, today)
        writer = present.writer_fields(kept, words)
        self._faces = (*asked, *writer)
        self._fields: dict[str, tuple[Field, Read]] = {}
        across = row(spacing=20)
        across.addWidget(self._side("asked", asked), 3)
        across.addWidget(rule("v"))
        across.addWidget(self._side("writer", writer), 2)
        self.body.addLayout(across)
        self._kept = self.answers()
        self._saving = QTimer(self)
        self._saving.timeout.connect(self._keep)
        self._saving.start(PAUSE)
        chosen = self.field("guide").inner
        if isinstance(chosen, QComboBox):
            chosen.currentIndexChanged.connect(self._on_guide)
        self._buttons()

    def _buttons(self) -> None:
        words, look = self._host.words, self._host.look
        back = ActionButton(look, words("steps.back"), "quiet", key="Esc")
        back.clicked.connect(self.step_back)
        self.add_button(back)
        self.go = ActionButton(look, words("services.entry.step"), "primary", key="Ctrl Enter")
        self.go.clicked.connect(self._on_go)
        self.add_button(self.go)

    def _side(self, name: str, faces: Sequence[FieldFace]) -> QWidget:
        side = QWidget()
        down = column(side, (0, 0, 0, 0), 10)
        down.addWidget(label(self._host.words(f"services.entry.{name}"), "strong"))
        down.addWidget(label(self._host.words(f"services.entry.{name}_hint"), "caption", wrap=True))
        short, first = row(spacing=10), [face for face in faces if face.name in SHORT]
        for face in faces:
            self._fields[face.name] = made(self._host, face)
            (short if face in first else down).addWidget(self._fields[face.name][0])
        down.insertLayout(2, short)
        down.addStretch()
        return side

    def field(self, name: str) -> Field:
        """The field of a question."""
        return self._fields[name][0]

    def answers(self) -> dict[str, Answer]:
        """What stands on the sheet now."""
        return {name: read() for name, (_field, read) in self._fields.items()}

    def dismiss(self, done: bool = False) -> None:
        self._saving.stop()
        if not done:
            self._keep()
        super().dismiss(done)

    def _keep(self) -> None:
        """On the disk of this computer, as everything that is typed."""
        now = self.answers()
        if now != self._kept:
            self._kept = now
            self._session.desk.jot(PLACE, now if present.typed(now) else {})

    def _on_guide(self) -> None:
        """The materials that the guide names stand in the list."""
        guide, box = str(self.answers()["guide"] or ""), self.field("materials").inner
        if guide and isinstance(box, QPlainTextEdit):
            names = service_guides.materials_of(self._session.desk, guide)
            box.setPlainText(present.listed(names, box.toPlainText()))

    def _on_go(self) -> None:
        words, answers = self._host.words, self.answers()
        wrong = problems(self._faces, answers, words)
        for name, (field, _read) in self._fields.items():
            field.say(wrong.get(name, ""))
        if wrong:
            self.missing.setText(words("steps.lacking", n=len(wrong)))
            self.field(next(iter(wrong))).inner.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        session = self._session
        id, unit = session.desk.new_id(), unit_of(session.actor, self._host.settings["unit"])
        try:
            session.do("service.receive", id, present.arguments(answers, unit))
        except Refused as problem:
            self.missing.setText(words.refusal(problem).replace("\n", ""))
            return
        session.desk.jot(PLACE, {})
        self._host.notices.toast(words("services.entry.done"))
        self.dismiss(True)
        self._entered(id)


def begin_case(session: Session, host: Host, _column: str, entered: Callable[[str], None]) -> None:
    """Asks what a new case needs; `entered(id)` when it was entered."""
    EntrySheet(session, host, entered).open()
