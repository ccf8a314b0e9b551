"""The attachments of a text: name, size, open, take away; each act by mouse or key."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from ui.presenters.attachments import PICTURE, icon_of
from ui.presenters.travelling import FileLine, size_words
from ui.style.look import Look
from ui.text import Words
from ui.widgets.buttons import ActionButton, IconButton
from ui.widgets.panels import column, label, row
from ui.widgets.thumbnail import Thumbnails

File = Mapping[str, Any]


class AttachmentList(QWidget):
    """`opened`, `removed` carry the sha256 of a file, `looked_for` that of one whose picture came onto the screen,
    `asked` asks for another one."""

    opened = Signal(str)
    removed = Signal(str)
    looked_for = Signal(str)
    asked = Signal()

    def __init__(self, look: Look, words: Words) -> None:
        super().__init__()
        self._look, self._words = look, words
        self._files: tuple[File, ...] = ()
        self._links: dict[str, ActionButton] = {}
        self._told: dict[str, QLabel] = {}
        self._pictures = Thumbnails(look, self.looked_for)
        self._writable = True
        self._list = column(self, (0, 0, 0, 0), 6)
        self._add = ActionButton(look, words("editor.checks.attach"), "plain", icon="paperclip", height=28)
        self._add.clicked.connect(self.asked)
        self._list.addWidget(self._add)

    def put(self, files: Sequence[File], *, writable: bool) -> None:
        """Shows other files."""
        while self._list.count() > 1:
            taken = self._list.takeAt(0)
            gone = taken.widget() if taken else None
            if gone is not None:
                gone.hide()
                gone.deleteLater()
        self._files, self._writable = tuple(files), writable
        self._links, self._told = {}, {}
        self._pictures.of.clear()
        for index, file in enumerate(self._files):
            self._list.insertWidget(index, self._row(file))
        self._add.setVisible(writable)

    def tell(self, lines: Sequence[FileLine]) -> None:
        """Says of each file that is on its way how far it is."""
        going = {line.sha256: line for line in lines}
        for sha, told in self._told.items():
            line = going.get(sha)
            told.setText((line.kept or line.told) if line else "")
            told.setVisible(line is not None)

    def show_picture(self, sha256: str, image: QImage) -> None:
        """Shows how a file looks, where it is still in the list."""
        self._pictures.put(sha256, image)

    def focus_on(self, name: str) -> None:
        """Puts the keyboard on the link that opens the file of this name."""
        if name in self._links:
            self._links[name].setFocus(Qt.FocusReason.ShortcutFocusReason)

    @property
    def files(self) -> tuple[File, ...]:
        """The files as they stand."""
        return self._files

    def _row(self, file: File) -> QWidget:
        frame = QFrame()
        frame.setProperty("ground", "card")
        line = row((6, 5, 6, 5), 10, frame)
        sha = str(file["sha256"])
        icon = icon_of(str(file["name"]))
        line.addWidget(self._pictures.made(sha, icon, picture=icon == PICTURE), 0, Qt.AlignmentFlag.AlignVCenter)
        name, told = label(str(file["name"]), wrap=True), label("", "caption", wrap=True)
        name.setToolTip(f"{file['name']}  {size_words(int(file['size']))}")
        told.hide()
        self._told[sha] = told
        both = QVBoxLayout()
        both.setSpacing(0)
        both.addWidget(name)
        both.addWidget(told)
        line.addLayout(both, 1)
        open_ = ActionButton(self._look, self._words("editor.attachments.open"), "link")
        open_.clicked.connect(lambda: self.opened.emit(sha))
        open_.setAccessibleName(f"{open_.text()} {file['name']}")
        self._links[str(file["name"])] = open_
        line.addWidget(open_, 0, Qt.AlignmentFlag.AlignVCenter)
        if self._writable:
            away = IconButton(self._look, "close", self._words("editor.attachments.remove", name=file["name"]))
            away.clicked.connect(lambda: self.removed.emit(sha))
            line.addWidget(away)
        return frame
