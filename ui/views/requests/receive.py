"""登记: a sheet for a request that came by letter, fax or in person, with the applicant's form beside it."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from models.problems import Refused
from ui.glances import Glances
from ui.host import Host
from ui.presenters import outcome as present_files
from ui.presenters import request_intake as present
from ui.presenters.step_sheets import FieldFace, problems
from ui.session import Session
from ui.views.requests.files import FileField
from ui.views.requests.taking_files import TakingFiles
from ui.views.steps.inputs import Read, made
from ui.widgets.buttons import ActionButton
from ui.widgets.fields import Field
from ui.widgets.overlay import SlipDialog
from ui.widgets.panels import column, label, row, rule

WIDTH, HEIGHT = 940, 640


class ReceiveSheet(SlipDialog):
    """Enters the request; what is refused is said here, and everything that was written stays."""

    def __init__(self, session: Session, host: Host, begun: Callable[[str], None]) -> None:
        words, look = host.words, host.look
        super().__init__(
            host.window_widget, look, words("requests.intake.heading"), "file-question-outline", width=WIDTH,
            height=HEIGHT, close=words("steps.close"),
        )  # fmt: skip
        self._session, self._host, self._begun = session, host, begun
        today = session.now().date()
        self._faces = (*present.request_fields(words, today), *present.writer_fields(words))
        self._fields: dict[str, tuple[Field, Read]] = {}
        self._scans: dict[str, Any] = {}
        self.files = FileField(host)
        self.files.cover.hide()
        self._taking = TakingFiles(session, host, self)
        across = row(spacing=20)
        across.addWidget(self._side("asked", present.request_fields(words, today)), 1)
        across.addWidget(rule("v"))
        across.addWidget(self._side("applicant", present.writer_fields(words)), 1)
        self.body.addLayout(across)
        back = ActionButton(look, words("steps.back"), "quiet", key="Esc")
        back.clicked.connect(self.step_back)
        self.add_button(back)
        self.go = ActionButton(look, words("requests.intake.go"), "primary", key="Ctrl Enter")
        self.go.clicked.connect(self._on_go)
        self.add_button(self.go)
        Glances(session, self.files, self.files)
        self.files.add_asked.connect(self._taking.add)
        self.files.opened.connect(lambda sha: self._taking.open(sha, self._scans.get("information", ())))
        self.files.removed.connect(lambda sha: self._put(present_files.without_file(self._scans, sha)))
        self._taking.added.connect(lambda file: self._put(present_files.with_file(self._scans, file)))

    def _put(self, scans: dict[str, Any]) -> None:
        self._scans = scans
        self.files.put(present_files.files(scans))

    def _side(self, name: str, faces: Sequence[FieldFace]) -> QWidget:
        side = QWidget()
        down = column(side, (0, 0, 0, 0), 10)
        down.addWidget(label(self._host.words(f"requests.intake.{name}"), "strong"))
        down.addWidget(label(self._host.words(f"requests.intake.{name}_hint"), "caption", wrap=True))
        for face in faces:
            self._fields[face.name] = made(self._host, face)
            down.addWidget(self._fields[face.name][0])
        if name == "asked":
            down.addWidget(Field(self._host.look, self._host.words("requests.intake.files"), self.files))
        down.addStretch()
        return side

    def field(self, name: str) -> Field:
        """The field of a question."""
        return self._fields[name][0]

    def _on_go(self) -> None:
        words = self._host.words
        answers = {name: read() for name, (_field, read) in self._fields.items()}
        wrong = problems(self._faces, answers, words)
        for name, (field, _read) in self._fields.items():
            field.say(wrong.get(name, ""))
        if wrong:
            self.missing.setText(words("steps.lacking", n=len(wrong)))
            self.field(next(iter(wrong))).inner.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        id = self._session.desk.new_id()
        try:
            self._session.do("request.receive", id, present.arguments(answers, self._scans.get("information", ())))
        except Refused as problem:
            self.missing.setText(words.refusal(problem).replace("\n", ""))
            return
        self._host.notices.toast(words("requests.intake.done"))
        self.dismiss(True)
        self._begun(id)


def begin_request(session: Session, host: Host, _column: str, begun: Callable[[str], None]) -> None:
    """Asks what a new request needs; `begun(id)` when it was entered."""
    ReceiveSheet(session, host, begun).open()
