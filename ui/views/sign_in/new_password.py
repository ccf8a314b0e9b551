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
        self._words, self._wanted = words, False
        down = column(self, (0, 8, 0, 0), 12)
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
    def title(self) -> str:
        """What this step is called."""
        return self._words("sign_in.new_title")

    @property
    def value(self) -> str:
        """The new password, also while a code is asked for after it; nothing where none is wanted."""
        return self.first.text() if self._wanted else ""

    def want(self) -> None:
        """From now on a new password goes with the sign-in."""
        self._wanted = True

    def forget(self) -> None:
        """None is wanted, and none is known."""
        self._wanted = False
        for line in self.lines:
            line.clear()
        self.say("")

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
