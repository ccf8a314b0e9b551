"""A stranger's file is shown as pictures and words, or not at all; no other program is ever asked."""

from hashlib import sha256
from io import BytesIO
from typing import Any

import pypdf
import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel

from tests.ui.frame import settle, window
from tests.ui.mailroom import CLERK, Mailroom
from ui.editor.pictures import encode
from ui.views.letter.view import LetterView
from ui.views.letter.viewer import FileSheet, open_file


def _pdf(pages: int) -> bytes:
    made, kept = pypdf.PdfWriter(), BytesIO()
    for _ in range(pages):
        made.add_blank_page(200, 300)
    made.write(kept)
    return kept.getvalue()


def _picture() -> bytes:
    image = QImage(30, 20, QImage.Format.Format_RGB32)
    image.fill(0xFF2B8A50)
    return encode(image)


def _shown(data: bytes | None, name: str) -> tuple[FileSheet, list[Any], str]:
    desk = Mailroom(actor=CLERK)
    digest = sha256(data or b"").hexdigest()
    if data is not None:
        desk.blobs[digest] = data
    with window(desk=desk, actor=CLERK) as made:  # type: ignore[arg-type]  # a desk of letters instead
        sheet = open_file(made.session, made, {"sha256": digest, "name": name, "size": len(data or b"")})
        settle()
        labels = [one for one in sheet.findChildren(QLabel) if one.isVisible()]
        pictures = [one for one in labels if not one.pixmap().isNull() and one.pixmap().width() > 100]
        small = [one for one in labels if one.accessibleName()]
        return sheet, pictures or small, "\n".join(one.text() for one in labels)


@pytest.mark.usefixtures("qapp")
def test_a_picture_is_shown_as_a_picture() -> None:
    _sheet, pictures, _said = _shown(_picture(), "路灯.jpg")
    assert len(pictures) == 1


@pytest.mark.usefixtures("qapp")
def test_a_pdf_is_shown_page_by_page_as_pictures() -> None:
    _sheet, pictures, _said = _shown(_pdf(2), "材料.pdf")
    assert len(pictures) == 2


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        ("三个月没修".encode(), "说明.txt", "三个月没修"),
        (b"PK\x03\x04rest", "材料.docx", "为了安全"),
        (b"%PDF-1.7 broken", "坏.pdf", "打不开"),
        (None, "路上.pdf", "还没有到本机"),
    ],
)
def test_everything_else_says_what_it_is_and_why_it_is_not_shown(data: bytes | None, name: str, words: str) -> None:
    _sheet, _pictures, said = _shown(data, name)
    assert words in said
    assert name in said


@pytest.mark.usefixtures("qapp")
def test_an_attachment_of_a_letter_opens_here(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []
    monkeypatch.setattr("ui.views.letter.view.open_file", lambda *given: asked.append(given[-1]))
    desk = Mailroom(actor=CLERK)
    file = {"sha256": "a" * 64, "name": "照片.png", "size": 9}
    desk.all["l3"] = desk.all["l3"].with_fields({"attachments": [file]}, "x")
    with window(desk=desk, actor=CLERK) as made:  # type: ignore[arg-type]  # a desk of letters instead
        made.go("letters", id="l3")
        settle()
        view = made.findChild(LetterView)
        assert view is not None
        view.quotation.viewed.emit(file)
    assert asked == [file]
