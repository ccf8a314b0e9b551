"""Guides are listed by audience, say what article 19 still wants of them, and lend a case their materials."""

from models.people import Actor, Post
from tests.models.bureau import RULES
from tests.ui.views.services.cases import GUIDE, desk
from ui.presenters import service_guides as present
from ui.text import Words

ZH = Words("zh")


def test_a_guide_is_complete_or_says_how_much_it_lacks() -> None:
    complete, short = present.read(desk(), ZH)
    assert (complete.face.title, complete.face.chip and complete.face.chip.word) == ("户口迁入", "齐全")
    assert short.face.chip is not None
    assert (short.face.chip.word, short.face.chip.tone) == ("缺 9 项", "amber")
    assert short.face.right == "草稿"


def test_an_audience_and_words_narrow_the_list() -> None:
    guides = present.read(desk(), ZH)
    assert [face.id for face in present.chosen(guides, "enterprise", "")] == ["guide2"]
    assert [face.id for face in present.chosen(guides, "", "户口")] == ["guide1"]
    assert present.chosen(guides, "investor", "") == []
    assert [value for value, _ in present.audience_options(RULES, ZH)] == ["", "citizen", "enterprise", "investor"]


def test_the_pane_shows_what_is_written_and_names_what_is_not() -> None:
    held = desk()
    whole = present.present(held.matters["guide1"], RULES, ZH)
    assert (whole.title, whole.lacks, whole.note) == ("户口迁入", "", "")
    assert ("办理依据", GUIDE["basis"]) in [(line.name, line.value) for line in whole.lines]
    short = present.present(held.matters["guide2"], RULES, ZH)
    assert "办理依据、办理条件" in short.lacks
    assert [line.name for line in short.lines] == ["事项名称"]


def test_a_class_that_was_abolished_is_said_to_be() -> None:
    matter = desk().matters["guide1"].with_fields({"guide": {**GUIDE, "category": "非行政许可"}}, "c")
    assert present.present(matter, RULES, ZH).note


def test_materials_are_read_out_of_however_they_were_numbered() -> None:
    assert present.materials_of(desk(), "guide1") == ("身份证", "户口簿", "父母户口簿")
    assert present.guide_materials({"materials": "一、申请表。\n(2) 照片\n2寸照片"}) == ("申请表", "照片", "2寸照片")
    assert present.materials_of(desk(), "nowhere") == ()


def test_a_case_names_its_guide_by_id_or_by_name() -> None:
    held = desk()
    assert present.title_of(held, "guide1") == "户口迁入"
    assert present.title_of(held, "婚姻登记") == ""
    assert present.options(held) == [("guide1", "户口迁入")]


def test_only_who_writes_is_shown_how_to_begin_one() -> None:
    assert present.may_write(Actor("p", "某", frozenset({Post("wangtai", "clerk")})), RULES)
    assert not present.may_write(Actor("p", "某", frozenset({Post("efficiency", "supervisor")})), RULES)
