"""The Word document says what was signed, in the fonts and measures of GB/T 9704, and nothing of who made it."""

import zipfile
from io import BytesIO

import docx as reader
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt

from models.content import plain
from models.notices.drawing import answer_notice
from models.notices.page import html
from models.notices.word import docx
from models.outcomes import outcomes
from tests.models.notices.request import DIRECTORY, TODAY, UNIT, full, request


def _kept(code: str = "partial") -> str:
    notice = answer_notice(request(full(code)), UNIT, TODAY, DIRECTORY)
    assert notice
    return html(notice)


@pytest.mark.parametrize("code", list(outcomes(DIRECTORY).codes))
def test_read_again_it_says_word_for_word_what_was_kept(code: str) -> None:
    book = reader.Document(BytesIO(docx(_kept(code))))
    assert [line.text for line in book.paragraphs] == plain(_kept(code)).splitlines()


def test_page_lines_and_indents_are_those_of_official_documents() -> None:
    book = reader.Document(BytesIO(docx(_kept())))
    page = book.sections[0]
    assert [round(length.mm) for length in (page.page_width, page.page_height)] == [210, 297]
    assert [round(each.mm) for each in (page.top_margin, page.left_margin, page.right_margin)] == [37, 28, 26]
    assert {line.paragraph_format.line_spacing for line in book.paragraphs} == {Pt(28)}
    addressee, first, signature = book.paragraphs[3], book.paragraphs[4], book.paragraphs[-1]
    assert addressee.paragraph_format.first_line_indent is None
    assert first.paragraph_format.first_line_indent == Pt(32)
    assert signature.paragraph_format.right_indent == Pt(32)
    assert book.paragraphs[0].alignment == WD_ALIGN_PARAGRAPH.CENTER


def test_chinese_letters_have_their_own_fonts() -> None:
    book = reader.Document(BytesIO(docx(_kept())))

    def face(at: int) -> str:
        return str(book.paragraphs[at].runs[0]._element.rPr.rFonts.get(qn("w:eastAsia")))

    assert (face(0), face(1), face(4)) == ("方正小标宋简体", "方正小标宋简体", "仿宋")


def test_its_properties_name_no_person_and_no_program() -> None:
    data = docx(_kept())
    told = reader.Document(BytesIO(data)).core_properties
    assert (told.author, told.last_modified_by, told.comments, told.title) == ("", "", "", "")
    with zipfile.ZipFile(BytesIO(data)) as package:
        assert b"python-docx" not in package.read("docProps/core.xml")
