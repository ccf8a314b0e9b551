"""The line for the telephone's code, and the picture for the telephone where the person has none yet."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.style.look import Look
from ui.text import Words
from ui.widgets.fields import Field, IconLine
from ui.widgets.panels import column, label, row
from ui.widgets.qr import QrPicture


class CodePart(QWidget):
    """There once the portal has asked for a code."""

    def __init__(self, look: Look, words: Words) -> None:
        super().__init__()
        self._words, self._wanted, self._scans = words, False, False
        down = column(self, (0, 8, 0, 0), 12)
        self._scanning = QWidget()
        beside = row((0, 0, 0, 0), 16, self._scanning)
        self._picture = QrPicture(look, words("sign_in.scan"))
        beside.addWidget(self._picture)
        beside.addWidget(label(words("sign_in.scan"), "body2", wrap=True), 1, Qt.AlignmentFlag.AlignVCenter)
        self.first: QLineEdit = IconLine(look, "shield-lock-outline", big=True)
        self._field = Field(look, words("sign_in.code"), self.first)
        for one in (self._scanning, self._field):
            down.addWidget(one)
        self._scanning.hide()

    @property
    def title(self) -> str:
        """What this step is called."""
        return self._words("sign_in.scan_title" if self._scans else "sign_in.code_title")

    @property
    def value(self) -> str:
        """The code; nothing where none is wanted."""
        return self.first.text().strip() if self._wanted else ""

    def want(self) -> None:
        """From now on a code goes with the sign-in; one on paper will do, where there are any."""
        self._wanted = True
        self._field.hint("" if self._scans else self._words("sign_in.code_hint"))

    def forget(self) -> None:
        """None is wanted, and none is known."""
        self._wanted, self._scans = False, False
        self.first.clear()
        self._scanning.hide()

    def enrol(self, uri: str) -> None:
        """The person has no second factor yet and must have one: shows the picture."""
        self._scans = True
        self._picture.put(uri)
        self._scanning.show()

    def say(self, error: str) -> None:
        """What is wrong with the code, or that there is none."""
        self._field.say(error)
        self.first.selectAll()
