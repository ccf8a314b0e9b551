"""A letter on paper: its number, its words, its reply; and nobody's name, even where somebody wrote it."""

from dataclasses import replace

from tests.ui.fakes import RULES
from tests.ui.mailroom import CONTACT, letters
from ui.presenters import letter_printing
from ui.text import Words

ZH = Words("zh")


def test_the_paper_has_letter_instruction_and_reply() -> None:
    matter = letters()["l3"]
    paper = letter_printing.letter(matter, matter.fields, CONTACT, RULES, ZH)
    assert paper.head[0][:2] == ("编号", "XF2026-00003")
    assert paper.head[3][:2] == ("最后一天", "2026-05-06")
    for part in ("每逢农历", "请王台镇研究", "劝导员"):
        assert part in paper.body


def test_no_name_and_no_remark_goes_on_paper() -> None:
    matter = letters()["l3"]
    noted = replace(matter.trail[0], verb="note", note="李有田很急")
    matter = replace(matter, trail=(*matter.trail, noted))
    fields = {**matter.fields, "reply": "<p>李有田：您好！电话 13800000003。</p>", "title": "李有田的来信"}
    paper = str(letter_printing.letter(matter, fields, CONTACT, RULES, ZH))
    assert not any(value in paper for value in CONTACT.values())
    assert "很急" not in paper


def test_what_is_not_there_yet_is_left_open() -> None:
    matter = letters()["l5"]
    paper = letter_printing.letter(matter, matter.fields, {}, RULES, ZH)
    assert "<h2>答复</h2>" not in paper.body
    assert paper.head[3][3] == ""
