"""The result of a case: passed, not passed or incomplete, in a sentence, and the words that tell the applicant so."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from models.services import RESULTS
from ui.editor.pictures import Album
from ui.editor.text_edit import TextEdit
from ui.presenters.letter_replies import CheckLine
from ui.presenters.services import Result, ServicePane
from ui.style.look import Look
from ui.text import Words
from ui.widgets.buttons import ActionButton
from ui.widgets.marks import Picture
from ui.widgets.panels import column, label, row, rule
from ui.widgets.tabs import SegmentedTabs
from ui.widgets.writing_frame import WritingFrame

HEAD, FOOT, MISSING = 44, 32, 56


class ResultBox(WritingFrame):
    """`changed` when something of it was written by hand; `template_wanted` asks for words to put in."""

    changed = Signal()
    template_wanted = Signal()

    def __init__(self, look: Look, words: Words, album: Album) -> None:
        super().__init__(look)
        self._words = words
        self.code = SegmentedTabs(look, words("services.code"), solid=True)
        self._codes = [("", words("services.code_none"))]
        self._codes += [(each, words(f"services.code_{each}")) for each in RESULTS]
        self._offered = self._codes
        self.code.put(self._codes)
        self.text, self.missing = QLineEdit(), QPlainTextEdit()
        self.edit = TextEdit(look, album)
        self._state, self._saved = label("", "meta"), label("", "meta")
        outer = column(self, (1, 1, 1, 1))
        outer.addWidget(self._head())
        outer.addWidget(rule())
        self._said = QWidget()
        lines = column(self._said, (14, 8, 14, 8), 6)
        lines.addWidget(self.text)
        lines.addWidget(self.missing)
        outer.addWidget(self._said)
        outer.addWidget(rule())
        words_of = QWidget()
        column(words_of, (14, 8, 8, 4)).addWidget(self.edit)
        outer.addWidget(words_of, 1)
        outer.addWidget(self._foot())
        self._name()
        self.code.chosen.connect(self._on_code)
        self.text.textEdited.connect(lambda _text: self.changed.emit())
        self.missing.textChanged.connect(self.changed)
        self.ring_for(self.edit)

    def _name(self) -> None:
        words = self._words
        for field, name in ((self.text, "text"), (self.missing, "missing"), (self.edit, "reply")):
            field.setAccessibleName(words(f"services.{name}"))
        self.text.setPlaceholderText(words("services.text_hint"))
        self.missing.setPlaceholderText(f"{words('services.missing')}: {words('services.missing_hint')}")
        self.edit.setPlaceholderText(words("services.reply_hint"))
        self.missing.setFixedHeight(self._look.px(MISSING))
        self.missing.setTabChangesFocus(True)

    def _head(self) -> QWidget:
        head = QWidget()
        head.setProperty("ground", "sunken")
        head.setFixedHeight(self._look.px(HEAD))
        line = row((14, 0, 8, 0), 10, head)
        line.addWidget(label(self._words("services.result"), "medium"))
        line.addWidget(self._state)
        line.addStretch()
        line.addWidget(self.code)
        return head

    def _foot(self) -> QWidget:
        foot = QWidget()
        foot.setFixedHeight(self._look.px(FOOT))
        line = row((6, 0, 14, 0), 4, foot)
        word = self._words("letters.insert_template")
        self._template = ActionButton(self._look, word, "quiet", icon="text-box-plus-outline", height=28)
        self._template.setToolTip(f"{word}  Ctrl J")
        self._template.clicked.connect(lambda: self.template_wanted.emit())
        line.addWidget(self._template)
        line.addSpacing(self._look.px(8))
        self._sign, self._checks = Picture(self._look, "check-circle-outline", "green", 16), label("", "meta")
        line.addWidget(self._sign)
        line.addWidget(self._checks)
        line.addStretch()
        line.addWidget(self._saved)
        return foot

    def put(self, pane: ServicePane) -> None:
        """How the result stands, and whether it may be written."""
        self._state.setText(pane.result_word)
        self._template.setVisible(pane.writable)
        self.edit.setReadOnly(not pane.writable)
        self.text.setReadOnly(not pane.writable)
        self.missing.setReadOnly(not pane.writable)
        self._offered = self._codes if pane.writable else [one for one in self._codes if one[0] == pane.result.code]
        self.code.put(self._offered, self.code.value())
        self.code.setEnabled(pane.writable)

    def fill(self, result: Result, suggested: tuple[str, ...]) -> None:
        """Shows a result without telling anyone; what is `suggested` stands under 需补齐 where nothing does yet."""
        missing = result.missing or suggested
        for field, text in ((self.text, result.text), (self.missing, "\n".join(missing))):
            blocked = field.blockSignals(True)
            if isinstance(field, QLineEdit):
                field.setText(text)
            else:
                field.setPlainText(text)
            field.blockSignals(blocked)
        self.code.put([])
        self.code.put(self._offered, result.code)
        self.edit.put(result.reply)
        self._show_missing()

    def result(self, reply: str) -> Result:
        """The result as it stands in the form, with the words given."""
        code, lines = self.code.value(), self.missing.toPlainText().splitlines()
        missing = tuple(line.strip() for line in lines if line.strip()) if code == "need" else ()
        return Result(code, self.text.text().strip(), missing, reply)

    def say_checks(self, line: CheckLine, all_of_it: str) -> None:
        """What the checks saw; `all_of_it` is read on pointing at it."""
        self._sign.put(line.icon, line.tone)
        self._checks.setText(line.text)
        self._checks.setToolTip(all_of_it)

    def say_saved(self, text: str) -> None:
        """When it was kept on this computer."""
        self._saved.setText(text)

    def _on_code(self, _code: str) -> None:
        self._show_missing()
        self.changed.emit()

    def _show_missing(self) -> None:
        self.missing.setVisible(self.code.value() == "need")
