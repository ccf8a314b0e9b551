"""Attachments are read by what they are; what cannot be read is unchecked; what would burst is refused."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from contextlib import suppress

import docx
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.comments import Comment
from pypdf import PdfWriter

from models.checks.attachments import OLE, extract
from models.checks.finding import Extract
from models.problems import Refused


def word(write: Callable[[docx.document.Document], object]) -> bytes:
    document = docx.Document()
    write(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def repacked(data: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(old.read(name)) if name == part else old.read(name))
    return out.getvalue()


def zipped(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in parts.items():
            made.writestr(name.replace("__", "/").replace("_xml", ".xml"), data)
    return out.getvalue()


def png(width: int, height: int) -> bytes:
    head = struct.pack(">II5B", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + b"IHDR" + head + struct.pack(">I", zlib.crc32(b"IHDR" + head))


def where(extracted: Extract, kind: str) -> list[str]:
    return [piece.text for piece in extracted.texts if piece.where == kind]


def test_a_word_file_gives_paragraphs_cells_headers_and_properties() -> None:
    def write(document: docx.document.Document) -> None:
        document.add_paragraph("公示名单")
        document.add_table(1, 1).cell(0, 0).text = "张某某"
        document.sections[0].header.paragraphs[0].text = "内部资料"
        document.core_properties.author = "某科员"

    found = extract("附件1.docx", word(write))
    assert found.unreadable is None
    assert where(found, "body") == ["公示名单"]
    assert where(found, "table") == ["张某某"]
    assert where(found, "header") == ["内部资料"]
    assert "某科员" in where(found, "property")
    assert where(found, "name") == ["附件1"]


def test_hidden_deleted_and_inserted_words_of_a_word_file_are_read_too() -> None:
    body = (
        "<w:p><w:r><w:t>公开</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>藏字</w:t></w:r>"
        "<w:del><w:r><w:delText>删字</w:delText></w:r></w:del><w:ins><w:r><w:t>增字</w:t></w:r></w:ins></w:p>"
    ).encode()
    data = repacked(word(lambda d: None), "word/document.xml", lambda xml: xml.replace(b"<w:body>", b"<w:body>" + body))
    found = extract("a.docx", data)
    assert where(found, "body") == ["公开增字"]
    assert (where(found, "hidden"), where(found, "deleted")) == (["藏字"], ["删字"])


def test_a_number_split_over_runs_is_whole() -> None:
    def write(document: docx.document.Document) -> None:
        paragraph = document.add_paragraph("1101051949")
        paragraph.add_run("1231002X").bold = True

    assert where(extract("a.docx", word(write)), "body") == ["11010519491231002X"]


def test_a_sheet_gives_hidden_sheets_comments_names_and_long_numbers() -> None:
    book = openpyxl.Workbook()
    book.active.title = "名单"
    book.active["A1"] = "姓名"
    book.active["A2"] = 13800000000
    book.active["A1"].comment = Comment("注意核对", "某人")
    secret = book.create_sheet("底稿")
    secret["B2"] = "11010519491231002X"
    secret.sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    found = extract("名单.xlsx", out.getvalue())
    assert where(found, "sheet") == ["名单", "姓名", "13800000000"]
    assert where(found, "hidden_sheet") == ["底稿", "11010519491231002X"]
    assert [p.label for p in found.texts if p.text == "11010519491231002X"] == ["底稿!B2"]
    assert where(found, "comment") == ["注意核对"]


def test_pictures_in_a_word_file_are_counted_because_nobody_reads_them() -> None:
    out = io.BytesIO()
    data = word(lambda d: None)
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
        new.writestr("word/media/image1.png", png(1, 1))
    assert extract("a.docx", out.getvalue()).pictures == 1


def test_a_pdf_without_words_is_unchecked() -> None:
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    out = io.BytesIO()
    writer.write(out)
    assert extract("扫描件.pdf", out.getvalue()).unreadable == "image_only"


def test_a_locked_pdf_is_unchecked() -> None:
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    assert extract("a.pdf", out.getvalue()).unreadable == "encrypted"


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.docx", OLE + b"\x00" * 600, "renamed_old_office"),
        ("a.doc", OLE + b"\x00" * 600, "old_office"),
        ("a.docx", OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        ("a.docx", b"", "empty"),
        ("a.docx", b"PK\x03\x04 broken", "damaged"),
        ("a.pdf", b"%PDF-1.7 broken", "damaged"),
        ("a.rar", b"Rar!\x1a\x07\x00", "archive"),
        ("a.bin", bytes(range(256)), "unknown"),
        ("现场照片.jpg", png(640, 480), "picture"),
        ("a.docx", zipped(word__document_xml=b"<w:document"), "damaged"),
        ("名单.zip", zipped(list_txt=b"x"), "archive"),
    ],
)
def test_what_cannot_be_read_is_said_by_its_content_not_its_name(name: str, data: bytes, code: str) -> None:
    assert extract(name, data).unreadable == code


def test_text_is_read_in_the_encodings_of_offices() -> None:
    for encoding in ("utf-8", "utf-8-sig", "gb18030", "utf-16"):
        assert where(extract("名单.csv", "姓名,电话\n张某某,无".encode(encoding)), "table") == [
            "姓名,电话",
            "张某某,无",
        ]
    assert where(extract("a.html", "<p>正文</p><script>x</script>".encode()), "body") == ["正文"]


def test_a_zip_bomb_is_refused() -> None:
    with pytest.raises(Refused) as refusal:
        extract("a.docx", zipped(word__document_xml=b"0" * 30_000_000))
    assert refusal.value.code == "attachment_bomb"


def test_a_zip_of_too_many_entries_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for n in range(5_001):
            made.writestr(str(n), b"")
    with pytest.raises(Refused, match="attachment_bomb"):
        extract("a.zip", out.getvalue())


@pytest.mark.parametrize("path", ["../../etc/passwd", "/etc/passwd", "C:\\x", "a/../../b"])
def test_a_zip_that_points_outside_itself_is_refused(path: str) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr(path, b"x")
    with pytest.raises(Refused, match="attachment_path"):
        extract("a.zip", out.getvalue())


def test_xml_with_entities_of_its_own_is_refused() -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>'
    with pytest.raises(Refused, match="attachment_bomb"):
        extract("a.docx", zipped(word__document_xml=bomb))


def test_a_picture_of_two_hundred_megapixels_is_refused_without_being_decoded() -> None:
    with pytest.raises(Refused) as refusal:
        extract("全景.png", png(20_000, 10_000))
    assert (refusal.value.code, refusal.value.facts["megapixels"]) == ("image_too_large", "200")


@given(
    st.binary(max_size=400),
    st.sampled_from([b"", b"PK\x03\x04", b"%PDF-1.4\n", OLE, b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"BM"]),
)
def test_no_bytes_at_all_break_the_reader(data: bytes, head: bytes) -> None:
    with suppress(Refused):
        assert extract("a.docx", head + data).name == "a.docx"


@given(st.data())
def test_a_damaged_word_file_is_unchecked_or_read_but_breaks_nothing(draw: st.DataObject) -> None:
    data = bytearray(WHOLE)
    for _ in range(draw.draw(st.integers(1, 8))):
        data[draw.draw(st.integers(0, len(data) - 1))] = draw.draw(st.integers(0, 255))
    with suppress(Refused):
        assert extract("a.docx", bytes(data)).name == "a.docx"


WHOLE = word(lambda d: d.add_paragraph("公示"))
