"""Keys, the clipboard and images: what comes in is meaning only, and nothing is fetched from anywhere."""

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QImage, QTextCursor, QTextDocument
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from ui.editor.pictures import Album
from ui.editor.text_edit import TextEdit
from ui.style.look import Look


def _html(edit: TextEdit) -> str:
    return edit.ledger.snapshot().html


def test_enter_behind_a_heading_goes_on_with_a_paragraph(edit: TextEdit, qtbot: QtBot) -> None:
    edit.put("<h2>标题</h2>")
    edit.moveCursor(QTextCursor.MoveOperation.End)
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    edit.textCursor().insertText("正文")
    assert _html(edit) == "<h2>标题</h2>\n<p>正文</p>"


def test_enter_in_an_empty_entry_ends_the_list(edit: TextEdit, qtbot: QtBot) -> None:
    edit.put("<ol>\n<li>一</li>\n</ol>")
    edit.moveCursor(QTextCursor.MoveOperation.End)
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    edit.textCursor().insertText("完")
    assert _html(edit) == "<ol>\n<li>一</li>\n</ol>\n<p>完</p>"


def test_backspace_at_the_start_of_an_entry_makes_it_a_paragraph(edit: TextEdit, qtbot: QtBot) -> None:
    edit.put("<ul>\n<li>一</li>\n</ul>")
    edit.moveCursor(QTextCursor.MoveOperation.Start)
    qtbot.keyClick(edit, Qt.Key.Key_Backspace)
    assert _html(edit) == "<p>一</p>"


def test_tab_in_the_last_cell_adds_a_row(edit: TextEdit, qtbot: QtBot) -> None:
    edit.put("<table>\n<tr><td>甲</td></tr>\n</table>")
    table = edit.document().rootFrame().childFrames()[0]
    cursor = edit.textCursor()
    cursor.setPosition(table.firstPosition())
    edit.setTextCursor(cursor)
    qtbot.keyClick(edit, Qt.Key.Key_Tab)
    assert _html(edit).count("<tr>") == 2


def test_a_copied_piece_comes_back_without_loss(edit: TextEdit) -> None:
    html = "<p>一<u>二</u><strong>三</strong></p>\n<ol>\n<li>四</li>\n</ol>"
    edit.put(html)
    edit.selectAll()
    mime = edit.createMimeDataFromSelection()
    assert mime.html() == html
    assert mime.text() == "一二三\n四"


@pytest.mark.parametrize(
    ("kind", "signal"), [("files", "files_offered"), ("image", "image_offered"), ("rich", "rich_offered")]
)
def test_what_is_dropped_is_offered_and_not_put_into_the_text(edit: TextEdit, kind: str, signal: str) -> None:
    mime = QMimeData()
    if kind == "files":
        mime.setUrls([QUrl.fromLocalFile("/tmp/a.docx")])
    elif kind == "image":
        mime.setImageData(QImage(2, 2, QImage.Format.Format_RGB32))
    else:
        mime.setHtml("<b>x</b>")
        mime.setText("x")
    spy = QSignalSpy(getattr(edit, signal))
    edit.insertFromMimeData(mime)
    assert spy.count() == 1
    assert _html(edit) == ""


def test_plain_words_come_as_paragraphs(edit: TextEdit) -> None:
    mime = QMimeData()
    mime.setText("一 <b>\n\n二")
    edit.insertFromMimeData(mime)
    assert _html(edit) == "<p>一 &lt;b&gt;</p>\n<p>二</p>"


@pytest.mark.parametrize("address", ["file:///etc/hostname", "http://127.0.0.1:9/x.png", "x.png", "qrc:/x.png"])
def test_only_blobs_are_ever_loaded(qtbot: QtBot, look: Look, address: str) -> None:
    asked: list[str] = []

    def fetch(sha: str) -> bytes | None:
        asked.append(sha)
        return None

    edit = TextEdit(look, Album(fetch))
    qtbot.addWidget(edit)
    image = edit.loadResource(QTextDocument.ResourceType.ImageResource.value, QUrl(address))
    assert isinstance(image, QImage)
    assert not asked
    edit.loadResource(QTextDocument.ResourceType.ImageResource.value, QUrl("blob:" + "a" * 64))
    assert asked == ["a" * 64]


def test_another_text_size_sets_the_text_anew_without_changing_it(edit: TextEdit, look: Look) -> None:
    html = "<p>一二三</p>\n<table>\n<tr><td>甲</td></tr>\n</table>"
    edit.put(html)
    look.put(size=150)
    assert edit.measure.em == 24
    assert _html(edit) == html


def test_a_long_line_is_kept_to_38_characters(edit: TextEdit) -> None:
    edit.resize(1600, 400)
    assert edit.viewport().width() <= 38 * 16 + 40
