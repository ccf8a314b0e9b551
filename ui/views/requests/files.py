"""The files that go with a notice: added as they are, or covered first; a covered one says that it was verified."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFrame, QWidget

from ui.host import Host
from ui.presenters.attachments import PICTURE, icon_of
from ui.presenters.faces import ChipFace
from ui.presenters.outcome import FileFace
from ui.widgets.buttons import ActionButton, IconButton
from ui.widgets.marks import Chip
from ui.widgets.panels import column, label, row
from ui.widgets.thumbnail import Thumbnails


class FileField(QWidget):
    """`add_asked`, `cover_asked` want a file; `opened`, `removed` carry the sha256 of one, `looked_for` that of one
    whose picture came onto the screen."""

    add_asked = Signal()
    cover_asked = Signal()
    opened = Signal(str)
    removed = Signal(str)
    looked_for = Signal(str)

    def __init__(self, host: Host) -> None:
        super().__init__()
        self._host = host
        self._shown: tuple[FileFace, ...] | None = None
        self._pictures = Thumbnails(host.look, self.looked_for)
        self._down = column(self, (0, 0, 0, 0), 6)
        words = host.words
        self.add = ActionButton(host.look, words("requests.files.add"), "plain", icon="paperclip", height=28)
        self.cover = ActionButton(host.look, words("requests.files.cover"), "plain", icon="eye-off-outline", height=28)
        self.add.clicked.connect(lambda: self.add_asked.emit())
        self.cover.clicked.connect(lambda: self.cover_asked.emit())
        buttons = row(spacing=8)
        for button in (self.add, self.cover):
            buttons.addWidget(button)
        buttons.addStretch()
        self._down.addLayout(buttons)
        self.setFocusProxy(self.add)

    def put(self, files: Sequence[FileFace]) -> None:
        """Shows other files."""
        if tuple(files) == self._shown:
            return
        self._shown = tuple(files)
        self._pictures.of.clear()
        while self._down.count() > 1:
            taken = self._down.takeAt(0)
            gone = taken.widget() if taken else None
            if gone is not None:
                gone.hide()
                gone.deleteLater()
        for at, face in enumerate(self._shown):
            self._down.insertWidget(at, self._row(face))

    def show_picture(self, sha256: str, image: QImage) -> None:
        """Shows how a file looks."""
        self._pictures.put(sha256, image)

    def _row(self, face: FileFace) -> QWidget:
        look, words = self._host.look, self._host.words
        frame = QFrame()
        frame.setProperty("ground", "card")
        line, icon = row((6, 5, 6, 5), 10, frame), icon_of(face.name)
        line.addWidget(self._pictures.made(face.sha256, icon, picture=icon == PICTURE))
        name = label(face.name, wrap=True)
        line.addWidget(name, 1)
        if face.verified:
            word = words("requests.files.verified")
            line.addWidget(Chip(look, ChipFace(word, "check-circle-outline", "green")))
        open_ = ActionButton(look, words("requests.files.open"), "link")
        open_.setAccessibleName(f"{open_.text()} {face.name}")
        open_.clicked.connect(lambda: self.opened.emit(face.sha256))
        line.addWidget(open_, 0, Qt.AlignmentFlag.AlignVCenter)
        away = IconButton(look, "close", words("requests.files.remove", name=face.name))
        away.clicked.connect(lambda: self.removed.emit(face.sha256))
        line.addWidget(away)
        return frame
