"""Shows what a citizen attached, as pictures and plain words only; nothing is ever handed to another program."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QLabel

from models.late import load
from models.problems import Refused
from ui import work
from ui.editor import pictures
from ui.host import Host
from ui.presenters import letter_files
from ui.presenters.travelling import size_words
from ui.session import Session
from ui.widgets.buttons import ActionButton
from ui.widgets.overlay import SlipDialog
from ui.widgets.panels import label

WIDTH = 700


@dataclass(frozen=True, slots=True)
class _Shown:
    """What was read of a file: pictures, or words, or the reason why nothing is shown (a key of `letters.file`)."""

    images: tuple[QImage, ...] = ()
    text: str = ""
    why: str = ""
    pages: int = 0


class FileSheet(SlipDialog):
    """The file is read behind the window; a faulty one is told of in one sentence."""

    def __init__(self, session: Session, host: Host, file: Mapping[str, Any]) -> None:
        words = host.words
        super().__init__(
            host.window_widget, host.look, words("letters.file.title"), "paperclip", width=780, height=640,
            close=words("letters.file.close"),
        )  # fmt: skip
        self._words, self._host = words, host
        name, size = str(file.get("name", "")), int(file.get("size", 0))
        head = label(words.joined([name, size_words(size)]), "medium", wrap=True)
        self.body.addWidget(head)
        self._status = label(words("letters.checking"), "meta", wrap=True)
        self.body.addWidget(self._status)
        close = self.add_button(ActionButton(host.look, words("letters.file.close"), "primary", key="Esc"))
        close.clicked.connect(self.step_back)
        width, desk = host.look.px(WIDTH), session.desk
        work.run(lambda: _read(desk.blob(str(file.get("sha256", ""))), name, width), self._on_read, owner=self)

    def _on_read(self, shown: _Shown) -> None:
        words = self._words
        self._status.setText(words(f"letters.file.{shown.why}") if shown.why else "")
        if len(shown.images) < shown.pages:
            self._status.setText(words("letters.file.more_pages", n=len(shown.images), all=shown.pages))
        self._status.setVisible(bool(self._status.text()))
        for number, image in enumerate(shown.images, 1):
            picture = QLabel()
            picture.setPixmap(QPixmap.fromImage(image))
            picture.setAccessibleName(words("letters.file.page", n=number))
            self.body.addWidget(picture, 0, Qt.AlignmentFlag.AlignHCenter)
        if shown.text:
            self.body.addWidget(label(shown.text, wrap=True))
        self.body.addStretch()


def _read(data: bytes | None, name: str, width: int) -> _Shown:
    """Off the main thread: nothing of the file is believed but its bytes."""
    if data is None:
        return _Shown(why="waiting")
    how = letter_files.way(data, name)
    try:
        return _READ[how](data, name, width) if how in _READ else _Shown(why=how)
    except Refused:
        return _Shown(why="broken")


def _picture(data: bytes, name: str, width: int) -> _Shown:
    pictures.judge(data, name)
    image = pictures.decode(data, width)
    return _Shown(why="broken") if image.isNull() else _Shown((image,))


def _pdf(data: bytes, name: str, width: int) -> _Shown:
    document = load("models.content.pdf_pages").drawn(name, data, width)
    images = tuple(
        QImage(page.data, page.width, page.height, page.stride, QImage.Format.Format_RGB888).copy()
        for page in document.pages
    )
    return _Shown(images, pages=document.all)


def _text(data: bytes, _name: str, _width: int) -> _Shown:
    text, more = letter_files.cut(letter_files.read(data) or "")
    return _Shown(text=text, why="cut" if more else "")


_READ = {"picture": _picture, "pdf": _pdf, "text": _text}


def open_file(session: Session, host: Host, file: Mapping[str, Any]) -> FileSheet:
    """Shows an attachment over the pane."""
    sheet = FileSheet(session, host, file)
    sheet.open()
    return sheet
