"""The words offered for an answer suit the matter, are filled with what is known, and show what is not."""

import pytest

from models.policy import Directory, shipped
from models.problems import BrokenPolicy
from models.replies import PARTS, filled, gaps, offered, replies

DIRECTORY = Directory(shipped())
ROAD = {"title": "桥上路灯不亮", "body": "晚上看不见", "channel": "complaint", "sort": "complaint"}


def test_there_are_words_for_every_part_of_an_answer() -> None:
    found = replies(DIRECTORY)
    assert len(found) >= 20
    assert {reply.part for reply in found} == set(PARTS)
    assert len({reply.id for reply in found}) == len(found)
    assert all(reply.en.isascii() for reply in found)


def test_a_complaint_is_offered_what_suits_a_complaint_part_by_part() -> None:
    found = offered("letter", ROAD, DIRECTORY)
    parts = [PARTS.index(reply.part) for reply in found]
    assert parts == sorted(parts)
    assert found[0].id == "open_complaint"
    assert {"open_mayor", "result_adopted", "next_materials", "whole_water"}.isdisjoint(reply.id for reply in found)


def test_a_whole_answer_is_offered_only_for_its_subject() -> None:
    wholes = [reply.id for reply in offered("letter", ROAD, DIRECTORY) if reply.part == "whole"]
    assert wholes == ["whole_road", "whole_no_reply"]


def test_what_is_known_is_filled_and_what_is_not_stays_in_braces() -> None:
    text = filled("{称呼}：{事项}由{单位}办理，{期限}前完成。", {"称呼": "来信人", "单位": "王台镇", "期限": ""})
    assert text == "来信人：{事项}由王台镇办理，{期限}前完成。"
    assert gaps(text + "{事项}") == ("事项", "期限")


def test_a_part_that_no_answer_has_is_a_broken_policy_with_its_line() -> None:
    texts = {**DIRECTORY.texts, "replies.toml": '[[reply]]\nid = "x"\npart = "body"\nname = ""\nen = ""\ntext = ""\n'}
    with pytest.raises(BrokenPolicy, match="x: body"):
        replies(Directory(texts))
    with pytest.raises(BrokenPolicy, match="missing"):
        replies(Directory({}))
