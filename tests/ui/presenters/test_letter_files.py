"""What may be looked at of a stranger's file: decided by its bytes, whatever it is called."""

import pytest

from ui.presenters import letter_files

PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + (10).to_bytes(4, "big") + (10).to_bytes(4, "big") + b"\x08\x02\x00\x00\x00"
)


@pytest.mark.parametrize(
    ("data", "name", "how"),
    [
        (PNG, "照片.png", "picture"),
        (PNG, "照片.exe", "picture"),
        (b"%PDF-1.7 ...", "材料.pdf", "pdf"),
        ("三个月没修".encode(), "说明.txt", "text"),
        ("三个月没修".encode("gb18030"), "说明.TXT", "text"),
        (b"MZ\x90\x00", "照片.png", "kind"),
        (b"<html><script>", "网页.html", "kind"),
        (b"a\x00b", "说明.txt", "kind"),
        (b"PK\x03\x04", "材料.docx", "kind"),
        (b"", "空", "kind"),
    ],
)
def test_a_file_is_what_its_bytes_are(data: bytes, name: str, how: str) -> None:
    assert letter_files.way(data, name) == how


def test_what_is_too_large_is_not_read_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(letter_files, "MOST_BYTES", 10)
    assert letter_files.way(PNG, "照片.png") == "heavy"


def test_a_long_text_is_cut_and_steering_characters_are_taken_out(monkeypatch: pytest.MonkeyPatch) -> None:
    assert letter_files.cut("左\u202e右\x1b[0m\n") == ("左右[0m\n", False)
    monkeypatch.setattr(letter_files, "MOST_TEXT", 2)
    assert letter_files.cut("一二三") == ("一二", True)
    assert letter_files.read(b"\xff\xff") is None
