"""A covered Word document is made anew: none of the old file's hiding places comes along."""

import zipfile
from io import BytesIO

import docx
import pytest

from models.problems import Refused
from models.redaction.attack import attack
from models.redaction.office import cover_docx
from models.redaction.plan import Plan
from models.redaction.words import MARK
from tests.models.redaction.files import ACCOUNT, NAME, WORDS, full_of_traps, with_part, word

PLAN = Plan(WORDS)


def test_a_document_full_of_traps_comes_out_clean() -> None:
    made = cover_docx("明细.docx", full_of_traps(), PLAN)
    assert attack(made.name, made.data, PLAN) == ()
    shown = docx.Document(BytesIO(made.data))
    assert [line.text for line in shown.paragraphs][:2] == [f"收款人：{MARK}", "备注"]
    assert [cell.text for cell in shown.tables[0].rows[0].cells] == ["账号", MARK]
    assert {"hidden", "revisions"} <= set(made.left_out)


def test_the_old_file_itself_does_not_pass() -> None:
    where = {leak.where for leak in attack("明细.docx", full_of_traps(), PLAN)}
    assert {"word/document.xml", "docProps/core.xml", "history", "part:word/comments.xml"} <= where


def test_words_that_nobody_sees_are_not_brought_to_light() -> None:
    made = cover_docx("明细.docx", full_of_traps(), Plan(("无此词",)))
    with zipfile.ZipFile(BytesIO(made.data)) as package:
        assert "隐藏" not in package.read("word/document.xml").decode()


def test_the_same_text_stays_where_nothing_is_covered() -> None:
    made = cover_docx("说明.docx", word("第一段", "第二段500元"), Plan(("500",)))
    assert [line.text for line in docx.Document(BytesIO(made.data)).paragraphs] == ["第一段", f"第二段{MARK}元"]
    assert attack(made.name, made.data, Plan(("500",))) == ()


@pytest.mark.parametrize("data", [b"PK\x03\x04 no zip", b"\xd0\xcf\x11\xe0 old word"])
def test_what_is_no_docx_is_refused(data: bytes) -> None:
    with pytest.raises(Refused):
        cover_docx("a.docx", data, PLAN)


def test_a_bomb_is_refused_before_it_bursts() -> None:
    bomb = BytesIO(word("x"))
    with zipfile.ZipFile(bomb, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/media/big.xml", b"0" * 90_000_000)
    with pytest.raises(Refused, match="attachment_bomb"):
        cover_docx("a.docx", bomb.getvalue(), PLAN)


def test_merged_cells_are_written_once() -> None:
    book = docx.Document()
    grid = book.add_table(2, 3)
    grid.cell(0, 0).merge(grid.cell(0, 2)).text = f"合并 {NAME}"
    grid.cell(1, 1).text = ACCOUNT
    out = BytesIO()
    book.save(out)
    made = cover_docx("a.docx", out.getvalue(), PLAN)
    table = docx.Document(BytesIO(made.data)).tables[0]
    assert table.cell(0, 0).text == table.cell(0, 2).text == f"合并 {MARK}"
    assert table.cell(1, 1).text == MARK
    assert attack(made.name, made.data, PLAN) == ()


def test_a_file_in_the_file_does_not_come_along() -> None:
    inner = with_part(word("外"), "word/embeddings/a.docx", word(NAME))
    assert "part:word/embeddings/a.docx" in {leak.where for leak in attack("a.docx", inner, PLAN)}
    assert any(leak.index == 0 for leak in attack("a.docx", inner, PLAN))
    made = cover_docx("a.docx", inner, Plan(("外",)))
    assert attack(made.name, made.data, PLAN) == ()
