"""What a file is, by its bytes."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.server.kinds import kind_of


def _zip(*names: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return data.getvalue()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n", "pdf"), (b"\x89PNG\r\n\x1a\n....", "png"), (b"\xff\xd8\xff\xe0..", "jpeg"),
        (_zip("word/document.xml"), "docx"), (_zip("xl/workbook.xml"), "xlsx"), (_zip("OFD.xml"), "ofd"),
        (_zip("word/document.xml", "word/vbaProject.bin"), "macro"), (_zip("a.txt"), "zip"),
        (b"PK\x03\x04cut", "unknown"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1..", "ole"), (b"MZ\x90", "program"), (b"#!/bin/sh", "program"),
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
