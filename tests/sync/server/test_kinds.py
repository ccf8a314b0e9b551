"""What a file is, by its bytes."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.server.kinds import PIECE, holds, kind_of
from tests.sync.server.test_compound import compound


def _zip(*names: str, content: bytes = b"x") -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name in names:
            archive.writestr(name, content)
    return data.getvalue()


def _locked() -> bytes:
    """An archive whose one member says that a password keeps it."""
    data = bytearray(_zip("a.txt"))
    for sign, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(sign) + place] |= 1
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n", "pdf"), (b"\x89PNG\r\n\x1a\n....", "png"), (b"\xff\xd8\xff\xe0..", "jpeg"),
        (_zip("word/document.xml"), "docx"), (_zip("xl/workbook.xml"), "xlsx"), (_zip("OFD.xml"), "ofd"),
        (_zip("word/document.xml", "word/vbaProject.bin"), "macro"), (_zip("a.txt"), "zip"),
        (b"PK\x03\x04cut", "unknown"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1..", "ole"), (compound("Anything"), "ole"),
        (compound("WordDocument"), "doc"),
        (compound("Workbook"), "xls"), (compound("Book"), "xls"), (compound("PowerPoint Document"), "ppt"),
        (compound("WordDocument", "_VBA_PROJECT"), "macro"), (compound("EncryptedPackage"), "locked"),
        (_zip("a.exe", content=b"MZ\x90\x00"), "program"),
        (_zip("word/a", "x.class", content=b"\xca\xfe\xba\xbe"), "program"),
        (_locked(), "locked"), (b"\x89PNG\r\n\x1a\n...." + _zip("a.txt"), "polyglot"),
        (b"GIF89a" + _zip("META-INF/x"), "polyglot"), (b"\xff\xd8\xff\xe0.." + _zip("x"), "polyglot"),
        ("BMI 指数".encode(), "text"), (b"BM" + bytes(12) + b"\x28\x00\x00\x00", "bmp"),
        (b"\xef\xbb\xbf<html>", "markup"), (b"<?php x", "markup"),
        ("字".encode() * 200_000 + b"\x00", "unknown"),
        ("字".encode() * 200_000, "text"), ("字".encode() * 200_000 + b"\xff", "unknown"),
        (b"MZ\x90", "program"), (b"#!/bin/sh", "program"),
        ("公示名单".encode(), "text"), ("公示名单".encode("gb18030"), "text"), (b"a,b\r\n1,2\r\n", "text"),
        (b"<html><script>", "markup"), (b"  <!DOCTYPE html>", "markup"), (b"<svg onload=x>", "markup"),
        (b"\x00\x01\x02", "unknown"), (b"", "empty"), (b"....ftypmp42", "mp4"),
    ],
)  # fmt: skip
def test_a_file_is_what_its_bytes_say(data: bytes, kind: str) -> None:
    assert kind_of(data) == kind


@given(st.binary(max_size=300))
def test_any_bytes_are_called_something(data: bytes) -> None:
    assert kind_of(data)


@given(st.integers(0, 40), st.integers(PIECE - 40, PIECE + 10))
def test_a_mark_is_found_wherever_it_stands(before: int, at: int) -> None:
    for place in (before, at):
        data = b"x" * place + b"THE-MARK" + b"y" * 50
        assert holds(io.BytesIO(data), [b"THE-MARK", b"OTHER"])
        assert not holds(io.BytesIO(data), [b"THE-MARKS", b""])
