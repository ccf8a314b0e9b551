"""The slips of the second factor: turned on with a picture and a first code, turned off, and the codes for paper."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit

from sync.client.care import FactorLine
from ui.host import Host
from ui.widgets.buttons import ActionButton
from ui.widgets.fields import Field
from ui.widgets.overlay import SlipDialog
from ui.widgets.panels import label, row
from ui.widgets.qr import QrPicture


class FactorSlip(SlipDialog):
    """`begun(password)`, then after `scan(uri)` `confirmed(code)`; or `given_up(password, code)` where it is on."""

    begun = Signal(str)
    confirmed = Signal(str)
    given_up = Signal(str, str)

    def __init__(self, host: Host, state: FactorLine, since: str) -> None:
        words, look = host.words, host.look
        title = words("settings.factor_title")
        super().__init__(host.window_widget, look, title, "shield-lock-outline", width=460, close=words("shell.close"))
        self._words, self._on, self._scanned = words, state.on, False
        told = (
            words("settings.factor_is_on", since=since, left=state.left) if state.on else words("settings.factor_begin")
        )
        self._text = label(told, wrap=True)
        self._picture = QrPicture(look, words("settings.factor_scan"))
        self._picture.hide()
        beside = row(spacing=16)
        beside.addWidget(self._picture)
        beside.addWidget(self._text, 1)
        self.body.addLayout(beside)
        self._password, self._code = QLineEdit(), QLineEdit()
        self._password.setEchoMode(QLineEdit.EchoMode.Password)
        self._first = Field(look, words("settings.factor_password"), self._password)
        hint = words("sign_in.code_hint") if state.on else ""
        self._second = Field(look, words("settings.factor_code"), self._code, hint)
        for one in (self._first, self._second):
            self.body.addWidget(one)
        if not state.on:
            self._second.hide()
        back = ActionButton(look, words("shell.step_back"), "quiet", key="Esc")
        back.clicked.connect(self.step_back)
        self.add_button(back)
        step = words("settings.factor_off_step" if state.on else "settings.factor_next")
        self._step = ActionButton(look, step, "danger" if state.on else "primary", key=words("shell.confirm_key"))
        self._step.clicked.connect(self._on_step)
        self._step.setEnabled(not (state.on and state.demanded))
        if state.on and state.demanded:
            self.body.addWidget(label(words("settings.factor_demanded_text"), "meta", wrap=True))
        self.add_button(self._step)
        self.primary = self._step

    def first_focus(self) -> QLineEdit:
        return self._password

    def scan(self, uri: str) -> None:
        """The portal has made a secret: shows it, and waits for the first code."""
        self._scanned = True
        self._picture.put(uri)
        self._picture.show()
        self._text.setText(self._words("settings.factor_scan"))
        self._first.hide()
        self._second.show()
        self._step.set_face(self._words("settings.factor_on_step"), kind="primary")
        self._code.setFocus()

    def say(self, error: str) -> None:
        """What the portal says no to."""
        (self._second if self._scanned or (self._on and self._code.text()) else self._first).say(error)

    def _on_step(self) -> None:
        if self._on:
            self.given_up.emit(self._password.text(), self._code.text())
        elif self._scanned:
            self.confirmed.emit(self._code.text())
        else:
            self.begun.emit(self._password.text())


class PaperSlip(SlipDialog):
    """Shows the codes for paper, once."""

    def __init__(self, host: Host, codes: Sequence[str]) -> None:
        words, look = host.words, host.look
        super().__init__(
            host.window_widget, look, words("settings.paper_title"), "file-document-outline", width=460,
            close=words("shell.close"),
        )  # fmt: skip
        self.body.addWidget(label(words("settings.paper_text"), wrap=True))
        half = (len(codes) + 1) // 2
        shown = row(spacing=32)
        for some in (codes[:half], codes[half:]):
            part = label("\n".join(some), "heading")
            part.setAccessibleName(" ".join(some))
            part.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            shown.addWidget(part)
        shown.addStretch()
        self.body.addLayout(shown)
        copy = ActionButton(look, words("settings.paper_copy"), "quiet")
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText("\n".join(codes)))
        self.add_button(copy)
        step = ActionButton(look, words("settings.paper_step"), "primary", key=words("shell.confirm_key"))
        step.clicked.connect(lambda: self.dismiss(True))
        self.add_button(step)
        self.primary = step
