"""What comes from a clipboard or is dropped: told apart by kind, cleaned before it touches the text."""

from dataclasses import dataclass
from html import escape

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication, QImage, QTextCursor, QTextDocument

from models.content import plain, read
from models.content.shapes import Node
from ui.editor.writing import Ledger


@dataclass(frozen=True, slots=True)
class Files:
    """Local files, by path."""

    paths: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Image:
    """A picture without words."""

    image: QImage


@dataclass(frozen=True, slots=True)
class Rich:
    """HTML as another program gave it, and its plain words."""

    html: str
    text: str


@dataclass(frozen=True, slots=True)
class Plain:
    """Words alone."""

    text: str


def offered(source: QMimeData) -> Files | Image | Rich | Plain:
    """The one meaning of what was pasted or dropped. Word offers a picture of its text too: words come first."""
    paths = tuple(url.toLocalFile() for url in source.urls() if url.isLocalFile())
    if paths:
        return Files(paths)
    if source.hasHtml() and (source.text().strip() or not source.hasImage()):
        return Rich(source.html(), source.text())
    if source.hasImage():
        image = source.imageData()
        if isinstance(image, QImage):
            return Image(image)
    return Plain(source.text())


def as_html(text: str) -> str:
    """Plain words as canonical HTML: one paragraph a line."""
    lines = [line.strip() for line in text.replace("\u2029", "\n").splitlines()]
    return "\n".join(f"<p>{escape(line, quote=False)}</p>" for line in lines if line)


def nodes(html: str) -> tuple[Node, ...]:
    """The nodes of canonical HTML."""
    return read(html)


def clipboard_text() -> str:
    """The words of the clipboard."""
    return QGuiApplication.clipboard().text()


def mime_of(cursor: QTextCursor) -> QMimeData:
    """The selection for other programs, and for ourselves without loss: canonical HTML and its words."""
    piece = QTextDocument()
    ledger = Ledger(piece)
    QTextCursor(piece).insertFragment(cursor.selection())
    html = ledger.snapshot().html
    mime = QMimeData()
    mime.setHtml(html)
    mime.setText(plain(html))
    return mime
