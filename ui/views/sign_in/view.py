"""The sign-in screen."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from ui.presenters.signing_in import SignInPane
from ui.style.look import Look
from ui.text import Words
from ui.views.sign_in.second import SecondStep
from ui.views.sign_in.trial import TrialSide
from ui.views.sign_in.welcome import Welcome
from ui.widgets.buttons import ActionButton, IconButton
from ui.widgets.fields import Field, IconLine, Tick
from ui.widgets.marks import Picture
from ui.widgets.overlay import scrolled
from ui.widgets.panels import Banner, column, ground, label, row
from ui.widgets.top_bar import paint_mark

SECOND = ("change", "new", "asked", "code")
"""What is said of the step after name and password, as `ui.presenters.signing_in.error` names it."""


class _BigMark(QWidget):
    def __init__(self, look: Look, letter: str) -> None:
        super().__init__()
        self._look, self._letter = look, letter
        self.setFixedSize(look.px(48), look.px(48))

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_mark(QPainter(self), self._look, QRectF(self.rect()), self._letter)


class SignInView(QWidget):
    """`asked(account, password, remember, new password, code)`, `tried(account)` of the trial, `language_asked`."""

    asked = Signal(str, str, bool, str, str)
    tried = Signal(str)
    language_asked = Signal()
    portal_given = Signal(str)

    def __init__(self, look: Look, words: Words, pane: SignInPane) -> None:
        super().__init__()
        self._look, self._words, self._said = look, words, ""
        ground(self, "surface")
        self.setWindowTitle(words("shell.window_title", screen=words("sign_in.window")))
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self._left = QWidget()
        self._build(self._left, pane)
        self._area = scrolled(self._left)
        self._area.setFixedWidth(look.px(520))
        outer.addWidget(self._area)
        self.trial = TrialSide(look, words, pane.trial, pane.about_trial)
        self.trial.chosen.connect(self._on_tried)
        right = scrolled(Welcome(look, words) if pane.asks_portal else self.trial)
        ground(right, "canvas")
        outer.addWidget(right, 1)
        self.resize(look.px(1366), look.px(698))
        (self._password if pane.account else self._account).setFocus()

    @property
    def has_people(self) -> bool:
        """Whether there is somebody to try out."""
        return bool(self.trial.cards)

    @property
    def error(self) -> str:
        """What stands above the button, or above what is asked for after name and password."""
        if self._banner.isVisibleTo(self):
            return self._said
        return self._second.lead if self._second.isVisibleTo(self) else ""

    def say(self, field: str, error: str) -> None:
        """Shows what went wrong, at its field or above the button, or what else is wanted, in place of name and
        password; the first line to be written in takes the keyboard."""
        self.busy(False)
        self._say(field, error)
        self._fit()

    def _say(self, field: str, error: str) -> None:
        self._banner.setVisible(bool(error) and not field)
        self._said = error
        self._banner.put("known", *self._words.opening(error))
        if field in SECOND:
            self._turn(second=True)
            self._second.ask(self._account.text().strip(), field, error).setFocus()
            return
        if field:
            self._turn(second=False)
        self._account_field.say(error if field == "account" else "")
        self._password_field.say(error if field == "password" else "")
        if field == "password":
            self._password.selectAll()
        if self._first.isVisibleTo(self):
            (self._account if field == "account" else self._password).setFocus()

    def enrol(self, uri: str) -> None:
        """Shows the picture for the telephone of a person who must have a second factor first."""
        self._second.code.enrol(uri)

    def _turn(self, *, second: bool) -> None:
        """To what is asked after name and password, or back to them."""
        if not second:
            self._second.begin()
        self._first.setVisible(not second)
        self._note.setVisible(not second)
        self._second.setVisible(second)

    def tell(self, sentence: str) -> None:
        """Says above the button what was done here."""
        self.busy(False)
        self._said = sentence
        self._banner.put("explained", *self._words.opening(sentence))
        self._banner.show()
        self._fit()

    def _fit(self) -> None:
        """As high as its words are, so that those who look scroll before anything is cut."""
        lines = self._left.layout()
        if lines is not None:
            lines.activate()
            width = self._area.width() - self._area.verticalScrollBar().sizeHint().width()
            self._left.setMinimumHeight(lines.heightForWidth(width))

    def busy(self, on: bool, words: str = "") -> None:
        """While the portal is asked the button says so."""
        self._step.set_busy((words or self._words("sign_in.busy")) if on else "")
        self.trial.setEnabled(not on)

    def _build(self, left: QWidget, pane: SignInPane) -> None:
        words, look = self._words, self._look
        ground(left, "surface")
        lines = column(left, (72, 48, 72, 24), 0)
        head, names = row(spacing=12), QVBoxLayout()
        names.setSpacing(2)
        head.addWidget(_BigMark(look, words("shell.mark")))
        names.addWidget(label(words("sign_in.product"), "title"))
        names.addWidget(label(words("sign_in.place"), "body2"))
        head.addLayout(names, 1)
        lines.addLayout(head)
        lines.addSpacing(24)
        lines.addStretch(2)
        self._first, self._second = QWidget(), SecondStep(look, words)
        self._add_fields(column(self._first), pane)
        self._second.left.connect(self._on_left)
        self._second.hide()
        self._banner = Banner(look, "known")
        self._banner.hide()
        for part in (self._first, self._second):
            lines.addWidget(part)
        lines.addSpacing(8)
        lines.addWidget(self._banner)
        lines.addSpacing(14)
        self._step = ActionButton(look, words("sign_in.step"), "primary", key="Enter", height=40)
        self._step.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._step.clicked.connect(self._on_step)
        lines.addWidget(self._step)
        lines.addSpacing(16)
        self._note = self._add_note(pane.offline)
        lines.addWidget(self._note)
        lines.addStretch(3)
        foot = row(spacing=8)
        foot.addWidget(label(words("sign_in.motto", version=pane.version), "meta", wrap=True), 1)
        language = ActionButton(look, words("sign_in.language"), "link")
        language.clicked.connect(lambda: self.language_asked.emit())
        foot.addWidget(language)
        lines.addLayout(foot)

    def _add_note(self, offline: str) -> QWidget:
        made = QWidget()
        note = row((0, 0, 0, 0), 8, made)
        note.addWidget(Picture(self._look, "cloud-off-outline"), 0, Qt.AlignmentFlag.AlignTop)
        note.addWidget(label(offline, "meta", wrap=True), 1)
        return made

    def _add_fields(self, lines: QVBoxLayout, pane: SignInPane) -> None:
        words, look = self._words, self._look
        self._account = IconLine(look, "account-outline", big=True)
        self._account.setText(pane.account)
        self._password = IconLine(look, "lock-outline", big=True)
        self._password.setEchoMode(QLineEdit.EchoMode.Password)
        self._show = IconButton(look, "eye-outline", words("sign_in.show"))
        self._show.setParent(self._password)
        self._show.clicked.connect(self._toggle)
        self._account_field = Field(look, words("sign_in.account"), self._account)
        self._password_field = Field(look, words("sign_in.password"), self._password)
        self._portal = IconLine(look, "domain", "https://", big=True)
        self._portal.setText(pane.portal)
        self._portal_field = Field(look, words("sign_in.portal"), self._portal)
        lines.addWidget(self._portal_field)
        if not pane.asks_portal:
            self._portal_field.hide()
        lines.addSpacing(16 if pane.asks_portal else 0)
        lines.addWidget(self._account_field)
        lines.addSpacing(16)
        lines.addWidget(self._password_field)
        lines.addSpacing(12)
        under = row(spacing=8)
        self._remember = Tick(look, words("sign_in.remember"))
        self._remember.setChecked(pane.remember)
        forgot = ActionButton(look, words("sign_in.forgot"), "link")
        forgot.clicked.connect(lambda: self.say("", words("sign_in.forgot_text")))
        under.addWidget(self._remember, 1)
        under.addWidget(forgot)
        lines.addLayout(under)
        for line in (self._account, self._password, *self._second.new.lines, self._second.code.first):
            line.returnPressed.connect(self._on_step)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        edge = self._password.width() - self._look.px(34), (self._password.height() - self._show.height()) // 2
        self._show.move(*edge)
        self._show.resize(self._show.sizeHint())

    def _toggle(self) -> None:
        hidden = self._password.echoMode() == QLineEdit.EchoMode.Password
        self._password.setEchoMode(QLineEdit.EchoMode.Normal if hidden else QLineEdit.EchoMode.Password)
        icon, word = ("eye-off-outline", "hide") if hidden else ("eye-outline", "show")
        self._show.set_icon(icon, self._words(f"sign_in.{word}"))

    def _on_step(self) -> None:
        account, password = self._account.text().strip(), self._password.text()
        if not account or not password:
            missing = "account" if not account else "password"
            self.say(missing, self._words(f"sign_in.{missing}_missing"))
            return
        if self._second.missing():
            return
        new, code = self._second.new.value, self._second.code.value
        self.say("", "")
        if self._portal.text().strip():
            self.portal_given.emit(self._portal.text().strip())
        self.busy(True)
        self.asked.emit(account, password, self._remember.isChecked(), new, code)

    def _on_left(self) -> None:
        self._turn(second=False)
        self._account.selectAll()
        self._account.setFocus()

    def _on_tried(self, account: str) -> None:
        self.busy(True)
        self.tried.emit(account)
