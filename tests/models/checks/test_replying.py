"""An answer must not name its writer, say only what every answer says, or leave open what was asked."""

from dataclasses import replace
from datetime import date

import pytest

from models.checks import Finding, read_lists
from models.checks.asked import Asked, measure
from models.checks.replying import check_reply
from models.policy import Directory, shipped
from models.problems import BrokenPolicy

TODAY = date(2026, 11, 24)
TEXTS = shipped()
LISTS = read_lists(TEXTS)
BODY = "木桥又坏了。\n请问什么时候修？\n没修好以前，孩子怎么过河？谁负责，留个电话？"
ASKED = Asked("木桥", BODY, measure(Directory(TEXTS)), {"name": "林桂英", "phone": "13900005012", "email": "x"})
GOOD = (
    "<p>来信人：您好！</p><p>12月5日开工，每天早上6:50由校车接送孩子过河。</p>"
    "<p>由分管副镇长负责，电话0599-0000207。</p>"
)


def found(reply: str, asked: Asked = ASKED) -> list[Finding]:
    return [each for each in check_reply(reply, asked, "王台镇人民政府", LISTS, TODAY) if "reply" in each.rule]


def rules(reply: str, asked: Asked = ASKED) -> list[str]:
    return [each.rule for each in found(reply, asked)]


def test_an_answer_to_every_question_is_found_right() -> None:
    assert rules(GOOD) == []


def test_the_writer_is_named_by_name_or_number_and_one_click_mends_it() -> None:
    first, second = found(GOOD.replace("来信人", "林桂英同志") + "<p>已致电 13900005012。</p>")
    assert (first.rule, first.level, first.keep, first.excerpt) == ("reply_names_writer", "block", "reason", "林桂英")
    assert first.remedy
    assert first.remedy.text == "来信人"
    assert second.remedy
    assert second.remedy.text == "139****5012"


def test_who_may_not_see_the_writer_is_told_nothing_of_the_name() -> None:
    veiled = replace(ASKED, contact={"name": "林**", "phone": "139****5012"})
    assert rules(GOOD.replace("来信人", "林**"), veiled) == []


def test_each_question_left_open_is_shown_where_it_stands_in_the_letter() -> None:
    open_ = [each for each in found("<p>此事已上报，木桥会修好的。</p>") if each.rule == "reply_open_question"]
    assert [each.excerpt for each in open_] == ["请问什么时候修？", "没修好以前，孩子怎么过河？", "谁负责，留个电话？"]
    assert [(each.place.part, each.place.block) for each in open_] == [
        ("question", 1),
        ("question", 2),
        ("question", 2),
    ]
    assert {each.level for each in open_} == {"hint"}


def test_words_that_only_put_off_are_told() -> None:
    assert "reply_evasive" in rules("<p>您好！您反映的问题我镇高度重视，将尽快研究处理，请您耐心等待。</p>")
    assert "reply_evasive" not in rules(GOOD.replace("来信人", "我镇高度重视。来信人"))


def test_an_answer_nearly_like_an_earlier_one_is_told_with_its_share() -> None:
    earlier = "来信人：您好！ 12月6日开工，每天早上6:50由校车接送孩子过河。由分管副镇长负责，电话0599-0000207。"
    copied = [each for each in found(GOOD, replace(ASKED, earlier=(earlier,))) if each.rule == "reply_copied"]
    assert [each.facts["share"][-1] for each in copied] == ["%"]
    assert rules(GOOD, replace(ASKED, earlier=("三盏路灯已修复，台阶贴了反光条。",))) == []


def test_a_field_that_nobody_filled_stops_the_answer() -> None:
    gap = found(GOOD.replace("12月5日", "12月5日（{完成日期}前）"))[0]
    assert (gap.rule, gap.level, gap.keep, gap.facts["name"]) == ("reply_gap", "block", "no", "完成日期")


def test_what_every_text_must_not_show_an_answer_must_not_show_either() -> None:
    told = check_reply(GOOD + "<p>证件 11010519491231002X</p>", ASKED, "王台镇人民政府", LISTS, TODAY)
    assert told[0].rule == "id_card"
    assert check_reply("<p></p>", ASKED, "王台镇人民政府", LISTS, TODAY)[0].rule == "body_blank"


def test_a_policy_without_its_measure_is_broken() -> None:
    for texts in ({}, {"replies.toml": "[judged]\nsame_share = 1\n"}):
        with pytest.raises(BrokenPolicy):
            measure(Directory(texts))
