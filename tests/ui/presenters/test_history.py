"""Kept texts are listed newest first, with why they were kept, and compared two by two."""

from models.steps import Version
from tests.ui.fake_desk import NOW
from ui.presenters import history
from ui.text import Words

ZH = Words("zh")
OLD = Version("m1", "a" * 64, {"body": "<p>要按时布署工作</p>"}, "return", "p", "林晓梅", "2026-04-27T16:40:00+08:00")
NEW = Version("m1", "b" * 64, {"body": "<p>要按时部署工作</p>"}, "submit", "p", "林晓梅", "2026-04-28T08:40:00+08:00")


def test_the_newest_comes_first() -> None:
    rows = history.rows([OLD, NEW], ZH, NOW)
    assert [(row.what, row.when, row.mark) for row in rows] == [
        ("提交", "今天 8:40", "BBBB·BBBB"),
        ("退回", "昨天 16:40", "AAAA·AAAA"),
    ]


def test_two_texts_are_compared_and_one_stands_alone() -> None:
    assert history.compared(NEW, OLD, ZH, NOW).meta == "1 处不同"
    alone = history.compared(OLD, None, ZH, NOW)
    assert (alone.old, alone.pairs) == (None, ())
