"""What comes into the text from outside: files, pictures, the clipboard of Word; read off the main thread."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO, Protocol

from PySide6.QtCore import QMimeDatabase, QObject, Signal
from PySide6.QtGui import QImage, QTextCursor
from PySide6.QtWidgets import QFileDialog

from models import late
from models.content import clean_paste
from models.content.shapes import Pasted, PastedImage, Picture, Run
from models.problems import Refused, unreadable
from ui import work
from ui.editor import pictures, shape
from ui.editor.text_edit import TextEdit
from ui.host import Host
from ui.session import Session
from ui.views.editor.dialogs import ask_alt

MOST_BYTES = 100 * 1024 * 1024
KINDS = frozenset(
    [
        "docx",
        "doc",
        "wps",
        "xlsx",
        "xls",
        "et",
        "pptx",
        "ppt",
        "dps",
        "pdf",
        "ofd",
        "txt",
        "csv",
        "rtf",
        "jpg",
        "jpeg",
        "png",
        "gif",
        "bmp",
        "webp",
        "tif",
        "tiff",
        "zip",
        "rar",
        "7z",
        "mp3",
        "mp4",
    ]
)
_IMAGES = frozenset({"png", "jpg", "jpeg", "gif", "bmp", "webp"})
_LONG = 200_000
"""Characters of pasted HTML above which cleaning would be felt, and is done off the main thread."""


class Imported(Protocol):
    """What a Word document gave: as `models.content.docx_in` says it, which is loaded late."""

    @property
    def html(self) -> str: ...
    @property
    def images(self) -> tuple[PastedImage, ...]: ...
    @property
    def notes(self) -> tuple[str, ...]: ...


@dataclass(frozen=True, slots=True)
class Taken:
    """A file that was read and stored."""

    name: str
    sha256: str
    size: int
    mime: str


class Incoming(QObject):
    """`attached` carries stored files; a problem is told in one sentence, and the text is never touched by it."""

    attached = Signal(object)

    def __init__(self, session: Session, host: Host, edit: TextEdit) -> None:
        super().__init__(edit)
        self._session, self._host, self._edit = session, host, edit
        edit.files_offered.connect(self.take_files)
        edit.image_offered.connect(self.take_image)
        edit.rich_offered.connect(self.take_rich)

    def take_files(self, paths: Sequence[str]) -> None:
        """Images go into the text where the cursor is, other files become attachments."""
        for path in paths:
            if _suffix(path) in _IMAGES:
                self._store(partial(_stored_picture, self._session.desk, path), self._put_image)
            else:
                self.attach([path])

    def attach(self, paths: Sequence[str]) -> None:
        """Stores files as attachments."""
        for path in paths:
            self._store(partial(_stored_file, self._session.desk, path), self.attached.emit)

    def take_image(self, image: QImage) -> None:
        """A picture from the clipboard."""
        name = self._host.words("editor.picture.pasted")
        copy = QImage(image)
        self._store(lambda: _stored_image(self._session.desk, pictures.encode(copy), name), self._put_image)

    def take_rich(self, html: str, text: str) -> None:
        """HTML from another program: cleaned first, its pictures stored, then inserted as one undo step."""
        if self._host.settings["paste_plain"]:
            self._edit.insertPlainText(text)
            return
        if len(html) < _LONG and "data:" not in html:
            self._insert(clean_paste(html), QTextCursor(self._edit.textCursor()))
            return
        at = QTextCursor(self._edit.textCursor())
        desk = self._session.desk

        def cleaned() -> Pasted:
            pasted = clean_paste(html)
            for image in pasted.images:
                pictures.judge(image.data, "")
                desk.put_blob(image.data, image.sha256[:8])
            return pasted

        self._store(cleaned, lambda pasted: self._insert(pasted, at))

    def choose_picture(self) -> None:
        """Asks for image files."""
        words = self._host.words
        kinds = " ".join(f"*.{kind}" for kind in sorted(_IMAGES))
        paths, _kind = QFileDialog.getOpenFileNames(
            self._edit, words("editor.tools.picture"), "", f"{words('editor.picture.files')} ({kinds})"
        )
        self.take_files(paths)

    def choose_files(self) -> None:
        """Asks for attachments."""
        paths, _kind = QFileDialog.getOpenFileNames(self._edit, self._host.words("editor.tools.attach"))
        self.attach(paths)

    def choose_word(self) -> None:
        """Asks for a .docx and puts its text where the cursor is."""
        words = self._host.words
        path, _kind = QFileDialog.getOpenFileName(self._edit, words("editor.tools.import_word"), "", "Word (*.docx)")
        if path:
            self.import_word(path)

    def import_word(self, path: str) -> None:
        """Puts the text of a .docx, with its pictures, where the cursor is."""
        at, desk = QTextCursor(self._edit.textCursor()), self._session.desk

        def read() -> Imported:
            found: Imported = late.load("models.content.docx_in").read_docx(_bytes_of(path), Path(path).name)
            for image in found.images:
                pictures.judge(image.data, Path(path).name)
                desk.put_blob(image.data, image.sha256[:8])
            return found

        def put(found: Imported) -> None:
            self._insert(found, at)
            self._tell_left_behind(found.notes)

        self._store(read, put)

    def _tell_left_behind(self, notes: Sequence[str]) -> None:
        """Names what a page cannot carry, so that nobody believes it is there."""
        words = self._host.words
        pairs = [note.partition(":") for note in notes]
        names = [words(f"editor.word.{code}", n=int(count or 1)) for code, _mark, count in pairs]
        if names:
            self._host.notices.toast(words("editor.word.left_behind", names=words.listed(names)))

    def _store(self, job: Callable[[], Any], done: Callable[[Any], None]) -> None:
        work.run(job, done, self._on_failed, owner=self)

    def _on_failed(self, problem: Exception) -> None:
        self._host.notices.problem(problem)

    def _insert(self, pasted: Pasted | Imported, at: QTextCursor) -> None:
        if pasted.html:
            self._edit.insert_html(pasted.html, at)

    def _put_image(self, taken: Taken) -> None:
        """Inserts a stored image, then asks what it shows."""
        cursor = self._edit.textCursor()
        picture = Picture(f"blob:{taken.sha256}")
        cursor.insertImage(shape.image_format(picture, Run("\ufffc", picture=picture), self._edit.measure))
        place = QTextCursor(cursor)
        place.movePosition(QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.KeepAnchor)
        ask_alt(self._host, taken.name, "", lambda alt: set_alt(self._edit, place, alt))


def set_alt(edit: TextEdit, place: QTextCursor, alt: str) -> None:
    """Writes beside an image what it shows."""
    form = place.charFormat().toImageFormat()
    if form.isValid():
        form.setProperty(shape.ALT, alt)
        place.setCharFormat(form)
        edit.ledger.reread(place.block())


def _suffix(path: str) -> str:
    return Path(path).suffix.lower().lstrip(".")


def _bytes_of(path: str) -> bytes:
    with _opened(path) as file:
        return file.read()


@contextmanager
def _opened(path: str) -> Iterator[BinaryIO]:
    """A file for reading; Refused when another program holds it, when it is too large, gone or a folder."""
    file = Path(path)
    try:
        size = file.stat().st_size
        if size > MOST_BYTES:
            raise Refused(
                "attachment_too_large", name=file.name, megabytes=size // 1024 // 1024, most=MOST_BYTES // 1024 // 1024
            )
        with file.open("rb") as source:
            yield source
    except OSError as fault:
        raise unreadable(file.name, fault) from fault


def _stored_file(desk: Any, path: str) -> Taken:
    name = Path(path).name
    if _suffix(path) not in KINDS:
        raise Refused("attachment_type", name=name)
    with _opened(path) as file:
        start = file.read(4096)
        if not start:
            raise Refused("file_empty", name=name)
        file.seek(0)
        sha256, size = desk.put_file(file, name)
    return Taken(name, sha256, size, QMimeDatabase().mimeTypeForFileNameAndData(name, start).name())


def _stored_picture(desk: Any, path: str) -> Taken:
    return _stored_image(desk, _bytes_of(path), Path(path).name)


def _stored_image(desk: Any, data: bytes, name: str) -> Taken:
    pictures.judge(data, name)
    return Taken(name, desk.put_blob(data, name), len(data), "")
