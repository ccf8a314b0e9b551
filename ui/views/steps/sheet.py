"""The sheet that a step's questions stand on: all that is wrong is said at once, at its field and in the foot."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Qt

from models.problems import Refused
from ui.host import Host
from ui.presenters.step_sheets import Answer, Given, SheetFace, arguments, problems
from ui.views.steps.inputs import made
from ui.widgets.buttons import ActionButton
from ui.widgets.overlay import SlipDialog
from ui.widgets.panels import label


class StepSheet(SlipDialog):
    """`take(args)` takes the step; what it refuses is said here, and everything that was written stays."""

    def __init__(self, host: Host, face: SheetFace, given: Given, take: Callable[[dict[str, Any]], None]) -> None:
        words = host.words
        super().__init__(host.window_widget, host.look, face.title, face.icon, width=560, close=words("steps.close"))
        self._words, self._face, self._given, self._take = words, face, given, take
        if face.effect:
            self.body.addWidget(label(face.effect, wrap=True))
        self._fields = {each.name: made(host, each) for each in face.fields}
        for field, _read in self._fields.values():
            self.body.addWidget(field)
        self.body.addStretch()
        back = ActionButton(host.look, words("steps.back"), "quiet", key="Esc")
        back.clicked.connect(self.step_back)
        self.add_button(back)
        self.go = ActionButton(host.look, face.step, "danger" if face.danger else "primary", key="Ctrl Enter")
        self.go.clicked.connect(self._on_go)
        self.add_button(self.go)
        self.primary = self.go

    def answers(self) -> Mapping[str, Answer]:
        """What is written now, by the names of the arguments."""
        return {name: read() for name, (_field, read) in self._fields.items()}

    def _on_go(self) -> None:
        answers = self.answers()
        wrong = problems(self._face.fields, answers, self._words)
        for name, (field, _read) in self._fields.items():
            field.say(wrong.get(name, ""))
        self._fit()
        if wrong:
            self.missing.setText(self._words("steps.lacking", n=len(wrong)))
            self._fields[next(iter(wrong))][0].inner.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        try:
            self._take(arguments(self._face.fields, answers, self._given))
        except Refused as problem:
            self.missing.setText(self._words.refusal(problem).replace("\n", ""))
            return
        self.dismiss(True)
