"""A Word file comes in as a clean body with headings, alignment, tables and pictures, and tells what stayed behind."""

import io
import struct
import zlib

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH

from models.content import clean
from models.content.docx_in import read_docx
from models.problems import Refused


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


PNG = (
    b"\x89PNG\r\n\x1a\n"
    + chunk(b"IHDR", struct.pack(">II5B", 1, 1, 8, 2, 0, 0, 0))
    + chunk(b"IDAT", zlib.compress(b"\x00\x00\x00\x00"))
    + chunk(b"IEND", b"")
)


def document() -> bytes:
    made = docx.Document()
    made.add_heading("一、总体要求", 1)
    made.add_paragraph("按照要求").add_run("落实").bold = True
    made.add_paragraph("王台镇人民政府").alignment = WD_ALIGN_PARAGRAPH.RIGHT
    made.add_paragraph("通知").alignment = WD_ALIGN_PARAGRAPH.CENTER
    table = made.add_table(2, 2)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "户数"
    table.cell(1, 0).text = "12"
    made.add_picture(io.BytesIO(PNG))
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def test_headings_marks_alignment_and_merged_cells_come_along() -> None:
    html = read_docx(document()).html
    assert "<h2>一、总体要求</h2>" in html
    assert "<p>按照要求<strong>落实</strong></p>" in html
    assert '<p class="right">王台镇人民政府</p>' in html
    assert '<p class="center">通知</p>' in html
    assert '<td colspan="2">户数</td>' in html
    assert clean(html) == html


def test_pictures_are_handed_out_as_bytes_that_the_body_names() -> None:
    imported = read_docx(document())
    assert [image.data for image in imported.images] == [PNG]
    assert f"blob:{imported.images[0].sha256}" in imported.html


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old_office"),
        (b"hello", "damaged"),
        (b"PK\x05\x06" + b"\x00" * 18, "other"),
    ],
)
def test_what_is_no_word_file_is_refused_with_its_reason(data: bytes, reason: str) -> None:
    with pytest.raises(Refused) as refusal:
        read_docx(data, "通知.docx")
    assert (refusal.value.code, refusal.value.facts["reason"]) == ("not_docx", reason)
