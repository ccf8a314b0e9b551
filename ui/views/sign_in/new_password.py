"""Two lines for another password, there when the portal wants one before it lets a person in."""

from PySide6.QtWidgets import QLineEdit, QWidget

from ui.style.look import Look
from ui.text import Words
from ui.widgets.fields import Field, IconLine
from ui.widgets.panels import column


class NewPassword(QWidget):
    """The new password and the same again."""

    def __init__(self, look: Look, words: Words) -> None:
        super().__init__()
        self._words = words
        down = column(self, (0, 16, 0, 0), 16)
        self.lines = tuple(IconLine(look, "lock-outline", big=True) for _ in range(2))
        names = ("settings.password_new", "settings.password_again")
        hints = (words("settings.password_rule"), "")
        self._fields = [
            Field(look, words(name), line, hint) for name, line, hint in zip(names, self.lines, hints, strict=True)
        ]
        for line, field in zip(self.lines, self._fields, strict=True):
            line.setEchoMode(QLineEdit.EchoMode.Password)
            down.addWidget(field)

    @property
    def first(self) -> QLineEdit:
        """Where the new password is typed."""
        return self.lines[0]

    @property
    def value(self) -> str:
        """The new password; nothing where none is wanted."""
        return self.first.text() if not self.isHidden() else ""

    def say(self, error: str) -> None:
        """What is wrong with the new password."""
        self._fields[0].say(error)
        self._fields[1].say("")

    def agree(self) -> bool:
        """Whether both are written and alike; otherwise that is said at its line."""
        new, again = (line.text() for line in self.lines)
        self._fields[0].say("" if new else self._words("sign_in.new_missing"))
        self._fields[1].say("" if new == again else self._words("settings.password_differs"))
        wrong = self.lines[0] if not new else self.lines[1] if new != again else None
        if wrong is not None:
            wrong.setFocus()
        return wrong is None
