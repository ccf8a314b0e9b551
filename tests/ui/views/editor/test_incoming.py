"""A Word document comes in with its tables, pictures and alignment, is one undo step, and says what stayed behind."""

import io
from pathlib import Path

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from PIL import Image
from pytestqt.qtbot import QtBot

from models.content import clean, images
from tests.ui.fake_desk import FakeDesk, FakeHost, session
from ui import work
from ui.notices import Notice
from ui.views.editor.view import EditorView


@pytest.fixture
def view(desk: FakeDesk, host: FakeHost) -> EditorView:
    made = EditorView(session(desk), host)
    host.layout().addWidget(made)
    made.show_matter("m1")
    return made


def _document(folder: Path) -> Path:
    made = docx.Document()
    made.sections[0].header.paragraphs[0].text = "内部"
    made.add_heading("一、补助对象", 1)
    made.add_paragraph("公示").alignment = WD_ALIGN_PARAGRAPH.CENTER
    table = made.add_table(3, 3)
    table.cell(0, 0).merge(table.cell(0, 2)).text = "2026年第二批"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "溪后村"
    table.cell(1, 1).text = "户数"
    table.cell(1, 2).text = "12"
    picture = io.BytesIO()
    Image.new("RGB", (60, 40), "green").save(picture, "PNG")
    picture.seek(0)
    made.add_picture(picture)
    made.add_paragraph("王台镇人民政府").alignment = WD_ALIGN_PARAGRAPH.RIGHT
    made.save(str(folder / "公示.docx"))
    return folder / "公示.docx"


def _imported(view: EditorView, path: Path) -> None:
    view.incoming.import_word(str(path))
    work.finish()


def test_a_word_document_keeps_its_spans_alignment_and_pictures(
    view: EditorView, desk: FakeDesk, host: FakeHost, tmp_path: Path, qtbot: QtBot
) -> None:
    before = view.fields()["body"]
    _imported(view, _document(tmp_path))
    qtbot.waitUntil(lambda: "溪后村" in view.fields()["body"], timeout=5000)
    body = view.fields()["body"]
    assert body == clean(body)
    assert 'colspan="3"' in body
    assert 'rowspan="2"' in body
    assert '<p class="center">公示</p>' in body
    assert "<h2>一、补助对象</h2>" in body
    assert all(image.src.removeprefix("blob:") in desk.blobs for image in images(body))
    assert len(images(body)) == 1
    assert "页眉页脚" in host.told[-1].title
    view.edit.undo()
    assert view.fields()["body"] == before


def test_an_old_document_with_a_new_name_is_refused_and_the_text_stays(
    view: EditorView, host: FakeHost, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "旧.docx"
    path.write_bytes(b"\xd0\xcf\x11\xe0" + bytes(600))
    before = view.fields()["body"]
    _imported(view, path)
    qtbot.waitUntil(lambda: bool(host.told), timeout=5000)
    assert host.told[-1].level == "act"
    assert view.fields()["body"] == before


def test_a_file_that_another_program_holds_is_named_and_the_text_stays(
    view: EditorView, host: FakeHost, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "附件1 名单.xlsx"
    file.write_bytes(b"PK")

    def held(_file: Path, _mode: str) -> bytes:
        fault = PermissionError(13, "used by another process")
        fault.winerror = 32  # type: ignore[attr-defined]  # only Windows has it
        raise fault

    before = view.fields()["body"]
    monkeypatch.setattr(Path, "open", held)
    view.incoming.attach([str(file)])
    qtbot.waitUntil(lambda: bool(host.told), timeout=2000)
    assert isinstance(host.told[0], Notice)
    assert host.told[0].title == "“附件1 名单.xlsx”正被别的程序打开，读不了。"
    assert "关掉那个程序" in host.told[0].text
    assert view.fields()["body"] == before
