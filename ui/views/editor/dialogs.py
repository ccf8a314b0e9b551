"""The small questions of the editor: a reason, an address, the size of a table, what an image shows."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSpinBox, QWidget

from models.items import WITHDRAWALS
from ui.host import Host
from ui.widgets.buttons import ActionButton
from ui.widgets.fields import Choice, Field
from ui.widgets.overlay import SlipDialog
from ui.widgets.panels import label, row


def _slip(host: Host, title: str, icon: str, step: str, done: Callable[[], str], *, danger: bool = False) -> SlipDialog:
    """A sheet with one step; `done` takes the answers and gives what is still missing, empty when it was taken."""
    words = host.words
    slip = SlipDialog(host.window_widget, host.look, title, icon, width=520, close=words("editor.dialogs.close"))
    back = ActionButton(host.look, words("editor.dialogs.cancel"), "plain", key="Esc")
    back.clicked.connect(slip.step_back)
    slip.add_button(back)
    go = ActionButton(host.look, step, "danger" if danger else "primary", key="Ctrl Enter")

    def on_pressed() -> None:
        missing = done()
        slip.missing.setText(missing)
        if not missing:
            slip.dismiss(True)

    go.clicked.connect(on_pressed)
    slip.add_button(go)
    slip.primary = go
    return slip


def ask_reason(host: Host, title: str, step: str, hint: str, done: Callable[[str], None], text: str = "") -> SlipDialog:
    """Asks for a reason, which must not be empty, before `done(reason)`."""
    box = QPlainTextEdit(text)
    box.setFixedHeight(host.look.px(96))
    box.setTabChangesFocus(True)

    def take() -> str:
        reason = box.toPlainText().strip()
        if not reason:
            return host.words("editor.dialogs.reason_missing")
        done(reason)
        return ""

    slip = _slip(host, title, "pencil-outline", step, take)
    slip.body.addWidget(Field(host.look, host.words("editor.dialogs.reason"), box, hint))
    slip.open()
    return slip


def ask_link(host: Host, href: str, words: str, done: Callable[[str, str], None]) -> SlipDialog:
    """Asks for an address and, where nothing is selected, for the words that lead there."""
    say = host.words
    address, shown = QLineEdit(href), QLineEdit(words)
    address.setPlaceholderText("https://")

    def take() -> str:
        target = address.text().strip()
        if target and not target.startswith(("http://", "https://", "mailto:", "tel:")):
            return say("editor.wrong.url")
        done(target, shown.text().strip() or target)
        return ""

    slip = _slip(host, say("editor.dialogs.link"), "link-variant", say("editor.dialogs.link_step"), take)
    slip.body.addWidget(Field(host.look, say("editor.dialogs.address"), address, say("editor.dialogs.address_hint")))
    if not words:
        slip.body.addWidget(Field(host.look, say("editor.dialogs.link_words"), shown))
    slip.open()
    return slip


def ask_table(host: Host, done: Callable[[int, int], None]) -> SlipDialog:
    """Asks how many rows and columns a new table has."""
    say = host.words
    rows, columns = QSpinBox(), QSpinBox()
    for box, value in ((rows, 3), (columns, 3)):
        box.setRange(1, 60)
        box.setValue(value)

    def take() -> str:
        done(rows.value(), columns.value())
        return ""

    slip = _slip(host, say("editor.dialogs.table"), "table", say("editor.dialogs.table_step"), take)
    line = row(spacing=16)
    line.addWidget(Field(host.look, say("editor.dialogs.rows"), rows))
    line.addWidget(Field(host.look, say("editor.dialogs.columns"), columns))
    slip.body.addLayout(line)
    slip.body.addWidget(label(say("editor.dialogs.table_hint"), "caption", wrap=True))
    slip.open()
    return slip


def ask_alt(host: Host, name: str, text: str, done: Callable[[str], None]) -> SlipDialog:
    """Asks what an image shows, for those who cannot see it; may be left empty, the check will speak of it."""
    say = host.words
    line = QLineEdit(text)

    def take() -> str:
        done(line.text().strip())
        return ""

    slip = _slip(host, say("editor.dialogs.alt"), "image-outline", say("editor.dialogs.alt_step"), take)
    slip.body.addWidget(label(name, "meta"))
    slip.body.addWidget(Field(host.look, say("editor.dialogs.alt_words"), line, say("editor.dialogs.alt_hint")))
    slip.open()
    return slip


def ask_choice(
    host: Host,
    title: str,
    step: str,
    options: Sequence[tuple[str, str]],
    done: Callable[[str, str], None],
    *,
    name: str,
    effect: str,
    reason: str = "",
    danger: bool = False,
) -> SlipDialog:
    """Asks for one of several under its `name` and, where `reason` names it, for a remark; says its `effect`."""
    choice = Choice(host.look, name)
    choice.put(list(options))
    note = QPlainTextEdit()
    note.setFixedHeight(host.look.px(72))
    note.setTabChangesFocus(True)

    def take() -> str:
        done(choice.value(), note.toPlainText().strip())
        return ""

    slip = _slip(host, title, "archive-outline" if danger else "pencil-outline", step, take, danger=danger)
    slip.body.addWidget(label(effect, wrap=True))
    slip.body.addWidget(Field(host.look, name, choice))
    if reason:
        slip.body.addWidget(Field(host.look, reason, note))
    slip.open()
    return slip


def ask_withdrawal(host: Host, step: str, done: Callable[[dict[str, str]], None]) -> SlipDialog:
    """Asks why something published is taken down, before `done` gets the code and, if there is one, a remark."""
    say = host.words
    options = [(code, say(f"editor.withdraw.{code}")) for code in WITHDRAWALS]
    return ask_choice(
        host, step, step, options, lambda code, note: done({"code": code, **({"note": note} if note else {})}),
        name=say("editor.withdraw.why"), effect=say("editor.withdraw.effect"), reason=say("editor.dialogs.note"),
        danger=True,
    )  # fmt: skip


def tell_missing(host: Host, title: str, sentences: Sequence[str], close: str) -> SlipDialog:
    """All that stands in the way of a step, at once."""
    slip = SlipDialog(host.window_widget, host.look, title, "alert", width=520, close=close)
    for sentence in sentences:
        line = QWidget()
        across = row((0, 0, 0, 0), 8, line)
        across.addWidget(label("·", "strong"))
        across.addWidget(label(sentence, wrap=True), 1)
        slip.body.addWidget(line)
    done = ActionButton(host.look, close, "primary", key="Esc")
    done.clicked.connect(slip.step_back)
    slip.add_button(done)
    slip.open()
    return slip
