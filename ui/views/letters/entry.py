"""登记来信: one sheet for letters on paper, calls and visits. What was typed is kept until it is entered."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QDate, QTimer
from PySide6.QtWidgets import QDateEdit, QGridLayout, QLineEdit, QPlainTextEdit, QWidget

from models.problems import Refused
from models.shapes import parse_day
from ui.host import Host
from ui.presenters import letter_entry
from ui.presenters.reading import unit_of
from ui.session import Session
from ui.widgets.buttons import ActionButton
from ui.widgets.fields import Choice, Field, Tick
from ui.widgets.overlay import SlipDialog
from ui.widgets.panels import label, row

PLACE = "letter.entry"
"""Under this name the desk keeps what was begun to be entered."""
PAUSE = 400


class EntrySheet(SlipDialog):
    """`entered(id)` when the letter is in."""

    def __init__(self, session: Session, host: Host, channel: str, entered: Callable[[str], None]) -> None:
        words, look = host.words, host.look
        super().__init__(
            host.window_widget, look, words("letters.entry.title"), "email-outline", width=760, height=640,
            close=words("shell.close"),
        )  # fmt: skip
        self._session, self._host, self._entered = session, host, entered
        self.choices = {name: Choice(look, words(f"letters.entry.{name}")) for name in letter_entry.CHOICES}
        self.about = Choice(look, words("letters.entry.about_unit"))
        self.title, self.text, self.day = QLineEdit(), QPlainTextEdit(), QDateEdit()
        self.contact = {name: QLineEdit() for name in letter_entry.CONTACT}
        self.consent = Tick(look, words("letters.entry.consent"))
        self._saving = QTimer(self)
        self._saving.setSingleShot(True)
        self._saving.timeout.connect(self._keep)
        self._build()
        self._begin(channel)
        self._follow()

    def first_focus(self) -> QWidget | None:
        return self.choices["source"]

    def _build(self) -> None:
        words, look = self._host.words, self._host.look
        self.body.addWidget(label(words("letters.entry.hint"), "meta", wrap=True))
        self.day.setCalendarPopup(True)
        self.day.setDisplayFormat("yyyy-MM-dd")
        self.text.setTabChangesFocus(True)
        self.text.setMinimumHeight(look.px(120))
        line = row(spacing=12)
        for name, choice in self.choices.items():
            line.addWidget(Field(look, words(f"letters.entry.{name}"), choice), 1)
        line.addWidget(Field(look, words("letters.entry.received_on"), self.day), 1)
        self.body.addLayout(line)
        self.about_field = Field(look, words("letters.entry.about_unit"), self.about)
        self.body.addWidget(self.about_field)
        self.body.addWidget(Field(look, words("letters.entry.letter_title"), self.title))
        self.body.addWidget(Field(look, words("letters.entry.body"), self.text, words("letters.entry.body_hint")), 1)
        self.body.addWidget(label(words("letters.entry.writer"), "medium"))
        grid = QGridLayout()
        grid.setSpacing(10)
        for at, (name, field) in enumerate(self.contact.items()):
            grid.addWidget(Field(look, words(f"letters.contact.{name}"), field), at // 3, at % 3)
        self.body.addLayout(grid)
        self.body.addWidget(self.consent)
        back = ActionButton(look, words("letters.entry.back"), "quiet", key="Esc")
        back.clicked.connect(self.step_back)
        self.add_button(back)
        go = self.add_button(ActionButton(look, words("letters.entry.step"), "primary", key="Ctrl Enter"))
        go.clicked.connect(self._on_enter)

    def _begin(self, channel: str) -> None:
        """What was begun before stands there again."""
        words, kept = self._host.words, self._session.desk.jotted(PLACE)
        fields: Mapping[str, Any] = kept.get("fields") or {"channel": channel or "unit"}
        for name, choice in self.choices.items():
            choice.put(letter_entry.options(name, words), str(fields.get(name, "")))
        units = letter_entry.units(self._session.desk.rules.directory, words)
        self.about.put(units, str(fields.get("about_unit", "")))
        self.title.setText(str(fields.get("title", "")))
        self.text.setPlainText(str(fields.get("body", "")))
        day = parse_day(str(fields.get("received_on", ""))) or self._session.now().date()
        self.day.setDate(QDate(day.year, day.month, day.day))
        self.consent.setChecked(bool(fields.get("publish_consent")))
        for name, field in self.contact.items():
            field.setText(str((kept.get("writer") or {}).get(name, "")))
        self.missing.setText(words("letters.entry.kept") if kept else "")
        self._show_about()

    def _follow(self) -> None:
        for choice in (*self.choices.values(), self.about):
            choice.currentIndexChanged.connect(self._touch)
        for field in (self.title, *self.contact.values()):
            field.textEdited.connect(self._touch)
        self.text.textChanged.connect(self._touch)
        self.day.dateChanged.connect(self._touch)
        self.consent.toggled.connect(self._touch)

    def entry(self) -> dict[str, Any]:
        """What stands on the sheet."""
        fields = {
            **{name: choice.value() for name, choice in self.choices.items()},
            "about_unit": self.about.value() if self.choices["channel"].value() == "suggestion" else "",
            "title": self.title.text().strip(),
            "body": self.text.toPlainText().strip(),
            "received_on": self.day.date().toString("yyyy-MM-dd"),
            "publish_consent": self.consent.isChecked(),
        }
        return {"fields": fields, "writer": {name: field.text() for name, field in self.contact.items()}}

    def dismiss(self, done: bool = False) -> None:
        self._saving.stop()
        if not done:
            self._keep()
        super().dismiss(done)

    def _touch(self) -> None:
        self._show_about()
        self._saving.start(PAUSE)

    def _show_about(self) -> None:
        self.about_field.setVisible(self.choices["channel"].value() == "suggestion")

    def _keep(self) -> None:
        """On the disk of this computer, as everything that is typed."""
        entry = self.entry()
        typed = any((entry["fields"]["title"], entry["fields"]["body"], *entry["writer"].values()))
        self._session.desk.jot(PLACE, entry if typed else {})

    def _on_enter(self) -> None:
        session, words = self._session, self._host.words
        entry = self.entry()
        lacking = letter_entry.missing(entry["fields"], words)
        self.missing.setText(lacking)
        if lacking:
            (self.title if not entry["fields"]["title"] else self.text).setFocus()
            return
        id, unit = session.desk.new_id(), unit_of(session.actor, self._host.settings["unit"])
        try:
            session.do("letter.receive", id, letter_entry.arguments(entry, unit, session.now().date()))
        except Refused as problem:
            self.missing.setText(words.refusal(problem).replace("\n", ""))
            return
        session.desk.jot(PLACE, {})
        self.dismiss(True)
        self._host.notices.toast(words("letters.entry.done"))
        self._entered(id)


def enter_letter(session: Session, host: Host, channel: str, entered: Callable[[str], None]) -> None:
    """Asks for a letter on paper, a call or a visit."""
    EntrySheet(session, host, channel, entered).open()
