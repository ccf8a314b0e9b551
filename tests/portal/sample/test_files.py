"""The sample's attachments are real files: the readers that check citizens' uploads can read them, and never change."""

import pytest

from models.checks.attachments import extract
from portal.sample.files import made, picture

LINES, ROWS = ["附件标题", "第二行"], [["姓名", "金额"], ["张某某", "1200"]]


@pytest.mark.parametrize("kind", ["docx", "xlsx", "pdf"])
def test_the_text_can_be_taken_out_again(kind: str) -> None:
    read = extract(f"附件.{kind}", made(kind, LINES, ROWS))
    text = "\n".join(piece.text for piece in read.texts)
    assert read.unreadable is None
    for word in ("附件标题", "第二行", "张某某", "1200"):
        assert word in text


@pytest.mark.parametrize("kind", ["docx", "xlsx", "pdf"])
def test_the_same_words_make_the_same_bytes(kind: str) -> None:
    assert made(kind, LINES, ROWS) == made(kind, LINES, ROWS)


def test_a_long_pdf_goes_on_to_further_pages() -> None:
    read = extract("长文.pdf", made("pdf", [f"第{at}行" for at in range(100)], []))
    assert {piece.label for piece in read.texts if piece.where == "page"} == {"1", "2", "3"}


def test_pictures_are_small_drawings_that_differ_by_seed() -> None:
    first, second = picture(1), picture(2)
    assert first.startswith(b"\x89PNG")
    assert first == picture(1) != second
    assert len(first) < 40_000
