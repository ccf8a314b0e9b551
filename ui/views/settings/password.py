"""The slip that changes a password."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from ui.host import Host
from ui.widgets.buttons import ActionButton
from ui.widgets.fields import Field
from ui.widgets.overlay import SlipDialog
from ui.widgets.panels import label


class PasswordSlip(SlipDialog):
    """`chosen(old, new)` once both are in order; `judge` says what is wrong with a new one, or nothing."""

    chosen = Signal(str, str)

    def __init__(self, host: Host, judge: Callable[[str], str]) -> None:
        words, look = host.words, host.look
        super().__init__(
            host.window_widget, look, words("settings.password_title"), "lock-outline", width=460,
            close=words("shell.close"),
        )  # fmt: skip
        self._words, self._judge = words, judge
        self._fields = [self._field(host, name) for name in ("old", "new", "again")]
        self.body.addWidget(label(words("settings.password_rule"), "meta", wrap=True))
        back = ActionButton(look, words("shell.step_back"), "quiet", key="Esc")
        back.clicked.connect(self.step_back)
        self.add_button(back)
        step = ActionButton(look, words("settings.password_step"), "primary", key="Ctrl Enter")
        step.clicked.connect(self._on_step)
        self.add_button(step)

    def _field(self, host: Host, name: str) -> Field:
        line = QLineEdit()
        line.setEchoMode(QLineEdit.EchoMode.Password)
        field = Field(host.look, host.words(f"settings.password_{name}"), line)
        self.body.addWidget(field)
        return field

    def _on_step(self) -> None:
        old, new, again = (field.inner.text() for field in self._fields if isinstance(field.inner, QLineEdit))
        weak, differs = self._judge(new), new != again
        self._fields[1].say(weak)
        self._fields[2].say(self._words("settings.password_differs") if differs and not weak else "")
        if weak or differs:
            self._fields[1 if weak else 2].inner.setFocus()
            return
        self.dismiss(True)
        self.chosen.emit(old, new)
