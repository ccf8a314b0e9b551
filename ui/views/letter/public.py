"""The sheets on which question and answer become public: prepared by the clerk, seen and let out by the reviewer."""

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from models.content import plain
from models.matter import Matter
from models.problems import Refused
from ui.host import Host
from ui.presenters.letter_replies import public_of
from ui.widgets.buttons import ActionButton
from ui.widgets.fields import Field, Tick
from ui.widgets.overlay import SlipDialog
from ui.widgets.panels import Card, column, label

Texts = Mapping[str, str]


class _Sheet(SlipDialog):
    """A sheet with one step; what is refused is said in its foot, and everything written stays."""

    def __init__(self, host: Host, title: str, icon: str, step: str, height: int = 0) -> None:
        words = host.words
        super().__init__(
            host.window_widget, host.look, title, icon, width=680, height=height, close=words("letters.public.close")
        )
        self._host = host
        back = ActionButton(host.look, words("letters.public.back"), "quiet", key="Esc")
        back.clicked.connect(self.step_back)
        self.add_button(back)
        self.go = self.add_button(ActionButton(host.look, step, "primary", key="Ctrl Enter"))
        self.go.clicked.connect(self._on_go)

    def take(self) -> None:
        """What the step does; Refused keeps the sheet."""

    def _on_go(self) -> None:
        try:
            self.take()
        except Refused as problem:
            self.missing.setText(self._host.words.refusal(problem).replace("\n", ""))
            return
        self.dismiss(True)


class PublicSheet(_Sheet):
    """Title, question and, where it is asked for, answer in the form that everyone may read."""

    def __init__(self, host: Host, begun: Texts, step: str, do: Callable[[Texts], None], *, reply: bool) -> None:
        words = host.words
        super().__init__(host, words("letters.public.title"), "earth", step, 620)
        self._do, self._reply = do, reply
        self.body.addWidget(label(words("letters.public.hint"), "meta", wrap=True))
        self.title = QLineEdit(begun.get("public_title", ""))
        self.question = QPlainTextEdit(begun.get("public_body", ""))
        self.answer = QPlainTextEdit(plain(begun.get("public_reply", "")))
        for box in (self.question, self.answer):
            box.setTabChangesFocus(True)
            box.setMinimumHeight(host.look.px(110))
        self.body.addWidget(Field(host.look, words("letters.public.public_title"), self.title))
        self.body.addWidget(Field(host.look, words("letters.public.public_body"), self.question), 1)
        if reply:
            self.body.addWidget(Field(host.look, words("letters.public.public_reply"), self.answer), 1)

    def take(self) -> None:
        texts = {"public_title": self.title.text().strip(), "public_body": self.question.toPlainText().strip()}
        self._do(texts | ({"public_reply": self.answer.toPlainText().strip()} if self._reply else {}))


class SigningSheet(_Sheet):
    """What the signature brings about, and, where the writer agreed, what everyone would read."""

    def __init__(self, host: Host, matter: Matter, sign: Callable[[bool], None], step: str) -> None:
        words, fields = host.words, matter.fields
        super().__init__(host, step, "draw-pen", step)
        self._sign = sign
        self.body.addWidget(label(words("letters.public.sign_effect"), wrap=True))
        self.public: Tick | None = None
        if not fields.get("publish_consent"):
            self.body.addWidget(label(words("letters.public.no_consent"), "meta", wrap=True))
            return
        self.public = Tick(host.look, words("letters.public.tick"))
        self.public.setChecked(bool(fields.get("reply_public")))
        self.body.addWidget(self.public)
        shown = public_of(fields)
        card = Card(host.look, words("letters.public.preview"))
        inner = QWidget()
        lines = column(inner, (16, 10, 16, 12), 8)
        lines.addWidget(label(shown["public_title"], "strong", wrap=True))
        lines.addWidget(label(plain(shown["public_body"]) or shown["public_body"], wrap=True))
        lines.addWidget(label(words("letters.reply.title"), "medium"))
        lines.addWidget(label(plain(shown["public_reply"]), wrap=True))
        card.add(inner)
        self.body.addWidget(card)

    def take(self) -> None:
        self._sign(self.public is not None and self.public.isChecked())


def open_preparing(host: Host, fields: Mapping[str, object], save: Callable[[Texts], None]) -> PublicSheet:
    """The clerk prepares what may be read by everyone."""
    sheet = PublicSheet(host, public_of(fields), host.words("letters.public.save"), save, reply=False)
    sheet.open()
    return sheet


def open_publishing(host: Host, begun: Texts, publish: Callable[[Texts], None]) -> PublicSheet:
    """The reviewer publishes an answer that was sent already."""
    sheet = PublicSheet(host, begun, host.words("letters.public.publish"), publish, reply=True)
    sheet.open()
    return sheet


def open_signing(host: Host, matter: Matter, sign: Callable[[bool], None]) -> SigningSheet:
    """The reviewer signs the answer."""
    sheet = SigningSheet(host, matter, sign, host.words("letters.public.sign"))
    sheet.open()
    return sheet
