"""Tables and pictures in the text are worked on by key as by mouse, and a picture is shown in full by us alone."""

import pytest
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QColor, QImage, QTextCursor
from PySide6.QtWidgets import QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from tests.ui.fake_desk import FakeDesk, FakeHost, session
from ui.editor import tables
from ui.presenters.shortcuts import command_words
from ui.views.editor.picture_sheet import PictureSheet, is_picture, open_picture
from ui.views.editor.view import EditorView
from ui.widgets.overlay import SlipDialog


@pytest.fixture
def view(desk: FakeDesk, host: FakeHost) -> EditorView:
    made = EditorView(session(desk), host)
    host.layout().addWidget(made)
    made.show_matter("m1")
    return made


def _png(width: int = 40, height: int = 30) -> bytes:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(buffer.data().data())


def _run(view: EditorView, id: str) -> None:
    command = next(one for one in view.commands() if one.id == id)
    assert command.do is not None
    command.do()


def test_the_key_of_a_table_offers_its_rows_and_columns_where_the_cursor_is_in_one(view: EditorView) -> None:
    cursor = view.edit.textCursor()
    tables.insert(cursor, 2, 2, view.edit.measure)
    view.edit.setTextCursor(cursor)
    _run(view, "table")
    menu = view.edit.findChildren(QMenu)[-1]
    menu.actions()[1].trigger()
    assert view.edit.ledger.snapshot().html.count("<tr>") == 3
    menu.close()


def test_every_key_of_the_text_has_its_words_on_the_sheet(view: EditorView, host: FakeHost) -> None:
    ids = {command.id for command in view.commands()}
    assert ids >= {"raised", "lowered", "describe", "look", "table"}
    assert all(command_words(command, host.words) for command in view.commands())


def test_a_raised_letter_comes_by_key(view: EditorView) -> None:
    cursor = view.edit.document().find("12")
    view.edit.setTextCursor(cursor)
    _run(view, "raised")
    assert "<sup>12</sup>" in view.fields()["body"]


def test_what_a_picture_shows_is_said_by_key(view: EditorView, desk: FakeDesk, host: FakeHost) -> None:
    sha = desk.put_blob(_png())
    view.edit.insert_html(f'<p><img src="blob:{sha}" alt="旧" />后面</p>')
    cursor = view.edit.document().find("后面")
    cursor.setPosition(cursor.selectionStart())
    view.edit.setTextCursor(cursor)
    _run(view, "describe")
    sheet = host.findChildren(SlipDialog)[-1]
    line = sheet.findChildren(QLineEdit)[-1]
    assert line.text() == "旧"
    line.setText("公示现场")
    assert sheet.primary is not None
    sheet.primary.click()
    assert 'alt="公示现场"' in view.fields()["body"]
    _run(view, "look")
    assert host.findChildren(PictureSheet)


def test_without_a_picture_the_keys_say_so(view: EditorView, host: FakeHost) -> None:
    view.edit.moveCursor(QTextCursor.MoveOperation.Start)
    _run(view, "look")
    assert "没有图片" in host.told[-1].title


def test_a_file_that_is_no_picture_or_far_too_large_is_told_and_not_shown(host: FakeHost) -> None:
    assert open_picture(host, "照片.png", b"<html>") is None
    assert open_picture(host, "照片.png", None) is None
    assert len(host.told) == 2
    assert is_picture("现场照片.JPG")
    assert not is_picture("名单.docx")


def test_a_picture_is_shown_to_fit_and_as_large_as_it_is(host: FakeHost, qtbot: QtBot) -> None:
    sheet = open_picture(host, "地图", _png(2000, 300))
    assert sheet is not None
    assert sheet._shown.pixmap().width() < 1000
    sheet._on_other()
    assert sheet._shown.pixmap().width() == 2000
