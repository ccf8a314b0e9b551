"""What comes after name and password, in their place: another password, a telephone's code, or both in turn."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.style.look import Look
from ui.text import Words
from ui.views.sign_in.code import CodePart
from ui.views.sign_in.new_password import NewPassword
from ui.widgets.buttons import ActionButton
from ui.widgets.panels import column, label, row


class SecondStep(QWidget):
    """Shows one part at a time. `left` asks for name and password again."""

    left = Signal()

    def __init__(self, look: Look, words: Words) -> None:
        super().__init__()
        self._words = words
        down = column(self, (0, 0, 0, 0), 8)
        self._who = label("", "body2")
        back = ActionButton(look, words("sign_in.other_person"), "link")
        back.clicked.connect(self.left)
        line = row(spacing=8)
        line.addWidget(self._who, 1)
        line.addWidget(back)
        down.addLayout(line)
        self._title, self._lead = label("", "heading"), label("", "body2", wrap=True)
        self.new, self.code = NewPassword(look, words), CodePart(look, words)
        for part in (self._title, self._lead, self.new, self.code):
            down.addWidget(part)
        self.begin()

    def begin(self) -> None:
        """Nothing more is wanted than name and password."""
        for part in (self.new, self.code):
            part.forget()
            part.hide()

    def ask(self, who: str, field: str, sentence: str) -> QLineEdit:
        """Wants a new password, `change` or `new` where the last one is not good enough, or a code, `asked` or `code`
        where the last one was wrong; gives the line that is to be written in."""
        part, other = (self.new, self.code) if field in ("change", "new") else (self.code, self.new)
        other.hide()
        part.want()
        part.show()
        self._who.setText(who)
        self._title.setText(part.title)
        wrong = field in ("new", "code")
        if not wrong:
            self._lead.setText(sentence)
        part.say(sentence if wrong else "")
        return part.first

    @property
    def lead(self) -> str:
        """What is wanted, in a sentence."""
        return self._lead.text()

    def missing(self) -> bool:
        """Whether something that is wanted is not written yet; it is said at its line, which takes the keyboard."""
        if not self.new.isHidden() and not self.new.agree():
            return True
        if not self.code.isHidden() and not self.code.value:
            self.code.say(self._words("sign_in.code_missing"))
            self.code.first.setFocus()
            return True
        return False
