"""The line for the telephone's code, and the picture for the telephone where the person has none yet."""

from PySide6.QtWidgets import QLineEdit, QWidget

from ui.style.look import Look
from ui.text import Words
from ui.widgets.fields import Field, IconLine
from ui.widgets.panels import column, label
from ui.widgets.qr import QrPicture


class CodePart(QWidget):
    """There once the portal has asked for a code."""

    def __init__(self, look: Look, words: Words) -> None:
        super().__init__()
        self._words = words
        down = column(self, (0, 16, 0, 0), 8)
        self.line: QLineEdit = IconLine(look, "shield-lock-outline", big=True)
        self._field = Field(look, words("sign_in.code"), self.line)
        self._picture, self._scan = (
            QrPicture(look, words("sign_in.scan")),
            label(words("sign_in.scan"), "meta", wrap=True),
        )
        for one in (self._picture, self._scan, self._field):
            down.addWidget(one)
        self._picture.hide()
        self._scan.hide()

    @property
    def value(self) -> str:
        """The code; nothing where none is wanted."""
        return self.line.text() if not self.isHidden() else ""

    def enrol(self, uri: str) -> None:
        """The person has no second factor yet and must have one: shows the picture."""
        self._picture.put(uri)
        self._picture.show()
        self._scan.show()

    def say(self, error: str) -> None:
        """What is wrong with the code, or that there is none."""
        self._field.say(error)
