"""The fields of the case that was chosen: they stay while they are the same, so that nobody is thrown out of one."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from ui.host import Host
from ui.presenters.editing import Option
from ui.presenters.outcome import DemandFace, FileFace
from ui.views.requests.files import FileField
from ui.widgets.fields import Choice, Field
from ui.widgets.panels import column

CASE = "case"
TALL = 72


class Demands(QWidget):
    """`written(name, text)` when something was written; `case_chosen(id)` when another case was; `files` is the field
    of the files."""

    written = Signal(str, str)
    case_chosen = Signal(str)

    def __init__(self, host: Host) -> None:
        super().__init__()
        self._host = host
        self._down = column(self, (0, 0, 4, 0), 10)
        self._names: tuple[str, ...] = ()
        self._fields: dict[str, Field] = {}
        self.files = FileField(host)
        self.case = Choice(host.look, host.words("requests.outcome.case"))
        self.case.activated.connect(lambda _at: self.case_chosen.emit(self.case.value()))
        self._case_field = Field(host.look, host.words("requests.outcome.case"), self.case)
        self._files_field = Field(host.look, host.words("requests.demand.information"), self.files)
        for piece in (self._case_field, self._files_field):
            self._down.addWidget(piece)
        self._down.addStretch()

    def put(
        self, cases: Sequence[Option], case: str, ground: str, faces: Sequence[DemandFace], files: Sequence[FileFace]
    ) -> None:
        """Shows the demands of a case."""
        self.case.put(list(cases), case)
        self._case_field.setVisible(len(cases) > 1)
        self.case.setToolTip(ground)
        names = tuple(face.name for face in faces)
        if names != self._names:
            self._rebuild(faces)
        self._names = names
        self.files.put(files)
        for face in faces:
            self._fields[face.name].say(face.error)
            line = self._fields[face.name].inner
            if isinstance(line, QLineEdit) and not line.hasFocus() and line.text() != face.value:
                line.setText(face.value)

    def field(self, name: str) -> Field | None:
        """The field of a demand."""
        return self._fields.get(name)

    def _rebuild(self, faces: Sequence[DemandFace]) -> None:
        for name, field in self._fields.items():
            if name != "information":
                self._down.removeWidget(field)
                field.hide()
                field.deleteLater()
        self._fields = {}
        self._files_field.setVisible(any(face.kind == "files" for face in faces))
        at = self._down.indexOf(self._files_field)
        for face in faces:
            self._fields[face.name] = self._files_field if face.kind == "files" else self._made(face)
            if face.kind == "files":
                at = self._down.indexOf(self._files_field)
            else:
                self._down.insertWidget(at + 1, self._fields[face.name])
                at += 1

    def _made(self, face: DemandFace) -> Field:
        def tell(read: Callable[[], str]) -> Callable[..., None]:
            return lambda *_args: self.written.emit(face.name, read())

        inner: QWidget
        if face.kind == "ground":
            choice = Choice(self._host.look, face.label)
            choice.put(list(face.options), face.value)
            choice.activated.connect(tell(choice.value))
            inner = choice
        elif face.kind == "text":
            box = QPlainTextEdit(face.value)
            box.setPlaceholderText(face.hint)
            box.setFixedHeight(self._host.look.px(TALL))
            box.setTabChangesFocus(True)
            box.textChanged.connect(tell(box.toPlainText))
            inner = box
        else:
            line = QLineEdit(face.value)
            line.setPlaceholderText(face.hint)
            line.textEdited.connect(tell(line.text))
            inner = line
        return Field(self._host.look, face.label, inner)
